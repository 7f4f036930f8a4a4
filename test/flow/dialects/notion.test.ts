import { randomUUID } from 'node:crypto'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import type { Account } from '../../../shared/account'
import { notionClient, notionDialect } from '../../providers/dialects/notion'
import { accountOf } from '../rig'
import { createDialectRig, type DialectRig } from './rig'

let dialect: ReturnType<typeof notionDialect>
let rig: DialectRig
beforeEach(async () => {
  dialect = notionDialect()
  rig = await createDialectRig(dialect)
  await rig.api.saveClient({ providerId: 'notion', ...notionClient })
})
afterEach(() => rig.end())

const connect = async (accountId?: string) =>
  rig.connect({ providerId: 'notion', ...(accountId === undefined ? {} : { accountId }) })

/** As an earlier Keyfob kept it: known by the workspace's name. */
async function keepAsBefore(account: Account): Promise<Account> {
  const { tokens } = await rig.services.keeper.read(account)
  const before = { ...account, person: { ...account.person, subject: `${account.person.tenant}/user-1` } }
  await rig.services.keeper.keep({ account: before, tokens })
  await rig.services.registry.put(before)
  return before
}

describe('Notion in its own dialect', () => {
  test('is connected, renewed, listed over three pages and revoked', async () => {
    const account = accountOf(await connect())
    expect(account).toMatchObject({
      label: 'Ada · Acme',
      person: { subject: 'workspace-1/user-1', email: 'ada@acme.example', tenant: 'Acme' },
      renewable: true,
    })
    expect(JSON.stringify(account)).not.toContain('bot-1')
    await rig.api.renewAccount({ accountId: account.id })

    const pages: number[] = []
    const titles: string[] = []
    let next: string | undefined
    do {
      const more: string | undefined = next
      const page = await rig.api.listRows({
        accountId: account.id,
        resourceId: 'pages',
        ...(more ? { next: more } : {}),
      })
      pages.push(page.rows.length)
      titles.push(...page.rows.map((row) => row.title))
      next = page.next
    } while (next !== undefined)
    expect(pages).toEqual([50, 50, 20])
    // Pages call their title property as they like; a data source has its title elsewhere.
    expect(titles).toEqual(Array.from({ length: 120 }, (_, index) => `Thing ${index}`))
    expect((await rig.api.disconnect({ accountId: account.id })).outcome).toBe('proven')
  })

  test('two workspaces of one name are two accounts', async () => {
    const one = accountOf(await connect())
    dialect.pick({ id: 'workspace-2', name: 'Acme' })
    const other = accountOf(await connect())

    expect(other.id).not.toBe(one.id)
    expect(await rig.api.listAccounts({})).toHaveLength(2)
  })

  test('a workspace that was renamed is the account that it was', async () => {
    const account = accountOf(await connect())
    dialect.pick({ id: 'workspace-1', name: 'Acme & Sons' })
    const outcome = await connect(account.id)

    expect(outcome).toMatchObject({ kind: 'renewed', account: { id: account.id } })
    expect(accountOf(outcome).person.tenant).toBe('Acme & Sons')
  })

  test('an account that was known by the workspace’s name stays that account, and is known by the id from then on', async () => {
    const before = await keepAsBefore(accountOf(await connect()))
    const outcome = await connect(before.id)

    expect(outcome).toMatchObject({ kind: 'renewed', account: { id: before.id } })
    const accounts = await rig.api.listAccounts({})
    expect(accounts.map(({ person }) => person.subject)).toEqual(['workspace-1/user-1'])
    expect((await rig.services.keeper.read(before)).account.person.subject).toBe('workspace-1/user-1')
  })

  test('connecting it once more makes no twin of it', async () => {
    const before = await keepAsBefore(accountOf(await connect()))
    expect(await connect()).toMatchObject({ kind: 'renewed', account: { id: before.id } })
  })

  test('a grant for another workspace is someone else’s, and discarding it does not end that one’s own', async () => {
    const first = accountOf(await connect())
    dialect.pick({ id: 'workspace-2', name: 'Beta' })
    await keepAsBefore(accountOf(await connect()))
    const flowId = randomUUID()
    const outcome = await rig.connect({ providerId: 'notion', accountId: first.id, flowId })
    expect(outcome.kind).toBe('someone_else')
    await rig.api.settleSomeoneElse({ flowId, choice: 'discard' })

    expect(rig.cloud.received.filter(({ url }) => url.pathname.endsWith('/revoke'))).toEqual([])
  })
})
