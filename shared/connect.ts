import type { Account, Person } from './account'
import type { FlowKind } from './provider-summary'

export interface ConnectRequest {
  /** Chosen by the window, so that it can cancel what has not answered yet. */
  readonly flowId: string
  readonly providerId: string
  readonly kind: FlowKind
  /** Scopes beyond the required ones that the person ticked. */
  readonly scopes: readonly string[]
  /** Address of a self-hosted provider. Absent: the account's own, or the provider's preset. */
  readonly base?: string | undefined
  /** Reconnect, or widen, this account; absent: a new one. */
  readonly accountId?: string | undefined
  /** The person's choice to keep tokens in memory only. */
  readonly kept: 'keychain' | 'session'
  /** The link goes to the clipboard, for the browser or profile that the person wants, and none is opened. */
  readonly link?: 'copied' | undefined
  /** Pasted by the person for a service account: goes to main and never comes back. */
  readonly client?: { readonly id: string; readonly credential: string } | undefined
}

/**
 * How a connection ended well. `someone_else`: another person than the account's allowed it; nothing has been
 * replaced, and the answer is wanted by `settleSomeoneElse`.
 */
export type ConnectOutcome =
  | { readonly kind: 'connected' | 'renewed'; readonly account: Account }
  | { readonly kind: 'someone_else'; readonly expected: Account; readonly signedIn: Person }
