import type { Account } from '../../shared/account'
import type { VaultProcess } from '../desktop/vault-process'
import type { AppProcess } from './app-process'
import type { Expectations } from './expectations'
import type { Random } from './random'
import type { SecretSearch } from './secret-search'

export interface SoakTally {
  /** Accounts that were connected and are not there, or whose tokens are not. */
  lost: number
  /** Keychain entries whose head stands without what it names. */
  torn: number
  /** Credentials found in files. */
  secretsFound: number
  /**
   * Accounts that say that they need reconnecting: killed between the server's rotation and our write, which is held
   * against what the server issued. One that says so without that is lost.
   */
  mustReconnect: number
  /** Whatever was not as it should be, in words. */
  readonly complaints: string[]
}

export interface SoakWorld {
  readonly random: Random
  readonly expected: Expectations
  /** Whose tokens the app has said to have renewed and kept, and has not touched since. */
  readonly renewed: Set<string>
  /** Ids of accounts whose refresh token in the keychain was good at the server when the app was last started. */
  live: ReadonlySet<string>
  /** Ids of accounts that the app has said to be disconnected: none of them may come back. */
  readonly left: Set<string>
  /**
   * People whom the app was killed while connecting: the keychain may hold an account of theirs that no record names, and
   * that is taken back when the keychain is swept, also after another account of theirs was disconnected.
   */
  readonly interrupted: Set<string>
  /** Ids of accounts that have said that they need reconnecting, and are not reconnected yet. */
  readonly ended: Set<string>
  readonly keychain: VaultProcess
  readonly secrets: SecretSearch
  readonly tally: SoakTally
}

/** Names that make records large, so that some secrets take several entries and some do not. */
export const people = ['Ada', 'Grace', 'Émile', '💡'.repeat(60), '"\\'.repeat(30), 'Mary Somerville']

export function personOf(account: Account): string {
  const { name = '' } = account.person
  return people.find((person) => name.startsWith(person)) ?? name
}

export async function listAccounts(app: AppProcess, { tally }: SoakWorld): Promise<readonly Account[]> {
  const reply = await app.ask('listAccounts', {})
  if (!reply.ok && reply.code !== 'ended')
    tally.complaints.push(`the accounts could not be listed: ${reply.code}`)
  return reply.ok ? reply.value : []
}
