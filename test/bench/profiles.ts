import { mkdir, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { accountSecretToText, entryName } from '../../electron/accounts/account-secret'
import { toFile } from '../../electron/accounts/registry-format'
import { catalogue } from '../../electron/providers/catalogue'
import { secret } from '../../electron/support/secret'
import type { Account } from '../../shared/account'
import type { Stage } from './stage'

const hour = 60 * 60_000
const day = 24 * hour

/** A token of the length that large providers issue. Characters. */
const tokenLength = 1_000

export interface SeedOptions {
  readonly accounts: number
  /** Of the first account: a provider that lies in `files`, and the origin it is at. */
  readonly first?: Partial<Account>
  /** Of every account. */
  readonly all?: Partial<Account>
  /** When all of them are due to be renewed; absent: tomorrow. ms from now */
  readonly dueIn?: number
  /** Further files of the profile, by name. */
  readonly files?: Readonly<Record<string, unknown>>
  /** Accounts beyond so many get no tokens. */
  readonly withTokens?: number
}

/** Makes a profile whose accounts are connected and fresh, with their tokens in the keychain. */
export async function seedProfile(
  stage: Stage,
  profile: string,
  options: SeedOptions,
): Promise<readonly Account[]> {
  const now = Date.now()
  const accounts = Array.from({ length: options.accounts }, (_, index) =>
    accountNumber(index, now, {
      ...options.all,
      ...(index === 0 ? options.first : {}),
      ...(options.dueIn === undefined ? {} : expiring(now + options.dueIn)),
    }),
  )
  await mkdir(profile, { recursive: true })
  const files = { 'accounts.json': toFile({ accounts, leaving: [] }), ...options.files }
  for (const [name, content] of Object.entries(files)) {
    await writeFile(join(profile, name), JSON.stringify(content))
  }
  const vault = await stage.vaultOf(profile)
  for (const [index, account] of accounts.slice(0, options.withTokens).entries()) {
    const refused = await vault.write(entryName(account.id), tokensOf(account, index, now))
    if (refused) throw new Error(`the keychain does not take it: ${JSON.stringify(refused)}`)
  }
  await vault.kill()
  return accounts
}

/** Due a tenth of the lifetime before the end, where that is less than five minutes. */
function expiring(dueAt: number): Pick<Account, 'renewedAt' | 'expiresAt'> {
  return { renewedAt: dueAt - 0.9 * hour, expiresAt: dueAt + Math.min(5 * 60_000, 0.1 * hour) }
}

function accountNumber(index: number, now: number, difference: Partial<Account>): Account {
  const hosted = catalogue.filter(({ base }) => base.kind === 'fixed')
  const provider = hosted[index % hosted.length]
  if (!provider) throw new Error('the catalogue has no hosted provider')
  const scopes = provider.scopes.filter(({ preselected }) => preselected).map(({ name }) => name)
  return {
    id: `bench-${index}`,
    providerId: provider.id,
    issuer: `https://${provider.id}.example`,
    clientId: 'bench',
    label: `${provider.name} of person ${index}`,
    person: { subject: `person-${index}`, name: `Person ${index}`, email: `person-${index}@work.example` },
    flow: 'authorization_code',
    scopes: { asked: scopes, granted: scopes },
    protections: ['pkce', 'state', 'loopback'],
    connectedAt: now - 30 * day,
    renewedAt: now,
    lastUsedAt: now - hour,
    expiresAt: now + day,
    renewable: true,
    kept: 'keychain',
    health: { state: 'working' },
    ...difference,
  }
}

function tokensOf(account: Account, index: number, now: number): string {
  return accountSecretToText({
    account,
    tokens: {
      accessToken: secret(`at${index}-`.padEnd(tokenLength, 'k')),
      tokenType: 'bearer',
      requestedAt: account.renewedAt ?? now,
      expiresAt: account.expiresAt ?? now + day,
      refreshToken: secret(`rt${index}-`.padEnd(64, 'k')),
    },
  }).reveal()
}
