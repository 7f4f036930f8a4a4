import type { Account } from './account'
import type { ActivityEntry, DayOfUse } from './activity'
import type { ApiAddress, ConsoleEntry, ConsoleRequest, ConsoleResponse } from './api-console'
import type { BackupOutcome, ImportOutcome } from './backup'
import type {
  ClientAddress,
  ClientCheck,
  ClientGuide,
  ClientSummary,
  ClientTrial,
  PastedClient,
} from './client'
import type { ConnectOutcome, ConnectRequest } from './connect'
import type { CustomProvider, DiscoveredServer, SavedCustomProvider } from './custom-provider'
import type { Examination, ExaminationRequest, SystemSettings } from './doctor'
import type { ExportOutcome, ExportRequest } from './export'
import type { FlowTrace } from './flow-trace'
import type { Interception } from './interception'
import type { Licence } from './licences'
import type { AuthorityStatus } from './network'
import type { PolicyInfo } from './policy'
import type { ProviderSummary } from './provider-summary'
import type { RemovalPlan, RemovalStatus } from './removal'
import type { KnownRows, ListAddress, Page, ResourceSummary, Row } from './resource'
import type { RevocationReport } from './revocation'
import type { SearchResults } from './row-search'
import type { AppInfo, Settings, VaultStatus } from './settings'
import type { UpdateStatus } from './update'

/** What the window may ask of main. Nothing here takes or gives a token. */
export interface KeyfobApi {
  listProviders(request: Record<string, never>): Promise<readonly ProviderSummary[]>
  listAccounts(request: Record<string, never>): Promise<readonly Account[]>

  /** Clients that are known, of every origin. */
  listClients(request: Record<string, never>): Promise<readonly ClientSummary[]>
  /** How to get a client there: addresses, what to copy, what to tick. */
  getClientGuide(request: ClientAddress): Promise<ClientGuide>
  /** Looks at what was pasted, without sending it anywhere. */
  checkClient(request: PastedClient): Promise<ClientCheck>
  /** Shows the client to the provider; without `credential`, the one that is kept is used. Nothing is saved. */
  tryClient(request: PastedClient): Promise<ClientTrial>
  /**
   * Saves, or replaces, the person's own client. Without `credential` the kept one stays when the id is the same.
   * Accounts of the client before it go on with that one until they are reconnected. Rejects `bad_request` when
   * `checkClient` finds something wrong.
   */
  saveClient(
    request: PastedClient & {
      /** When the client secret runs out, in ms since the epoch. */
      readonly credentialExpiresAt?: number | undefined
    },
  ): Promise<ClientSummary>
  /** Forgets the person's own client; accounts that use it keep what they need to be renewed and revoked. */
  removeClient(request: ClientAddress): Promise<void>
  /**
   * Lets go of a client that a server made: the next connection there asks for another. Accounts keep theirs. Rejects
   * `not_found`.
   */
  forgetMadeClient(request: ClientAddress & { readonly clientId: string }): Promise<void>

  /** Asks an issuer what it is. Rejects `discovery_failed`, `issuer_mismatch` and network failures. */
  discoverServer(request: { readonly issuer: string }): Promise<DiscoveredServer>
  listCustomProviders(request: Record<string, never>): Promise<readonly SavedCustomProvider[]>
  /** Adds one, or with an `id` changes that one. Rejects `bad_request` with the field in `facts.subject`. */
  saveCustomProvider(request: { readonly provider: CustomProvider }): Promise<SavedCustomProvider>
  /** Rejects `bad_request` while accounts are connected through it. */
  removeCustomProvider(request: { readonly providerId: string }): Promise<void>
  /** As JSON text, for another computer; nothing in it is secret. */
  exportCustomProvider(request: { readonly providerId: string }): Promise<string>
  /** The same text back, as a provider to be looked at and saved. Rejects `bad_request`. */
  readCustomProvider(request: { readonly text: string }): Promise<CustomProvider>
  getPolicy(request: Record<string, never>): Promise<PolicyInfo>

  /** Resolves when the account is stored; rejects with the failure that ended the flow. */
  connect(request: ConnectRequest): Promise<ConnectOutcome>
  /** Keeps the other person's grant as an account of its own, or revokes it. */
  settleSomeoneElse(request: {
    readonly flowId: string
    readonly choice: 'add' | 'discard'
  }): Promise<Account | null>
  /**
   * Signs in at the sandbox and tries the code as somebody would who intercepted it; nothing is kept. Rejects with the
   * failure that ended the flow.
   */
  interceptCode(request: { readonly flowId: string }): Promise<Interception>
  cancelFlow(request: { readonly flowId: string }): Promise<void>
  /** Opens the authorization URL in the system browser once more. */
  openFlowAgain(request: { readonly flowId: string }): Promise<void>
  /** Puts the authorization URL on the clipboard, for another browser or profile. */
  copyFlowLink(request: { readonly flowId: string }): Promise<void>
  /** QR of the authorization URL: rows of 0 and 1. `null`: it is too long for one. */
  showFlowQr(request: { readonly flowId: string }): Promise<readonly string[] | null>
  /** The address a browser ended on, on this or another machine; goes through the checks of the loopback. */
  pasteRedirect(request: { readonly flowId: string; readonly text: string }): Promise<void>
  /** Flows of this run, and those kept on disk, newest first. */
  listFlows(request: Record<string, never>): Promise<readonly FlowTrace[]>

  renameAccount(request: { readonly accountId: string; readonly label: string }): Promise<Account>
  /** The order in which accounts are shown everywhere; those that are not named come after the others. */
  arrangeAccounts(request: { readonly accountIds: readonly string[] }): Promise<void>
  /** Renews now, due or not. */
  renewAccount(request: { readonly accountId: string }): Promise<Account>
  /** Revokes at the server, proves it, erases, forgets. */
  disconnect(request: { readonly accountId: string }): Promise<RevocationReport>
  /** Ends every grant; one that fails does not stop the others. */
  disconnectAll(request: Record<string, never>): Promise<readonly RevocationReport[]>
  /** Erases an account here without asking its server (after a revocation could not be done). */
  forgetAccount(request: { readonly accountId: string }): Promise<void>

  /** What `startRemoval` would remove. */
  planRemoval(request: Record<string, never>): Promise<RemovalPlan>
  getRemoval(request: Record<string, never>): Promise<RemovalStatus>
  /**
   * Removes everything: ends all access, then erases the keychain's entries; the profile goes when Keyfob quits. What goes
   * wrong is in the answer, here and below. Meanwhile nothing else is answered.
   */
  startRemoval(request: Record<string, never>): Promise<RemovalStatus>
  /** Goes on although some access could not be ended. */
  finishRemoval(request: Record<string, never>): Promise<RemovalStatus>
  /** Keeps what is left. Rejects `bad_request` once there is no way back. */
  stopRemoval(request: Record<string, never>): Promise<RemovalStatus>
  quit(request: Record<string, never>): Promise<void>

  listResources(request: { readonly accountId: string }): Promise<readonly ResourceSummary[]>
  /**
   * One page. `requestId`: chosen by the window, so that `cancelRequest` can end it and `progress` can tell of it; the
   * same holds wherever it appears.
   */
  listRows(
    request: ListAddress & {
      readonly next?: string | undefined
      readonly requestId?: string | undefined
    },
  ): Promise<Page>
  /** What was last seen of a list, without asking anybody; null: nothing. */
  knownRows(request: ListAddress): Promise<KnownRows | null>
  /** How many items there are, by the smallest request that tells; null: the API does not say. */
  countRows(request: ListAddress & { readonly requestId?: string | undefined }): Promise<number | null>
  /** One item, anew and whole. Throws `not_found` for a resource that is not `rereadable`. */
  getItem(
    request: ListAddress & { readonly rowId: string; readonly requestId?: string | undefined },
  ): Promise<Row>
  /** Ends a listing, search, export or console request; it rejects with `cancelled`. Nothing happens after its end. */
  cancelRequest(request: { readonly requestId: string }): Promise<void>

  /** Looks in rows seen before and asks the searches of providers; told as it comes in (`search`), whole at the end. */
  searchRows(request: { readonly requestId: string; readonly text: string }): Promise<SearchResults>

  /** Reads every page, keeps what the filter keeps, and writes it to a file that main asks the person for. */
  exportRows(request: ExportRequest): Promise<ExportOutcome>
  /** Shows the file that an export of this run has written, in the system's file manager. Rejects `not_found`. */
  showExport(request: { readonly requestId: string }): Promise<void>

  /** Origins that the API console of an account may ask, the usual one first. */
  listApiOrigins(request: { readonly accountId: string }): Promise<readonly string[]>
  /** Addresses that are known to answer with something to read, for the person to begin with. */
  listApiAddresses(request: { readonly accountId: string }): Promise<readonly ApiAddress[]>
  /**
   * `confirmed`: the person has been asked, with the account's name; without it whatever may change something is refused
   * (`bad_request`, "confirmed" in `facts.subject`): all but GET, HEAD and OPTIONS, and these where a provider's GET does
   * more than read. Throws `foreign_origin`, `bad_request` for a header that is not the person's to set
   * (`facts.subject` names it), and network failures.
   */
  sendApiRequest(request: {
    readonly requestId: string
    readonly request: ConsoleRequest
    readonly confirmed: boolean
  }): Promise<ConsoleResponse>
  /** The same request for a shell, with `$TOKEN` in place of the token. */
  showCurl(request: ConsoleRequest): Promise<string>
  /** Newest first. */
  listApiHistory(request: Record<string, never>): Promise<readonly ConsoleEntry[]>
  clearApiHistory(request: Record<string, never>): Promise<void>

  /** Writes records, clients and settings, and no secret, to a file that main asks the person for. */
  saveBackup(request: Record<string, never>): Promise<BackupOutcome>
  /**
   * Takes in a backup that main asks the person for; replaces nothing. Rejects `backup_…` with everything as it was, and
   * disk failures.
   */
  openBackup(request: Record<string, never>): Promise<ImportOutcome>

  listActivity(request: { readonly accountId?: string | undefined }): Promise<readonly ActivityEntry[]>
  /** Of the last 60 days, oldest first; days without use are not in it. */
  listUsage(request: Record<string, never>): Promise<readonly DayOfUse[]>
  checkVault(request: Record<string, never>): Promise<VaultStatus>
  isLocked(request: Record<string, never>): Promise<boolean>
  /** Tokens leave memory, and the window is told of no account until it is unlocked. */
  lock(request: Record<string, never>): Promise<void>
  /** Goes back through the keychain. Rejects with a vault failure, and stays locked. */
  unlock(request: Record<string, never>): Promise<void>
  /** Quits cleanly and starts anew: the only way back to a keychain whose service has come back. */
  restart(request: Record<string, never>): Promise<void>
  getSettings(request: Record<string, never>): Promise<Settings>
  changeSettings(request: Partial<Settings>): Promise<Settings>
  getAppInfo(request: Record<string, never>): Promise<AppInfo>
  /** Of every package that is in this build. Rejects `not_found` in development. */
  getLicences(request: Record<string, never>): Promise<readonly Licence[]>
  /** Shows the file of Chromium's licences, which is beside the program, in the system's file manager. */
  showChromiumLicences(request: Record<string, never>): Promise<void>
  /** How this copy is brought up to date, and how far that has come. Asks nobody. */
  getUpdate(request: Record<string, never>): Promise<UpdateStatus>
  /** Asks the update server for its newest version. What goes wrong is in the answer's `failure`, here and below. */
  checkForUpdate(request: Record<string, never>): Promise<UpdateStatus>
  /** Downloads the version that was found, and checks it. */
  downloadUpdate(request: Record<string, never>): Promise<UpdateStatus>
  /** Ends a check, a download, or the wait for the restart. */
  cancelUpdate(request: Record<string, never>): Promise<void>
  /** Restarts with the version that was downloaded, once no sign-in, renewal or revocation is under way. */
  restartToUpdate(request: Record<string, never>): Promise<UpdateStatus>
  /** Versions, states, counts and the last failures, as text: no names, no secrets. */
  getDiagnostics(request: Record<string, never>): Promise<string>
  /** Whether this desktop shows tray icons. */
  getTray(request: Record<string, never>): Promise<{ readonly isShown: boolean }>
  /** The extra certificate authorities, as their file is now. */
  getAuthority(request: Record<string, never>): Promise<AuthorityStatus>
  /** Has main ask for a file; none chosen: nothing changes. Rejects `authority_file_refused`. */
  chooseAuthority(request: Record<string, never>): Promise<AuthorityStatus>
  removeAuthority(request: Record<string, never>): Promise<AuthorityStatus>
  /**
   * Looks at everything a sign-in needs; told as it comes in (`examination`), whole at the end. Ended by
   * `cancelRequest`.
   */
  examine(request: ExaminationRequest): Promise<Examination>
  /** Opens a page of the system's own settings. Rejects `not_found` where this desktop has none that is known. */
  openSystemSettings(request: { readonly page: SystemSettings }): Promise<void>
  /** Opens a page in the system browser: https, or the sandbox on loopback; anything else is refused. */
  openWebPage(request: { readonly url: string }): Promise<void>
  copyText(request: { readonly text: string }): Promise<void>
}
