import type { FailureReport } from './failure'

/** One thing that was done to end a grant, in order. */
export interface RevocationStep {
  readonly what: 'refresh_token_revoked' | 'access_token_revoked' | 'proof' | 'renewal_refused' | 'erased'
  readonly at: number
  /** "POST /token/revocation 200", never with a token in it. */
  readonly evidence?: string
  readonly failure?: FailureReport
}

/**
 * How access ended.
 * - `proven`: the server took the revocation and then refused the old token.
 * - `had_ended`: the server refused the revocation, the token and, where there was one, what renews it: nothing was left.
 * - `grant_stands`: it took the token back, and gave another one when it was asked to renew it.
 * - `accepted`: it took the revocation, but the access token still works until `usableUntil` (ms; absent: unknown; not
 *   after `at`: not any more).
 * - `not_offered`: the provider has no revocation; the person can end it at `manualUrl`.
 * - `needs_secret`: it has, for a client that shows its secret, which Keyfob does not have of this one.
 * - `failed`: the server refused the revocation, or the keychain could not be read; nothing was erased, `failure` says why.
 * - `queued`: the server could not be reached; tried again until it answers, also after a restart.
 */
export interface RevocationReport {
  readonly accountId: string
  readonly label: string
  readonly outcome:
    | 'proven'
    | 'had_ended'
    | 'grant_stands'
    | 'accepted'
    | 'not_offered'
    | 'needs_secret'
    | 'queued'
    | 'failed'
  readonly at: number
  readonly usableUntil?: number
  readonly manualUrl?: string
  readonly failure?: FailureReport
  readonly flowId: string
  readonly steps: readonly RevocationStep[]
}
