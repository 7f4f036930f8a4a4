import type { FailureReport } from './failure'
import type { RateLimit } from './resource'

export const consoleMethods = ['GET', 'HEAD', 'OPTIONS', 'POST', 'PUT', 'PATCH', 'DELETE'] as const
export type ConsoleMethod = (typeof consoleMethods)[number]

export type NameAndValue = readonly [name: string, value: string]

/** Where a list of the account is, as a path on its first API origin or a whole address on another. */
export interface ApiAddress {
  readonly address: string
  /** What is there: "Droplets". */
  readonly label: string
}

/** A request of the API console. The token is added in main. */
export interface ConsoleRequest {
  readonly accountId: string
  readonly method: ConsoleMethod
  /** A path on the provider's first API origin ("/v2/droplets"), or a whole address on any of its API origins. */
  readonly address: string
  readonly query: readonly NameAndValue[]
  readonly headers: readonly NameAndValue[]
  readonly body?: string | undefined
}

/** A window shows no more of a body than this. Characters. */
export const mostShown = 2 * 1024 * 1024

/** Every status is an answer here, 404 and 500 as well. */
export interface ConsoleResponse {
  /** The address as it was asked, without secrets. */
  readonly address: string
  readonly status: number
  /** From sending to the last byte, in ms. */
  readonly took: number
  /** Of the body, as it was sent after decompression. Bytes. */
  readonly size: number
  readonly headers: readonly NameAndValue[]
  readonly body:
    | { readonly kind: 'empty' }
    /** As it was sent, JSON too. */
    | { readonly kind: 'text'; readonly text: string; readonly cut: boolean }
    /** Not shown. */
    | { readonly kind: 'binary' }
  readonly rateLimit?: RateLimit
  /** Where the server says that a permission is missing (`insufficient_scope`, `scope_unknown`). */
  readonly lacking?: FailureReport
}

/** A request that was made, so that it can be made again. Until Keyfob closes, and without secrets. */
export interface ConsoleEntry {
  readonly id: string
  readonly at: number
  readonly request: ConsoleRequest
  /** Values that looked like secrets are not kept: type them again. */
  readonly masked: boolean
  readonly status?: number
  readonly took?: number
  readonly size?: number
  readonly failure?: FailureReport
}
