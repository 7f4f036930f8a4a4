import type { ClientAddress } from '../../shared/client'
import type { ConnectOutcome, ConnectRequest } from '../../shared/connect'
import type { SavedCustomProvider } from '../../shared/custom-provider'
import type { KeyfobEvents } from '../../shared/events'
import { Failure, type FailureReport } from '../../shared/failure'
import type { KeyfobApi } from '../../shared/keyfob-api'
import type { ProviderSummary } from '../../shared/provider-summary'
import type { KeyfobBridge } from '../../shared/requests'
import { emptyWorld, type World } from './world'
import { acmeLogin, discoveredAcme, lookAt, makeClient, makeGuide } from './world/clients'
import { acmeAuthority } from './world/doctor'

type Calls = { readonly [Method in keyof KeyfobApi]?: KeyfobApi[Method] }

export interface FakeKeyfob {
  readonly bridge: KeyfobBridge
  /** Every request so far, in order. */
  readonly asked: readonly { readonly method: string; readonly request: unknown }[]
  requestsOf(method: keyof KeyfobApi): readonly unknown[]
  emit<Name extends keyof KeyfobEvents>(event: Name, value: KeyfobEvents[Name]): void
  world(): World
  change(update: (world: World) => Partial<World>): void
}

/**
 * Main, as the window sees it: answers from a world of plain data and announces what changed. `calls` replaces single
 * methods; a Failure thrown by one crosses the bridge as main's envelope would carry it.
 */
export function createFakeKeyfob(start: Partial<World> = {}, calls: Calls = {}): FakeKeyfob {
  let world: World = { ...emptyWorld, ...start }
  const asked: { method: string; request: unknown }[] = []
  const listeners = new Map<string, Set<(payload: string) => void>>()

  function emit(event: string, value: unknown) {
    for (const listener of listeners.get(event) ?? []) listener(JSON.stringify(value))
  }

  function change(update: (world: World) => Partial<World>) {
    const changed = update(world)
    world = { ...world, ...changed }
    if (changed.accounts) emit('accounts', world.accounts)
    if (changed.providers) emit('providers', world.providers)
    if (changed.activity) emit('activity', world.activity)
    if (changed.vault) emit('vault', world.vault)
    if (changed.settings) emit('settings', world.settings)
    if (changed.removal) emit('removal', world.removal)
    if (changed.update) emit('update', world.update)
    if (changed.locked !== undefined) emit('locked', world.locked)
  }

  function account(id: string) {
    const found = world.accounts.find((candidate) => candidate.id === id)
    if (found === undefined) throw new Failure('not_found', `no account ${id}`)
    return found
  }

  function provider(id: string) {
    const found = world.providers.find((candidate) => candidate.id === id)
    if (found === undefined) throw new Failure('not_found', `no provider ${id}`)
    return found
  }

  const never = () => new Promise<never>(() => undefined)
  const done = async () => undefined
  const api: Calls = {
    listProviders: async () => world.providers,
    listAccounts: async () => world.accounts,
    listClients: async () => world.clients,
    getClientGuide: async (address) =>
      makeGuide(address, { providerName: provider(address.providerId).name }),
    checkClient: async (pasted) => lookAt(pasted),
    tryClient: async () => ({ outcome: 'accepted' }),
    async saveClient({ providerId, base, clientId, credential, credentialExpiresAt }) {
      const client = makeClient(providerId, {
        ...(base === undefined ? {} : { base }),
        clientId: clientId.trim(),
        hasCredential: credential !== undefined,
        credentialState: credential === undefined ? 'none' : 'good',
        ...(credentialExpiresAt === undefined ? {} : { credentialExpiresAt }),
      })
      change(({ clients, providers }) => ({
        clients: [...clients.filter((one) => !isAt(one, { providerId, base })), client],
        providers: providers.map((one) =>
          one.id === providerId ? { ...one, needsClient: false, clientOrigin: 'own' } : one,
        ),
      }))
      return client
    },
    async removeClient(address) {
      change(({ clients }) => ({ clients: clients.filter((one) => !isAt(one, address)) }))
    },
    async forgetMadeClient({ clientId }) {
      change(({ clients }) => ({ clients: clients.filter((one) => one.clientId !== clientId) }))
    },
    discoverServer: async () => discoveredAcme,
    listCustomProviders: async () => world.customs,
    async saveCustomProvider({ provider: custom }) {
      const saved = {
        ...custom,
        id: custom.id ?? `custom-${world.customs.length + 1}`,
        accountIds: [],
        isRevokedLater: false,
      }
      change(({ customs, providers }) => ({
        customs: [...customs.filter(({ id }) => id !== saved.id), saved],
        providers: [...providers.filter(({ id }) => id !== saved.id), summaryOf(saved)],
      }))
      return saved
    },
    async removeCustomProvider({ providerId }) {
      change(({ customs }) => ({ customs: customs.filter(({ id }) => id !== providerId) }))
    },
    exportCustomProvider: async ({ providerId }) =>
      JSON.stringify(world.customs.find(({ id }) => id === providerId)),
    async readCustomProvider({ text }) {
      if (!text.startsWith('{')) throw new Failure('bad_request', 'text', { facts: { subject: 'text' } })
      return acmeLogin
    },
    getPolicy: async () => world.policy,
    connect: (_request: ConnectRequest): Promise<ConnectOutcome> => never(),
    interceptCode: () => never(),
    isLocked: async () => world.locked,
    async lock() {
      change(() => ({ locked: true }))
    },
    async unlock() {
      change(() => ({ locked: false }))
    },
    settleSomeoneElse: async () => null,
    cancelFlow: done,
    openFlowAgain: done,
    copyFlowLink: done,
    showFlowQr: async () => world.qr,
    pasteRedirect: done,
    listFlows: async () => world.flows,
    async renameAccount({ accountId, label }) {
      const renamed = { ...account(accountId), label }
      change(({ accounts }) => ({ accounts: accounts.map((one) => (one.id === accountId ? renamed : one)) }))
      return renamed
    },
    async arrangeAccounts({ accountIds }) {
      const placeOf = ({ id }: { readonly id: string }) => accountIds.indexOf(id)
      change(({ accounts }) => ({
        accounts: accounts.toSorted((one, other) => placeOf(one) - placeOf(other)),
      }))
    },
    renewAccount: async ({ accountId }) => account(accountId),
    disconnect: () => never(),
    disconnectAll: () => never(),
    async forgetAccount({ accountId }) {
      change(({ accounts }) => ({ accounts: accounts.filter((one) => one.id !== accountId) }))
    },
    listResources: async ({ accountId }) => world.resources(account(accountId)),
    listRows: async (request) => world.rows(request),
    knownRows: async () => null,
    countRows: async (request) => (await world.rows(request)).total ?? null,
    async getItem(request) {
      const { rows } = await world.rows(request)
      const found = rows.find((row) => row.id === request.rowId)
      if (found === undefined) throw new Failure('resource_not_found', `no row ${request.rowId}`)
      return found
    },
    cancelRequest: done,
    searchRows: async (request) => ({ ...request, groups: [], pending: [], failed: [] }),
    exportRows: async () => ({ kind: 'no_file' }),
    showExport: done,
    listApiOrigins: async () => ['https://api.example'],
    listApiAddresses: async () => [{ address: '/v2/droplets', label: 'Droplets' }],
    sendApiRequest: () => never(),
    showCurl: async ({ method, address }) => `curl -X ${method} '${address}'`,
    listApiHistory: async () => [],
    clearApiHistory: done,
    saveBackup: async () => ({ kind: 'no_file' }),
    openBackup: async () => ({ kind: 'no_file' }),
    listActivity: async () => world.activity,
    listUsage: async () => world.usage,
    restart: done,
    checkVault: async () => world.vault,
    getSettings: async () => world.settings,
    async changeSettings(settings) {
      change((before) => ({ settings: { ...before.settings, ...settings } }))
      return world.settings
    },
    getAppInfo: async () => ({
      version: '0.1.0',
      electron: '45.4.1',
      chromium: '130.0.1',
      node: '20.20.2',
      platform: 'Linux x64',
    }),
    getLicences: async () => [
      { name: 'jose', version: '6.2.17', licence: 'MIT', text: 'Copyright (c) Filip Skokan' },
      { name: 'react', version: '19.3.1', licence: 'MIT', text: 'Copyright (c) Meta Platforms' },
    ],
    showChromiumLicences: done,
    planRemoval: async () => ({
      accounts: world.accounts.length,
      leaving: 0,
      clients: world.clients.length,
      providers: world.customs.length,
      folder: '/home/ada/.config/Keyfob',
      keychain: world.vault.name,
    }),
    getRemoval: async () => world.removal,
    startRemoval: async () => world.removal,
    finishRemoval: async () => world.removal,
    async stopRemoval() {
      change(() => ({ removal: emptyWorld.removal }))
      return world.removal
    },
    quit: done,
    getUpdate: async () => world.update,
    checkForUpdate: async () => world.update,
    downloadUpdate: async () => world.update,
    restartToUpdate: async () => world.update,
    cancelUpdate: done,
    getDiagnostics: async () => 'Keyfob\n  version 0.1.0\n\nKeychain\n  GNOME Keyring: available\n',
    getTray: async () => ({ isShown: true }),
    getAuthority: async () => world.authority,
    async chooseAuthority() {
      change(() => ({ authority: acmeAuthority }))
      return world.authority
    },
    async removeAuthority() {
      change(() => ({ authority: { state: 'none' } }))
      return world.authority
    },
    examine: async (request) => world.examination(request),
    openSystemSettings: done,
    openWebPage: done,
    copyText: done,
    ...calls,
  }

  const bridge: KeyfobBridge = {
    async ask(method, request) {
      asked.push({ method, request })
      const handler = Object.entries(api).find(([name]) => name === method)?.[1]
      if (handler === undefined)
        return JSON.stringify(envelope(new Failure('bad_request', `no method ${method}`)))
      try {
        const answer = (handler as (request: unknown) => Promise<unknown>)(request)
        return JSON.stringify({ ok: true, value: await answer })
      } catch (error) {
        return JSON.stringify(envelope(error))
      }
    },
    listen(event, listener) {
      const set = listeners.get(event) ?? new Set()
      listeners.set(event, set.add(listener))
      return () => set.delete(listener)
    },
  }

  return {
    bridge,
    asked,
    requestsOf: (method) => asked.filter((one) => one.method === method).map((one) => one.request),
    emit,
    world: () => world,
    change,
  }
}

function isAt(client: ClientAddress, { providerId, base }: ClientAddress): boolean {
  return client.providerId === providerId && client.base === base
}

function summaryOf({ id, name, issuer, flows, registration }: SavedCustomProvider): ProviderSummary {
  return {
    id,
    name,
    description: new URL(issuer).host,
    category: 'other',
    flows,
    scopes: [],
    needsClient: !registration,
    makesClient: registration,
    custom: true,
  }
}

function envelope(error: unknown): { ok: false } & FailureReport {
  if (error instanceof Failure)
    return { ok: false, code: error.code, message: error.message, facts: error.facts }
  return { ok: false, code: 'unexpected', message: String(error), facts: {} }
}
