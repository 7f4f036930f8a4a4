import { readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { fromFile, toFile } from '../../electron/accounts/registry-format'

/** Leaves the accounts of a profile that is not in use as a server's refusal does. */
export async function endAccounts(profile: string): Promise<void> {
  const file = join(profile, 'accounts.json')
  const found = fromFile(JSON.parse(await readFile(file, 'utf8')))
  if (found === 'damaged' || found === 'newer') throw new Error(found)
  const { contents } = found
  const health = { state: 'needs_reconnecting', code: 'invalid_grant', since: Date.now() } as const
  const accounts = contents.accounts.map((account) => ({ ...account, health }))
  await writeFile(file, JSON.stringify(toFile({ ...contents, accounts })))
}
