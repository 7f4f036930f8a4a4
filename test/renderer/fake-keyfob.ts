import { Failure, type FailureReport } from '../../shared/failure'
import type { ConnectOutcome, ConnectRequest, KeyfobApi, KeyfobEvents } from '../../shared/keyfob-api'
import type { KeyfobBridge } from '../../shared/requests'
import { emptyWorld, type World } from './world'

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
  const listeners = new Map<string, Set<(payload: unknown) => void>>()

  function emit(event: string, value: unknown) {
    for (const listener of listeners.get(event) ?? []) listener(structuredClone(value))
  }

  function change(update: (world: World) => Partial<World>) {
    const changed = update(world)
    world = { ...world, ...changed }
    if (changed.accounts) emit('accounts', world.accounts)
    if (changed.activity) emit('activity', world.activity)
    if (changed.vault) emit('vault', world.vault)
    if (changed.settings) emit('settings', world.settings)
    if (changed.locked !== undefined) emit('locked', world.locked)
  }

  function account(id: string) {
    const found = world.accounts.find((candidate) => candidate.id === id)
    if (found === undefined) throw new Failure('not_found', `no account ${id}`)
    return found
  }

  const never = () => new Promise<never>(() => undefined)
  const done = async () => undefined
  const api: Calls = {
    listProviders: async () => world.providers,
    listAccounts: async () => world.accounts,
    listClients: async () => [],
    getClientGuide: () => never(),
    checkClient: async ({ clientId }) => ({ clientId: clientId.trim(), findings: [], savable: true }),
    tryClient: async () => ({ outcome: 'no_way' }),
    saveClient: () => never(),
    removeClient: done,
    discoverServer: () => never(),
    listCustomProviders: async () => [],
    saveCustomProvider: () => never(),
    removeCustomProvider: done,
    exportCustomProvider: async () => '{}',
    readCustomProvider: () => never(),
    getPolicy: async () => ({
      managed: false,
      path: '/etc/keyfob/policy.json',
      damaged: false,
      forbiddenProviders: [],
      customProviders: true,
      sandbox: true,
      apiConsole: true,
      clientsFor: [],
      onlyScopes: {},
    }),
    connect: (_request: ConnectRequest): Promise<ConnectOutcome> => never(),
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
    listApiOrigins: async () => ['https://api.example'],
    sendApiRequest: () => never(),
    showCurl: async ({ method, address }) => `curl -X ${method} '${address}'`,
    listApiHistory: async () => [],
    clearApiHistory: done,
    listActivity: async () => world.activity,
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
    openWebPage: done,
    copyText: done,
    ...calls,
  }

  const bridge: KeyfobBridge = {
    async ask(method, request) {
      asked.push({ method, request })
      const handler = Object.entries(api).find(([name]) => name === method)?.[1]
      if (handler === undefined) return envelope(new Failure('bad_request', `no method ${method}`))
      try {
        const answer = (handler as (request: unknown) => Promise<unknown>)(request)
        return { ok: true, value: structuredClone(await answer) }
      } catch (error) {
        return envelope(error)
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

function envelope(error: unknown): { ok: false } & FailureReport {
  if (error instanceof Failure)
    return { ok: false, code: error.code, message: error.message, facts: error.facts }
  return { ok: false, code: 'unexpected', message: String(error), facts: {} }
}
