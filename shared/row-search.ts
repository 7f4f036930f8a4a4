import type { FailureReport } from './failure'
import type { Row } from './resource'

/** What was found in one account, in one of its resources. */
export interface SearchGroup {
  readonly accountId: string
  readonly resourceId: string
  readonly label: string
  readonly icon: string
  /** For a child resource: the row the hits are listed under. */
  readonly parentId?: string
  readonly rows: readonly Row[]
  /** Among rows seen before, or asked from the provider's own search just now. */
  readonly from: 'seen' | 'provider'
  /** There was more than is listed here. */
  readonly more: boolean
}

/** All that was found so far, whole. */
export interface SearchResults {
  readonly requestId: string
  readonly text: string
  readonly groups: readonly SearchGroup[]
  /** Accounts whose provider has not answered yet. */
  readonly pending: readonly string[]
  /** Accounts whose provider could not be searched. */
  readonly failed: readonly { readonly accountId: string; readonly failure: FailureReport }[]
}
