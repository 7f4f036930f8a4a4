import type { Failure } from '../../shared/failure'

export type { RevocationShape } from '../support/dialect'

/** One call of a revocation, ready to be sent. */
export interface RevocationCall {
  /** Method and address, without anything secret. */
  readonly request: string
  readonly parameters: readonly (readonly [name: string, value: string])[]
  /**
   * Status of the answer, and why the server did not do it, if it did not. Throws what says nothing of the token: no
   * answer at all, 5xx (RFC 7009 §2.2.1), 429.
   */
  send(): Promise<{ readonly status: number; readonly failure?: Failure }>
}
