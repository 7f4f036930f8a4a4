import { Failure } from '../shared/failure'
import type { KeyfobApi } from '../shared/keyfob-api'
import { openBackup, saveBackup } from './accounts/backup-desk'
import {
  checkClient,
  forgetMadeClient,
  getClientGuide,
  removeClient,
  saveClient,
  tryClient,
} from './accounts/client-desk'
import { listClients } from './accounts/client-list'
import { connect } from './accounts/connect'
import { readCustomProvider } from './accounts/custom-providers'
import { disconnect, disconnectAll } from './accounts/disconnect'
import { discoverServer } from './accounts/discover-server'
import { forget } from './accounts/forget'
import { interceptCode } from './accounts/intercept-code'
import { listProviders } from './accounts/provider-summaries'
import { rename } from './accounts/rename'
import { diagnosticsOf } from './diagnostics'
import { examine } from './doctor/examine'
import { chooseAuthority, getAuthority, removeAuthority } from './network/authority-desk'
import { countRows, getItem, knownRows, listRows } from './resources/browse'
import { listApiAddresses, listApiOrigins, sendApiRequest, showCurl } from './resources/console'
import { exportRows, showExport } from './resources/export'
import { searchRows } from './resources/search'
import { listResources } from './resources/summaries'
import type { Services } from './services'
import { isLoopback } from './support/loopback-address'

/** What the window may ask, one line a method: the work is done in the folders. */
export function createApi(services: Services): KeyfobApi {
  const { registry, flows, keeper, activity, traces, settings } = services

  async function changingProviders<T>(change: () => Promise<T>): Promise<T> {
    const result = await change()
    services.providerChanges.announce(await listProviders(services))
    return result
  }

  return {
    listProviders: () => listProviders(services),
    listAccounts: async () => registry.list(),
    listClients: () => listClients(services),
    getClientGuide: (request) => getClientGuide(request, services),
    checkClient: async (request) => checkClient(request, services),
    tryClient: (request) => tryClient(request, services),
    saveClient: (request) => changingProviders(() => saveClient(request, services)),
    removeClient: (request) => changingProviders(() => removeClient(request, services)),
    forgetMadeClient: (request) => forgetMadeClient(request, services),
    discoverServer: ({ issuer }) => discoverServer(issuer, services),
    listCustomProviders: async () => services.custom.list(),
    saveCustomProvider: ({ provider }) => {
      services.policy.requireCustomProviders()
      return changingProviders(() => services.custom.save(provider))
    },
    removeCustomProvider: ({ providerId }) => changingProviders(() => services.custom.remove(providerId)),
    exportCustomProvider: async ({ providerId }) => services.custom.exported(providerId),
    readCustomProvider: async ({ text }) => readCustomProvider(text),
    getPolicy: async () => services.policy.info,
    connect: (request) => connect(request, services),
    settleSomeoneElse: ({ flowId, choice }) => services.newcomers.settle(flowId, choice, services),
    interceptCode: (request) => interceptCode(request, services),
    cancelFlow: async ({ flowId }) => flows.cancel(flowId),
    openFlowAgain: async ({ flowId }) => services.openBrowser(await flows.attempt(flowId).link()),
    copyFlowLink: async ({ flowId }) => services.copy(await flows.attempt(flowId).link()),
    async showFlowQr({ flowId }) {
      const { longestInQr, qrRows } = await services.loadOAuth()
      const link = await flows.attempt(flowId).link()
      return Buffer.byteLength(link) > longestInQr ? null : qrRows(link)
    },
    pasteRedirect: async ({ flowId, text }) => flows.attempt(flowId).paste(text),
    listFlows: async () => traces.list(),
    renameAccount: async ({ accountId, label }) => {
      await rename(accountId, label, services)
      return registry.get(accountId)
    },
    arrangeAccounts: ({ accountIds }) => registry.arrange(accountIds),
    renewAccount: async ({ accountId }) => {
      await keeper.renew(accountId)
      return registry.get(accountId)
    },
    disconnect: ({ accountId }) => disconnect(accountId, services),
    disconnectAll: () => disconnectAll(services),
    forgetAccount: ({ accountId }) => forget(accountId, services),
    planRemoval: () => services.removal.plan(),
    getRemoval: async () => services.removal.status(),
    startRemoval: () => services.removal.start(),
    finishRemoval: () => services.removal.finish(),
    stopRemoval: () => services.removal.stop(),
    quit: async () => services.quit(),
    listResources: async ({ accountId }) => listResources(accountId, services),
    listRows: (request) => listRows(request, services),
    knownRows: (request) => knownRows(request, services),
    countRows: (request) => countRows(request, services),
    getItem: (request) => getItem(request, services),
    cancelRequest: async ({ requestId }) => services.tasks.cancel(requestId),
    searchRows: (request) => searchRows(request, services),
    exportRows: (request) => exportRows(request, services),
    showExport: async ({ requestId }) => showExport(requestId, services),
    listApiOrigins: ({ accountId }) => listApiOrigins(accountId, services),
    listApiAddresses: ({ accountId }) => listApiAddresses(accountId, services),
    sendApiRequest: async (request) => {
      services.policy.requireApiConsole()
      return sendApiRequest(request, services)
    },
    showCurl: (request) => showCurl(request, services),
    listApiHistory: async () => services.consoleHistory.list(),
    clearApiHistory: async () => services.consoleHistory.clear(),
    saveBackup: () => saveBackup(services),
    openBackup: () => changingProviders(() => openBackup(services)),
    listActivity: async ({ accountId }) => activity.list(accountId),
    listUsage: async () => services.usage.list(),
    checkVault: async () => {
      const status = await services.keychain.probe()
      services.vaultChanges.announce(status)
      return status
    },
    isLocked: async () => services.lock.isLocked(),
    lock: async () => services.lock.lock(),
    unlock: () => services.lock.unlock(),
    restart: async () => services.restart(),
    getSettings: async () => settings.get(),
    changeSettings: (difference) => settings.change(difference),
    getAppInfo: async () => services.appInfo,
    getLicences: () => services.readLicences(),
    showChromiumLicences: async () => services.showChromiumLicences(),
    getUpdate: () => services.updates.status(),
    checkForUpdate: () => services.updates.check(),
    downloadUpdate: () => services.updates.download(),
    cancelUpdate: async () => services.updates.cancel(),
    restartToUpdate: () => services.updates.install(),
    getDiagnostics: () => diagnose(services),
    getTray: async () => ({ isShown: await services.isTrayShown() }),
    getAuthority: () => getAuthority(services),
    chooseAuthority: () => chooseAuthority(services),
    removeAuthority: () => removeAuthority(services),
    examine: (request) =>
      services.tasks.run(request.requestId, ({ signal }) => examine(request, services, signal)),
    openSystemSettings: ({ page }) => services.openSystemSettings(page),
    openWebPage: ({ url }) => openWebPage(url, services),
    copyText: async ({ text }) => services.copy(text),
  }
}

async function diagnose(services: Services): Promise<string> {
  const { appInfo, registry, activity, settings, now } = services
  return diagnosticsOf({
    appInfo,
    system: services.systemNames(),
    vault: await services.keychain.probe(),
    accounts: registry.list(),
    settings: settings.get(),
    authority: (await getAuthority(services)).state,
    activity: activity.list(),
    now: now(),
  })
}

/** A page of a provider's, or of the sandbox; a row of a hostile server cannot make the browser open anything else. */
async function openWebPage(address: string, services: Services): Promise<void> {
  const url = new URL(address)
  const sandbox = services.sandbox.issuer()
  const isSandbox = isLoopback(url) && sandbox !== undefined && url.origin === new URL(sandbox).origin
  if (url.protocol !== 'https:' && !isSandbox) {
    throw new Failure('foreign_origin', 'only https pages are opened', { facts: { host: url.host } })
  }
  await services.openBrowser(url.href)
}
