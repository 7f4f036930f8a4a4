import type { Account } from '../../shared/account'
import { Failure } from '../../shared/failure'
import { createPerKey } from '../support/per-key'
import type { Secret } from '../support/secret'
import type { Vault } from '../vault/vault'
import { type AccountSecret, accountSecretFromText, accountSecretToText, entryName } from './account-secret'
import { outlives } from './grant-times'
import type { Registry } from './registry'

/** What belongs to the accounts and is secret: in the vault, and in memory as long as it may be there. */
export interface AccountSecrets {
  /** Stores a new secret, in the keychain before it can be used by anyone. */
  keep(secret: AccountSecret): Promise<void>
  /** As `keep`, of an account whose id is new: the keychain is not asked what it has of it. */
  keepNew(secret: AccountSecret): Promise<void>
  /**
   * For who renews, in the account's turn: shows that the keychain could take what is renewed, and returns what stores
   * it. What the keychain does not take after all is `unsaved` until it is kept.
   */
  prepareRenewal(account: Account): Promise<(renewed: AccountSecret) => Promise<void>>
  /** What the vault holds, or will; read once per run. Throws `vault_entry_missing` and other vault failures. */
  read(account: Account): Promise<AccountSecret>
  /** Renewed at the server, but the keychain did not take it: nobody may use it, and it must not be lost. */
  unsaved(accountId: string): AccountSecret | undefined
  /** Ids of the accounts of which there is something unsaved. */
  withUnsaved(): readonly string[]
  /** With what the keychain still has of an account that is kept for the session from then on. Throws vault failures. */
  erase(account: Account): Promise<void>
  /** Drops every token from memory; the next use goes back to the keychain. */
  forgetAll(): void
}

export interface AccountSecretsDeps {
  readonly registry: Pick<Registry, 'list' | 'replace'>
  readonly vaultOf: (account: Account) => Vault
  /** Whether tokens may be held in memory just now: not while Keyfob is locked. */
  readonly mayHold: () => boolean
}

export function createAccountSecrets(deps: AccountSecretsDeps): AccountSecrets {
  const { registry } = deps
  const perAccount = createPerKey()
  const held = new Map<string, AccountSecret>()
  const unsaved = new Map<string, AccountSecret>()
  /** Ids of those that the keychain was asked to erase and has not. */
  const leftBehind = new Set<string>()
  let run = 0

  async function read(account: Account): Promise<AccountSecret> {
    const inMemory = unsaved.get(account.id) ?? held.get(account.id)
    if (inMemory) return inMemory
    return perAccount.shared(`read ${account.id}`, async () => {
      const startedIn = run
      const text = await deps.vaultOf(account).read(entryName(account.id))
      if (!text) {
        throw new Failure('vault_entry_missing', 'the keychain has no entry for the account', {
          facts: { subject: account.label },
        })
      }
      const secret = accountSecretFromText(text)
      if (startedIn === run && deps.mayHold()) held.set(account.id, secret)
      await believe(secret)
      return secret
    })
  }

  /** A crash between keychain and record leaves a grant that is newer than the record that says it has ended. */
  async function believe({ account }: AccountSecret): Promise<void> {
    const known = registry.list().find(({ id }) => id === account.id)
    if (!known || !outlives(account, known)) return
    await registry.replace({ ...account, label: known.label }).catch(() => undefined)
  }

  async function prepareRenewal(account: Account): Promise<(renewed: AccountSecret) => Promise<void>> {
    const write = await deps.vaultOf(account).prepare(entryName(account.id))
    return (renewed) => {
      unsaved.set(account.id, renewed)
      return keep(renewed, write)
    }
  }

  async function keep(
    secret: AccountSecret,
    write = (text: Secret) => deps.vaultOf(secret.account).write(entryName(secret.account.id), text),
  ): Promise<void> {
    const startedIn = run
    await write(accountSecretToText(secret))
    unsaved.delete(secret.account.id)
    if (startedIn === run && deps.mayHold()) held.set(secret.account.id, secret)
  }

  async function eraseEntry(account: Account): Promise<void> {
    const isInKeychain = account.kept === 'keychain'
    if (isInKeychain) leftBehind.add(account.id)
    await deps.vaultOf(account).erase(entryName(account.id))
    if (isInKeychain) leftBehind.delete(account.id)
  }

  return {
    keep: (secret) => keep(secret),
    keepNew: (secret) =>
      keep(secret, (text) => deps.vaultOf(secret.account).create(entryName(secret.account.id), text)),
    prepareRenewal,
    read,
    unsaved: (accountId) => unsaved.get(accountId),
    withUnsaved: () => [...unsaved.keys()],
    async erase(account) {
      // First, so that the account stays where it fails: nothing else would know of the entry.
      if (account.kept === 'session' && leftBehind.has(account.id))
        await eraseEntry({ ...account, kept: 'keychain' })
      await eraseEntry(account)
      held.delete(account.id)
      unsaved.delete(account.id)
    },
    forgetAll() {
      run += 1
      held.clear()
    },
  }
}
