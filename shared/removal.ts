import type { FailureReport } from './failure'
import type { RevocationReport } from './revocation'

/** What is here to be removed. */
export interface RemovalPlan {
  readonly accounts: number
  /** Disconnected accounts whose server has not been reached yet. */
  readonly leaving: number
  /** Clients that the person entered. */
  readonly clients: number
  /** Providers that the person added. */
  readonly providers: number
  /** The profile's folder. */
  readonly folder: string
  /** Name of the keychain. */
  readonly keychain: string
}

/** An account that was to be ended, and what came of it. */
export interface RemovedAccount
  extends Pick<
    RevocationReport,
    'accountId' | 'label' | 'outcome' | 'usableUntil' | 'manualUrl' | 'failure'
  > {
  readonly providerId: string
}

export interface RemovalStatus {
  /**
   * - `none`: nothing is being removed.
   * - `interrupted`: Keyfob ended while it revoked; what is left works as before.
   * - `revoking`: access is being ended, one account after the other.
   * - `undecided`: some could not be ended, or the keychain does not open; nothing of those has been erased.
   * - `erasing`: there is no way back any more.
   * - `unerased`: the keychain could not be emptied; its entries are erased when Keyfob finds it open again.
   * - `removed`: what is left are files that are in use; they go when Keyfob quits.
   */
  readonly state: 'none' | 'interrupted' | 'revoking' | 'undecided' | 'erasing' | 'unerased' | 'removed'
  /** Accounts there were, and those of them that are not here any more. */
  readonly all: number
  readonly ended: number
  readonly accounts: readonly RemovedAccount[]
  /** An earlier run had begun it: what is still there may be kept. */
  readonly isResumed?: boolean
  /** Files in the profile's folder that are not Keyfob's, and stay. */
  readonly foreign: readonly string[]
  readonly failure?: FailureReport
}
