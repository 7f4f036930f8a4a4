import type { VaultStatus } from '../../shared/settings'
import type { Secret } from '../support/secret'

/**
 * The secrets, by name. Throws `Failure`s whose code begins with `vault_`; what could not be read is never overwritten
 * or deleted on the vault's own account.
 */
export interface Vault {
  /** Writes, reads and deletes a test entry: says before a browser opens whether tokens could be kept. Never throws. */
  probe(): Promise<VaultStatus>
  /** Undefined: there is no such entry. */
  read(name: string): Promise<Secret | undefined>
  /** Resolves when the secret is safely kept: a crash at any point before leaves the old one readable. */
  write(name: string, secret: Secret): Promise<void>
  /**
   * As `write`, under a name that nobody has used yet: nothing is looked for first, only seen that entries are taken (now,
   * or within the last minute).
   */
  create(name: string, secret: Secret): Promise<void>
  /**
   * Sees that the keychain is open, what stands under the name, and that entries are taken (now, or within the last
   * minute), before something is spent that the secret is to replace. Resolves with the one write that comes after it: as
   * `write`, with fewer calls.
   */
  prepare(name: string): Promise<(secret: Secret) => Promise<void>>
  erase(name: string): Promise<void>
}
