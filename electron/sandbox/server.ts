import { randomBytes } from 'node:crypto'
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import { createApiAuthentication } from './api-authentication'
import { compareSecretsByHash, ensureServiceClient, renewServiceSecret, serviceClientId } from './clients'
import { createConfiguration, type ProviderSettings } from './configuration'
import { completeDeviceGrant } from './device-grant'
import { createInteractions } from './interactions'
import { createKeys } from './keys'
import { listen } from './listen'
import { createObservation, type SandboxStats } from './observation'
import { loadProvider } from './provider-runtime'
import type { RateLimit } from './rate-limit'
import { createResourceApi } from './resource-api'
import { createRouter } from './router'
import { loadState } from './state-file'
import { createStore } from './store'

export { SandboxError, type SandboxErrorCode } from './errors'
export type { SandboxStats } from './observation'

export type SandboxOptions = {
  readonly [Name in keyof ProviderSettings]?: ProviderSettings[Name] | undefined
} & {
  /** Where the sandbox remembers its port, keys, clients, grants and tokens (the last as hashes). */
  readonly stateFile: string
  /** Use this port rather than the remembered or a chosen one. */
  readonly port?: number | undefined
  /** Milliseconds to wait for the remembered port to become free. Default 2000. */
  readonly portPatience?: number | undefined
  /** Seconds between two questions of a waiting device. Default 5. */
  readonly deviceInterval?: number | undefined
  /** Requests to the API per person. Default 5,000 in 60 s. */
  readonly rateLimit?: RateLimit | undefined
  /** For tests: keep every credential issued, for `issuedSecrets()`. */
  readonly recordSecrets?: boolean | undefined
  /** For tests: also append each to this file, one a line. */
  readonly recordSecretsTo?: string | undefined
}

export type SandboxServer = {
  readonly issuer: string
  readonly port: number
  /** The new name of a state file that could not be understood. */
  readonly setAside?: string
  stats(): SandboxStats
  issuedSecrets(): readonly string[]
  /** Makes a new secret for the service account, as the page `/service-account` does. */
  renewServiceSecret(): Promise<string>
  /** Every access token is worth nothing from now on; refresh tokens stay. */
  expireAccessTokens(): void
  close(): Promise<void>
}

const defaults: ProviderSettings = {
  accessTokenLifetime: 300,
  refreshTokenLifetime: 30 * 24 * 60 * 60,
  deviceCodeLifetime: 600,
  clockTolerance: 0,
  requirePar: false,
  requireDpop: false,
  requireDpopNonce: false,
}

/**
 * Starts Sandbox Cloud: an OpenID provider and a small REST API on one loopback port. The port is remembered, because
 * the issuer contains it and accounts are known by their issuer. Throws `SandboxError`.
 */
export async function createSandboxServer(options: SandboxOptions): Promise<SandboxServer> {
  const settings = settingsFrom(options)
  const { state, setAside: damagedFile } = await loadState(options.stateFile)
  const [keys, { Provider, interactionPolicy, errors }] = await Promise.all([
    state ?? createKeys(),
    loadProvider(),
  ])
  const observation = createObservation({
    recordSecrets: options.recordSecrets === true || options.recordSecretsTo !== undefined,
    recordSecretsTo: options.recordSecretsTo,
  })

  let route: (request: IncomingMessage, response: ServerResponse) => void = refuseYet
  const server = createServer({ maxHeaderSize: 16 * 1024, requestTimeout: 30_000 }, (request, response) =>
    route(request, response),
  )
  server.maxConnections = 2048
  server.on('clientError', (_error, socket) => {
    if (socket.writable)
      socket.end('HTTP/1.1 400 Bad Request\r\nConnection: close\r\nContent-Length: 0\r\n\r\n')
  })
  const port = await listen(server, options.port ?? state?.port, options.portPatience ?? 2000)
  const issuer = `http://127.0.0.1:${port}`

  const store = createStore({
    file: options.stateFile,
    base: { version: 1, port, cookieKeys: keys.cookieKeys, jwks: keys.jwks },
    records: state?.records ?? {},
    pinnedClient: serviceClientId,
    onWriteError: observation.recordServerError,
  })
  await ensureServiceClient(store)

  const provider = new Provider(
    issuer,
    createConfiguration({
      issuer,
      state: keys,
      store,
      settings,
      policy: interactionPolicy,
      errors,
      dpopNonceSecret: randomBytes(32),
    }),
  )
  provider.silent = true
  compareSecretsByHash(provider)
  observation.watch(provider)
  completeDeviceGrant(provider, options.deviceInterval ?? 5)

  const makeSecret = async () => {
    const secret = await renewServiceSecret(store)
    observation.recordSecret(secret)
    return secret
  }
  route = createRouter({
    issuer,
    provider: provider.callback(),
    api: createResourceApi({
      issuer,
      rateLimit: options.rateLimit ?? { limit: 5000, window: 60 },
      authenticate: createApiAuthentication({
        provider,
        issuer,
        requireDpopNonce: settings.requireDpopNonce,
      }),
      record: observation.recordApi,
    }),
    interactions: createInteractions({ provider, issuer, csrfKey: keys.cookieKeys[0] ?? '' }),
    renewServiceSecret: makeSecret,
    onError: observation.recordServerError,
  })

  return {
    issuer,
    port,
    ...(damagedFile === undefined ? {} : { setAside: damagedFile }),
    stats: observation.stats,
    issuedSecrets: observation.issuedSecrets,
    renewServiceSecret: makeSecret,
    expireAccessTokens() {
      store.forget('AccessToken')
      store.forget('ClientCredentials')
    },
    async close() {
      const closed = new Promise((resolve) => server.close(resolve))
      server.closeAllConnections()
      await closed
      await store.close()
    },
  }
}

function refuseYet(_request: IncomingMessage, response: ServerResponse): void {
  response.writeHead(503, { 'retry-after': '1' }).end()
}

function settingsFrom(options: SandboxOptions): ProviderSettings {
  const given = Object.entries(options).filter(([name, value]) => name in defaults && value !== undefined)
  return { ...defaults, ...Object.fromEntries(given) }
}
