import type { Account, Person } from './account'
import type { ActivityEntry } from './activity'
import type { FlowTrace } from './flow-trace'
import type { FlowKind, ProviderSummary } from './provider-summary'
import type { Page, ResourceSummary } from './resource'
import type { RevocationReport } from './revocation'
import type { AppInfo, Settings, VaultStatus } from './settings'

export interface ConnectRequest {
  /** Chosen by the window, so that it can cancel what has not answered yet. */
  readonly flowId: string
  readonly providerId: string
  readonly kind: FlowKind
  /** Scopes beyond the required ones that the person ticked. */
  readonly scopes: readonly string[]
  /** Reconnect, or widen, this account; absent: a new one. */
  readonly accountId?: string | undefined
  /** The person's choice to keep tokens in memory only. */
  readonly kept: 'keychain' | 'session'
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

/** What the window may ask of main. Nothing here takes or gives a token. */
export interface KeyfobApi {
  listProviders(request: Record<string, never>): Promise<readonly ProviderSummary[]>
  listAccounts(request: Record<string, never>): Promise<readonly Account[]>
  /** Resolves when the account is stored; rejects with the failure that ended the flow. */
  connect(request: ConnectRequest): Promise<ConnectOutcome>
  /** Keeps the other person's grant as an account of its own, or revokes it. */
  settleSomeoneElse(request: {
    readonly flowId: string
    readonly choice: 'add' | 'discard'
  }): Promise<Account | null>
  cancelFlow(request: { readonly flowId: string }): Promise<void>
  /** Opens the authorization URL in the system browser once more. */
  openFlowAgain(request: { readonly flowId: string }): Promise<void>
  /** Puts the authorization URL on the clipboard, for another browser or profile. */
  copyFlowLink(request: { readonly flowId: string }): Promise<void>
  /** QR of the authorization URL: rows of 0 and 1. */
  showFlowQr(request: { readonly flowId: string }): Promise<readonly string[]>
  /** The address a browser ended on, on this or another machine; goes through the checks of the loopback. */
  pasteRedirect(request: { readonly flowId: string; readonly text: string }): Promise<void>
  /** Flows of this run, and those kept on disk, newest first. */
  listFlows(request: Record<string, never>): Promise<readonly FlowTrace[]>

  renameAccount(request: { readonly accountId: string; readonly label: string }): Promise<Account>
  /** Renews now, due or not. */
  renewAccount(request: { readonly accountId: string }): Promise<Account>
  /** Revokes at the server, proves it, erases, forgets. */
  disconnect(request: { readonly accountId: string }): Promise<RevocationReport>
  /** Ends every grant; one that fails does not stop the others. */
  disconnectAll(request: Record<string, never>): Promise<readonly RevocationReport[]>
  /** Erases an account here without asking its server (after a revocation could not be done). */
  forgetAccount(request: { readonly accountId: string }): Promise<void>

  listResources(request: { readonly accountId: string }): Promise<readonly ResourceSummary[]>
  listRows(request: {
    readonly accountId: string
    readonly resourceId: string
    /** For a child resource: the row it belongs to. */
    readonly parentId?: string | undefined
    readonly next?: string | undefined
  }): Promise<Page>

  listActivity(request: { readonly accountId?: string | undefined }): Promise<readonly ActivityEntry[]>
  checkVault(request: Record<string, never>): Promise<VaultStatus>
  getSettings(request: Record<string, never>): Promise<Settings>
  changeSettings(request: Partial<Settings>): Promise<Settings>
  getAppInfo(request: Record<string, never>): Promise<AppInfo>
  /** Opens a page in the system browser: https, or the sandbox on loopback; anything else is refused. */
  openWebPage(request: { readonly url: string }): Promise<void>
  copyText(request: { readonly text: string }): Promise<void>
}

/** What the window is told, whole, whenever it has changed. */
export interface KeyfobEvents {
  readonly accounts: readonly Account[]
  readonly flow: FlowTrace
  readonly vault: VaultStatus
  readonly settings: Settings
  readonly activity: readonly ActivityEntry[]
  /** Something the person must know that no screen asked for, as a failure code and facts. */
  readonly notice: Notice
}

export interface Notice {
  readonly id: string
  readonly kind: 'file_set_aside' | 'sandbox_restarted' | 'profile_read_only' | 'clock_differs'
  readonly subject: string
}
