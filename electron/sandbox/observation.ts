import type { EventEmitter } from 'node:events'
import { appendFileSync } from 'node:fs'
import type { KoaContextWithOIDC, Provider } from 'oidc-provider'

/** What the sandbox was asked, counted since it started. */
export type SandboxStats = {
  /** Requests to the API by endpoint (`GET /servers/*`), then by status; 499 means that the caller hung up. */
  readonly api: Readonly<Record<string, Readonly<Record<string, number>>>>
  /** Token requests that were granted, by `grant_type`. */
  readonly granted: Readonly<Record<string, number>>
  /** Token requests that were refused, as `grant_type error`. */
  readonly refused: Readonly<Record<string, number>>
  readonly revocations: number
  readonly registrations: number
  readonly pushedRequests: number
  /** Faults of the sandbox itself; none is expected, ever. */
  readonly serverErrors: readonly string[]
}

export type Observation = {
  stats(): SandboxStats
  /** Every credential that this process issued; empty unless recording was asked for. */
  issuedSecrets(): readonly string[]
  recordApi(endpoint: string, status: number): void
  recordSecret(value: unknown): void
  recordServerError(error: unknown): void
  /** Starts to count, and to record, what `provider` does. */
  watch(provider: Provider): void
}

/** The members of answers, and of redirects, that are credentials. */
const credentials = ['access_token', 'refresh_token', 'id_token', 'code', 'device_code', 'client_secret']

/** `recordSecretsTo` is a file that every credential is appended to, one a line: for tests that search for leaks. */
export function createObservation(options: {
  readonly recordSecrets: boolean
  readonly recordSecretsTo?: string | undefined
}): Observation {
  const api: Record<string, Record<string, number>> = {}
  const granted: Record<string, number> = {}
  const refused: Record<string, number> = {}
  const totals = { revocations: 0, registrations: 0, pushedRequests: 0 }
  const serverErrors: string[] = []
  const secrets = new Set<string>()

  function recordSecret(value: unknown): void {
    if (!options.recordSecrets || typeof value !== 'string' || value === '' || secrets.has(value)) return
    secrets.add(value)
    if (options.recordSecretsTo) appendFileSync(options.recordSecretsTo, `${value}\n`, { mode: 0o600 })
  }

  function recordServerError(error: unknown): void {
    if (serverErrors.length < 100) serverErrors.push(error instanceof Error ? error.message : String(error))
  }

  function recordAnswer(ctx: KoaContextWithOIDC): void {
    const body: unknown = ctx.body
    if (typeof body === 'object' && body !== null) {
      for (const name of credentials) recordSecret((body as Record<string, unknown>)[name])
    }
    const location = URL.parse(ctx.response.get('location'))
    recordSecret(location?.searchParams.get('code'))
  }

  return {
    stats: () => structuredClone({ api, granted, refused, ...totals, serverErrors }),
    issuedSecrets: () => [...secrets],
    recordApi(endpoint, status) {
      const statuses = api[endpoint] ?? {}
      api[endpoint] = statuses
      increase(statuses, String(status))
    },
    recordSecret,
    recordServerError,
    watch(provider) {
      provider.use(async (ctx, next) => {
        await next()
        recordAnswer(ctx as KoaContextWithOIDC)
      })
      provider.on('authorization_code.saved', (code) => recordSecret(code.jti))
      provider.on('grant.success', (ctx) => increase(granted, grantTypeOf(ctx)))
      provider.on('grant.error', (ctx, error) => increase(refused, `${grantTypeOf(ctx)} ${error.error}`))
      provider.on('registration_create.success', () => {
        totals.registrations += 1
      })
      provider.on('pushed_authorization_request.success', () => {
        totals.pushedRequests += 1
      })
      provider.use(async (ctx, next) => {
        await next()
        if (ctx.path === '/oauth/revoke' && ctx.status === 200) totals.revocations += 1
      })
      provider.on('server_error', (_ctx, error) => recordServerError(error))
      const koa: EventEmitter = provider
      koa.on('error', recordServerError)
    },
  }
}

function increase(counts: Record<string, number>, key: string): void {
  counts[key] = (counts[key] ?? 0) + 1
}

function grantTypeOf(ctx: KoaContextWithOIDC): string {
  const type = ctx.oidc.params?.grant_type
  return typeof type === 'string' ? type.replace('urn:ietf:params:oauth:grant-type:', '') : 'none'
}
