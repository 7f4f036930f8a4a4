import type { Failure } from '../../shared/failure'

/** How a provider takes access away, as data. `{access_token}`, `{refresh_token}` and `{client_id}` are filled in. */
export type RevocationShape =
  /** RFC 7009 at the server's revocation endpoint. */
  | { readonly kind: 'rfc7009' }
  /** Some request of the provider's own. */
  | {
      readonly kind: 'request'
      readonly method: 'POST' | 'DELETE'
      readonly url: string
      readonly authentication: 'none' | 'bearer' | 'client_basic'
      readonly body?:
        | { readonly type: 'form' | 'json'; readonly members: Readonly<Record<string, string>> }
        | undefined
      /** What is revoked by it: one call each, in this order. */
      readonly tokens: readonly ('refresh_token' | 'access_token')[]
      readonly success: readonly number[]
      /** Statuses that say "already gone". */
      readonly gone?: readonly number[]
      /** A member that must be true for the answer to count. */
      readonly successField?: string
    }
  /** The provider has none. */
  | { readonly kind: 'none' }

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
