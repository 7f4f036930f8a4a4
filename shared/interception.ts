/** What the token endpoint answered to one who had the code, with no verifier, a made-up one, or the right one. */
export interface CodeAttempt {
  readonly verifier: 'none' | 'made_up' | 'right'
  readonly status: number
  /** As the server said it, e.g. `invalid_grant`; absent: it issued tokens. */
  readonly error?: string
  readonly errorDescription?: string
}

/** What a code was worth to somebody who saw it go by, and then to its owner (RFC 7636 §1). */
export interface Interception {
  /** In order. */
  readonly attempts: readonly CodeAttempt[]
  /** Whether the server refuses by now what it issued to the owner. */
  readonly isOver: boolean
}
