import { z } from 'zod'
import { longestClientId } from './account'
import { consoleMethods } from './api-console'
import { customProvider, isCustom } from './custom-provider'
import { systemSettings } from './doctor'
import type { KeyfobApi } from './keyfob-api'
import { proxy } from './network'
import { flowKinds } from './provider-summary'
import { settings } from './settings'

const nothing = z.strictObject({})
const flowId = z.uuid()
const accountId = z.string().regex(/^[a-z0-9-]{1,64}$/)
const short = z.string().min(1).max(200)
const requestId = z.uuid()
const clientAddress = {
  providerId: short,
  base: z
    .url({ protocol: /^https?$/ })
    .max(500)
    .optional(),
}
const pastedClient = {
  ...clientAddress,
  clientId: z.string().min(1).max(longestClientId),
  credential: z.string().min(1).max(4096).optional(),
}
const customId = z.strictObject({ providerId: z.string().max(100).refine(isCustom) })
const listAddress = { accountId, resourceId: short, parentId: z.string().min(1).max(1000).optional() }
const namesAndValues = z.array(z.tuple([z.string().max(200), z.string().max(8192)])).max(100)
const consoleRequest = z.strictObject({
  accountId,
  method: z.enum(consoleMethods),
  address: z.string().min(1).max(8192),
  query: namesAndValues,
  headers: namesAndValues,
  body: z.string().max(1_000_000).optional(),
})

/**
 * One schema per method: the only list of channels, and the check at the border. A forgotten schema, a wrong type or
 * a stray channel does not compile.
 */
export const requests = {
  listProviders: nothing,
  listAccounts: nothing,
  listClients: nothing,
  getClientGuide: z.strictObject(clientAddress),
  checkClient: z.strictObject(pastedClient),
  tryClient: z.strictObject(pastedClient),
  saveClient: z.strictObject({
    ...pastedClient,
    credentialExpiresAt: z.number().int().nonnegative().optional(),
  }),
  removeClient: z.strictObject(clientAddress),
  forgetMadeClient: z.strictObject({ ...clientAddress, clientId: pastedClient.clientId }),
  discoverServer: z.strictObject({ issuer: z.string().trim().min(1).max(500) }),
  listCustomProviders: nothing,
  saveCustomProvider: z.strictObject({ provider: customProvider }),
  removeCustomProvider: customId,
  exportCustomProvider: customId,
  readCustomProvider: z.strictObject({ text: z.string().max(100_000) }),
  getPolicy: nothing,
  connect: z.strictObject({
    flowId,
    ...clientAddress,
    kind: z.enum(flowKinds),
    scopes: z.array(short).max(200),
    accountId: accountId.optional(),
    kept: z.enum(['keychain', 'session']),
    link: z.literal('copied').optional(),
    client: z
      .strictObject({ id: z.string().min(1).max(longestClientId), credential: z.string().min(1).max(4096) })
      .optional(),
  }),
  settleSomeoneElse: z.strictObject({ flowId, choice: z.enum(['add', 'discard']) }),
  interceptCode: z.strictObject({ flowId }),
  cancelFlow: z.strictObject({ flowId }),
  openFlowAgain: z.strictObject({ flowId }),
  copyFlowLink: z.strictObject({ flowId }),
  showFlowQr: z.strictObject({ flowId }),
  pasteRedirect: z.strictObject({ flowId, text: z.string().min(1).max(16_384) }),
  listFlows: nothing,
  renameAccount: z.strictObject({ accountId, label: z.string().trim().min(1).max(120) }),
  arrangeAccounts: z.strictObject({ accountIds: z.array(accountId).max(100_000) }),
  renewAccount: z.strictObject({ accountId }),
  disconnect: z.strictObject({ accountId }),
  disconnectAll: nothing,
  forgetAccount: z.strictObject({ accountId }),
  planRemoval: nothing,
  getRemoval: nothing,
  startRemoval: nothing,
  finishRemoval: nothing,
  stopRemoval: nothing,
  quit: nothing,
  listResources: z.strictObject({ accountId }),
  listRows: z.strictObject({
    ...listAddress,
    next: z.string().min(1).max(32_768).optional(),
    requestId: requestId.optional(),
  }),
  knownRows: z.strictObject(listAddress),
  countRows: z.strictObject({ ...listAddress, requestId: requestId.optional() }),
  getItem: z.strictObject({
    ...listAddress,
    rowId: z.string().min(1).max(1000),
    requestId: requestId.optional(),
  }),
  cancelRequest: z.strictObject({ requestId }),
  searchRows: z.strictObject({ requestId, text: z.string().trim().min(1).max(200) }),
  exportRows: z.strictObject({
    ...listAddress,
    requestId,
    format: z.enum(['csv', 'json']),
    columns: z.array(short).max(200).optional(),
    filter: z.string().max(1000).optional(),
    sort: z.strictObject({ column: short, descending: z.boolean() }).optional(),
  }),
  showExport: z.strictObject({ requestId }),
  listApiOrigins: z.strictObject({ accountId }),
  listApiAddresses: z.strictObject({ accountId }),
  sendApiRequest: z.strictObject({ requestId, request: consoleRequest, confirmed: z.boolean() }),
  showCurl: consoleRequest,
  listApiHistory: nothing,
  clearApiHistory: nothing,
  saveBackup: nothing,
  openBackup: nothing,
  listActivity: z.strictObject({ accountId: accountId.optional() }),
  listUsage: nothing,
  checkVault: nothing,
  isLocked: nothing,
  lock: nothing,
  unlock: nothing,
  restart: nothing,
  getSettings: nothing,
  changeSettings: z.strictObject({
    appearance: settings.shape.appearance.unwrap().optional(),
    lockWithScreen: settings.shape.lockWithScreen.unwrap().optional(),
    autoLockMinutes: settings.shape.autoLockMinutes,
    keepRows: settings.shape.keepRows,
    columns: settings.shape.columns,
    proxy: proxy.optional(),
    notifications: z.boolean().optional(),
    keepInTray: z.boolean().optional(),
    checkForUpdates: z.boolean().optional(),
  }),
  getAppInfo: nothing,
  getLicences: nothing,
  showChromiumLicences: nothing,
  getUpdate: nothing,
  checkForUpdate: nothing,
  downloadUpdate: nothing,
  cancelUpdate: nothing,
  restartToUpdate: nothing,
  getDiagnostics: nothing,
  getTray: nothing,
  getAuthority: nothing,
  chooseAuthority: nothing,
  removeAuthority: nothing,
  examine: z.strictObject({
    requestId,
    providers: z.enum(['connected', 'all']),
    only: z.array(z.string().min(1).max(700)).max(200).optional(),
  }),
  openSystemSettings: z.strictObject({ page: z.enum(systemSettings) }),
  openWebPage: z.strictObject({ url: z.url({ protocol: /^https?$/ }).max(8192) }),
  copyText: z.strictObject({ text: z.string().max(1_000_000) }),
} satisfies { [Method in keyof KeyfobApi]: z.ZodType }

export type Method = keyof KeyfobApi
export const methods = Object.keys(requests) as readonly Method[]

/** What the preload puts on `window.keyfob`: one generic door, typed again on the window's side. */
export interface KeyfobBridge {
  /** Resolves to a `Reply` as JSON text; never rejects for a failure of main's. */
  ask(method: string, request: unknown): Promise<string>
  /** What is told is JSON text. Returns the function that ends the listening. */
  listen(event: string, listener: (payload: string) => void): () => void
}
