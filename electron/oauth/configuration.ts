import * as openid from 'openid-client'
import type { TraceKind } from '../../shared/flow-trace'
import type { Fetch } from '../support/fetch'
import type { OAuthClient } from './oauth-client'
import type { FlowRecorder } from './recorder'
import { readTokenAnswer } from './token-answer'

/** The world a grant happens in. */
export interface OAuthWorld {
  /** Guarded: https or loopback, no redirects, limits of size and time. */
  readonly fetch: Fetch
  /** ms since the epoch. */
  readonly now: () => number
  /** Seconds this computer is ahead of that host, as its `Date` header told; undefined when it never spoke. */
  readonly clockSkew: (host: string) => number | undefined
}

type Endpoint = 'token' | 'device' | 'par' | 'userinfo' | 'other'

const kinds: Readonly<Record<Exclude<Endpoint, 'other'>, readonly [TraceKind, TraceKind]>> = {
  token: ['token_request', 'token_response'],
  device: ['device_authorization_request', 'device_authorization_response'],
  par: ['pushed_authorization_request', 'pushed_authorization_response'],
  userinfo: ['identity_request', 'identity_response'],
}

/**
 * The protocol library's configuration for one client: our fetch, our reading of dialects, every exchange recorded.
 * ID token signatures are checked although the code flow would not demand it (OpenID Connect Core §3.1.3.7).
 */
export function configure(
  client: OAuthClient,
  world: OAuthWorld,
  recorder: FlowRecorder,
  tokenKinds: readonly [TraceKind, TraceKind] = kinds.token,
): openid.Configuration {
  const configuration = new openid.Configuration(
    client.server,
    client.clientId,
    undefined,
    authentication(client),
  )
  // Who may be spoken to without TLS is decided by the guarded fetch: loopback and nobody else.
  openid.allowInsecureRequests(configuration)
  if (client.openid && client.server.jwks_uri) openid.enableNonRepudiationChecks(configuration)
  configuration[openid.customFetch] = (address, init) =>
    exchange(address, init as RequestInit, client, world, recorder, tokenKinds)
  return configuration
}

function authentication(client: OAuthClient): openid.ClientAuth {
  const secret = client.clientSecret?.reveal()
  if (secret === undefined || client.authentication === 'none') return openid.None()
  return client.authentication === 'client_secret_basic'
    ? openid.ClientSecretBasic(secret)
    : openid.ClientSecretPost(secret)
}

async function exchange(
  address: string,
  init: RequestInit,
  client: OAuthClient,
  world: OAuthWorld,
  recorder: FlowRecorder,
  tokenKinds: readonly [TraceKind, TraceKind],
): Promise<Response> {
  const endpoint = endpointOf(address, client.server)
  if (endpoint === 'other') return world.fetch(address, init)
  const [requestKind, responseKind] = endpoint === 'token' ? tokenKinds : kinds[endpoint]
  recorder.message({
    kind: requestKind,
    request: `${init.method ?? 'GET'} ${withoutQuery(address)}`,
    parameters: requestParameters(init),
  })
  const headers = new Headers(init.headers)
  for (const [name, value] of Object.entries(client.dialect.tokenHeaders ?? {})) headers.set(name, value)
  const response = await world.fetch(address, { ...init, headers })
  if (endpoint === 'userinfo') return recordJson(response, responseKind, recorder)
  const { status, members } = await readTokenAnswer(response, endpoint === 'token' ? client.dialect : {})
  recorder.message({ kind: responseKind, status: response.status, parameters: parametersOf(members) })
  return jsonResponse(response, endpoint === 'par' && status === 200 ? 201 : status, members)
}

async function recordJson(response: Response, kind: TraceKind, recorder: FlowRecorder): Promise<Response> {
  const copy = response.clone()
  const members: unknown = await copy.json().catch(() => ({}))
  recorder.message({ kind, status: response.status, parameters: parametersOf(members) })
  return response
}

function jsonResponse(
  original: Response,
  status: number,
  members: Readonly<Record<string, unknown>>,
): Response {
  const headers = new Headers({ 'content-type': 'application/json' })
  const nonce = original.headers.get('dpop-nonce')
  if (nonce) headers.set('dpop-nonce', nonce)
  const date = original.headers.get('date')
  if (date) headers.set('date', date)
  const response = new Response(JSON.stringify(members), { status, headers })
  Object.defineProperty(response, 'url', { value: original.url })
  return response
}

function endpointOf(address: string, server: openid.ServerMetadata): Endpoint {
  const plain = withoutQuery(address)
  const is = (endpoint: string | undefined) => endpoint !== undefined && withoutQuery(endpoint) === plain
  if (is(server.token_endpoint)) return 'token'
  if (is(server.device_authorization_endpoint)) return 'device'
  if (is(server.pushed_authorization_request_endpoint)) return 'par'
  if (is(server.userinfo_endpoint)) return 'userinfo'
  return 'other'
}

function withoutQuery(address: string): string {
  const url = new URL(address)
  return `${url.origin}${url.pathname}`
}

function requestParameters(init: RequestInit): [string, string][] {
  const headers = new Headers(init.headers)
  const parameters: [string, string][] = []
  const authorization = headers.get('authorization')
  if (authorization) parameters.push(['authorization', authorization])
  const proof = headers.get('dpop')
  if (proof) parameters.push(['dpop', proof])
  if (init.body) parameters.push(...new URLSearchParams(String(init.body)))
  return parameters
}

export function parametersOf(members: unknown): [string, string][] {
  if (typeof members !== 'object' || members === null) return []
  return Object.entries(members).map(([name, value]) => [
    name,
    typeof value === 'object' ? JSON.stringify(value) : String(value),
  ])
}
