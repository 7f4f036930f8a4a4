import { randomUUID } from 'node:crypto'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createApi } from '../../electron/api'
import { catalogue } from '../../electron/providers/catalogue'
import { createSandboxServer, type SandboxOptions, type SandboxServer } from '../../electron/sandbox/server'
import type { SandboxHost } from '../../electron/sandbox-host'
import { createServices, type Services } from '../../electron/services'
import { systemClock } from '../../electron/support/clock'
import { createNotifier } from '../../electron/support/notifier'
import type { Surroundings } from '../../electron/surroundings'
import type { Account } from '../../shared/account'
import type { ConnectOutcome, ConnectRequest } from '../../shared/connect'
import type { Notice } from '../../shared/events'
import type { KeyfobApi } from '../../shared/keyfob-api'
import { signInAndAllow } from '../sandbox/walk'
import { someComputer } from '../support/some-computer'
import { createKeychainDouble, type KeychainDouble } from '../vault/keychain-double'

export interface Rig {
  readonly api: KeyfobApi
  readonly services: Services
  readonly server: SandboxServer
  readonly keychain: KeychainDouble
  readonly profile: string
  /** Links that Keyfob opened and nobody has followed. */
  readonly opened: string[]
  /** Connects a person at the sandbox as they would, in one go. */
  connect(
    person: string,
    request?: Partial<ConnectRequest>,
    how?: { readonly untick?: readonly string[]; readonly deny?: boolean },
  ): Promise<ConnectOutcome>
  /** Ends Keyfob and starts it again on the same profile and keychain. */
  restart(around?: Partial<Surroundings>): Promise<void>
  /** Starts it again as after a crash: nothing was closed, nothing flushed. */
  crash(): Promise<void>
  stopServer(): Promise<void>
  startServer(): Promise<void>
  end(): Promise<void>
}

export const usualScopes = ['email', 'servers:read', 'buckets:read']

/** Keyfob without Electron, over the real sandbox server: only keychain and browser are stood in for. */
export async function createRig(
  options: { readonly around?: Partial<Surroundings>; readonly sandbox?: Partial<SandboxOptions> } = {},
): Promise<Rig> {
  const profile = await mkdtemp(join(tmpdir(), 'keyfob-flow-'))
  const keychain = createKeychainDouble()
  const stateFile = join(profile, 'sandbox.json')
  const launch = () => createSandboxServer({ stateFile, recordSecrets: true, ...options.sandbox })
  let server = await launch()
  let isRunning = true
  const opened: string[] = []

  const sandbox: SandboxHost = {
    start: async () => server.issuer,
    issuer: () => server.issuer,
    stop: async () => {},
    asides: createNotifier(),
  }
  const surroundings = (around?: Partial<Surroundings>): Surroundings => ({
    profile,
    providers: catalogue,
    keychain: keychain.vault(),
    fetch: (url, init) => fetch(url, init),
    clock: systemClock,
    sandbox,
    openBrowser: async (url) => void opened.push(url),
    copy: () => {},
    chooseFile: async () => undefined,
    showFile: () => undefined,
    chooseBackup: async () => undefined,
    computer: someComputer,
    restart: () => {},
    quit: () => {},
    appInfo: { version: 'test', electron: '', chromium: '', node: process.versions.node, platform: 'test' },
    patience: 10_000,
    ...options.around,
    ...around,
  })
  let services = await createServices(surroundings())
  let api = createApi(services)

  return {
    get api() {
      return api
    },
    get services() {
      return services
    },
    get server() {
      return server
    },
    keychain,
    profile,
    opened,
    async connect(person, request = {}, how = {}) {
      const before = opened.length
      const outcome = api.connect(connectRequest(request))
      outcome.catch(() => undefined)
      const url = await Promise.race([nextLink(opened, before), outcome.then(() => '')])
      if (url) await follow(await signInAndAllow(url, { person, ...how }))
      return outcome
    },
    async restart(around) {
      await services.close()
      services = await createServices(surroundings(around))
      api = createApi(services)
    },
    async crash() {
      services = await createServices(surroundings())
      api = createApi(services)
    },
    async stopServer() {
      if (isRunning) await server.close()
      isRunning = false
    },
    async startServer() {
      server = await launch()
      isRunning = true
    },
    async end() {
      await services.close()
      if (isRunning) await server.close()
      await rm(profile, { recursive: true, force: true })
    },
  }
}

export function connectRequest(difference: Partial<ConnectRequest> = {}): ConnectRequest {
  return {
    flowId: randomUUID(),
    providerId: 'sandbox',
    kind: 'authorization_code',
    scopes: usualScopes,
    kept: 'keychain',
    ...difference,
  }
}

/** What a browser does with a redirect. Returns the status and where it ended. */
export async function follow(
  location: URL | string,
): Promise<{ readonly status: number; readonly url: string; readonly text: string }> {
  const response = await fetch(location)
  return { status: response.status, url: response.url, text: await response.text() }
}

/** The link after the first `before` ones, as soon as Keyfob opens it. */
export async function nextLink(opened: readonly string[], before = 0): Promise<string> {
  for (;;) {
    const link = opened[before]
    if (link) return link
    await new Promise((resolve) => setTimeout(resolve, 5))
  }
}

/** What a window that opens now would be told at once. */
export function waitingNotices({ services }: Pick<Rig, 'services'>): readonly Notice[] {
  const heard: Notice[] = []
  services.notices.subscribe((notice) => void heard.push(notice))()
  return heard
}

export function accountOf(outcome: ConnectOutcome): Account {
  if (outcome.kind === 'someone_else') throw new Error('another person signed in')
  return outcome.account
}
