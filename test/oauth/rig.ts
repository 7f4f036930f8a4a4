import { type AddressInfo, createServer } from 'node:net'
import { createGuardedFetch } from '../../electron/http/guarded-fetch'
import { createServerClock } from '../../electron/http/server-clock'
import { type AuthorizationRequest, type AuthorizationWorld, authorize } from '../../electron/oauth/authorize'
import type { OAuthClient } from '../../electron/oauth/oauth-client'
import type { FlowRecorder, RecordedMessage } from '../../electron/oauth/recorder'
import type { Clock } from '../../electron/support/clock'
import { Failure } from '../../shared/failure'
import type { DevicePrompt } from '../../shared/flow-trace'
import type { HostileServer } from '../hostile/server'

/** A client of the hostile server: public, OpenID, any port. */
export function clientOf(server: HostileServer, changes: Partial<OAuthClient> = {}): OAuthClient {
  return {
    server: server.metadata(),
    clientId: 'keyfob',
    authentication: 'none',
    redirect: { host: '127.0.0.1', ports: 'any', path: '/callback' },
    dialect: {},
    openid: true,
    ...changes,
  }
}

/** Metadata that offers more than the server's usual. */
export function offering(server: HostileServer, more: object): OAuthClient['server'] {
  return { ...server.metadata(), ...more }
}

/** The world as in the app, but for a clock that can be set and a short time limit. */
export function createWorld(
  options: {
    readonly now?: () => number
    readonly timeout?: number
    readonly redirects?: 'refused' | 'handed_back'
  } = {},
) {
  const now = options.now ?? Date.now
  const clock = createServerClock(() => {})
  const fetch = createGuardedFetch({
    fetch: globalThis.fetch,
    redirects: options.redirects ?? 'refused',
    maximumBytes: 1024 * 1024,
    timeout: options.timeout ?? 5_000,
    onServerDate: clock.note,
    now,
  })
  return { fetch, now, clockSkew: clock.skewOf }
}

/** Remembers what a flow told of itself. */
export function createRecorder() {
  const stages: string[] = []
  const messages: RecordedMessage[] = []
  const protections = new Set<string>()
  const devices: DevicePrompt[] = []
  const recorder: FlowRecorder = {
    stage: (stage) => stages.push(stage),
    message: (message) => messages.push({ ...message, parameters: [...(message.parameters ?? [])] }),
    protection: (protection) => protections.add(protection),
    waitUntil() {},
    device: (prompt) => devices.push(prompt),
  }
  return { recorder, stages, messages, protections, devices }
}

/** A browser that follows the authorization server back to the app, and says where it ended. */
export async function browse(url: string): Promise<{ readonly landed: URL; readonly status: number }> {
  const answer = await fetch(url, { redirect: 'manual' })
  const landed = new URL(answer.headers.get('location') ?? '')
  const page = await fetch(landed, { redirect: 'manual' })
  const next = page.headers.get('location')
  if (next) await fetch(new URL(next, landed))
  return { landed, status: page.status }
}

export interface Attempt {
  readonly client?: OAuthClient
  readonly request?: Partial<AuthorizationRequest>
  readonly world?: Partial<AuthorizationWorld>
}

/** A whole sign-in at the hostile server. */
export async function signIn(server: HostileServer, attempt: Attempt = {}) {
  const record = createRecorder()
  const strangers: string[] = []
  const issued = await authorize(
    attempt.client ?? clientOf(server),
    { scopes: ['openid', 'files:read'], signal: neverAborted, patience: 5_000, ...attempt.request },
    {
      ...createWorld(),
      openBrowser: async (url) => {
        await browse(url)
      },
      onWaiting() {},
      onStranger: (kind) => strangers.push(kind),
      ...attempt.world,
    },
    record.recorder,
  )
  return { ...issued, ...record, strangers }
}

export const neverAborted = new AbortController().signal

/** The failure that ended it; fails the test when nothing did. */
export async function failureOf(work: Promise<unknown>): Promise<Failure> {
  const outcome = await work.then(
    () => 'it succeeded',
    (error: unknown) => error,
  )
  if (outcome instanceof Failure) return outcome
  throw new Error(`no Failure: ${String(outcome)}`)
}

/** A port where nobody listens any more. */
export async function closedPort(): Promise<number> {
  const server = createServer()
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const { port } = server.address() as AddressInfo
  await new Promise((resolve) => server.close(resolve))
  return port
}

/** A clock that stands still but for the sleeps taken on it, each of which it remembers. */
export function createSteppedClock(
  onSleep: () => void = () => {},
): Clock & { readonly sleeps: readonly number[] } {
  let time = Date.now()
  const sleeps: number[] = []
  return {
    sleeps,
    now: () => time,
    async sleep(ms, signal) {
      if (signal?.aborted) throw signal.reason
      sleeps.push(ms)
      time += ms
      onSleep()
      if (signal?.aborted) throw signal.reason
    },
  }
}
