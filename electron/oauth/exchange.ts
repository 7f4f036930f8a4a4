import type { ServerMetadata } from 'openid-client'
import { Failure } from '../../shared/failure'
import type { TraceKind } from '../../shared/flow-trace'
import { withoutQuery } from '../support/without-query'
import type { OAuthWorld } from './configuration'
import { secretsAmong } from './echoes'
import { answerFacts, readEndpointAnswer } from './endpoint-answer'
import type { OAuthClient } from './oauth-client'
import type { FlowRecorder } from './recorder'
import { standardDeviceAnswer, standardTokenAnswer } from './token-answer'

type Endpoint = 'token' | 'device' | 'par' | 'userinfo' | 'other'

export type Purpose = 'grant' | 'renewal' | 'interception'

const tokenKinds: Readonly<Record<Purpose, readonly [TraceKind, TraceKind]>> = {
  grant: ['token_request', 'token_response'],
  renewal: ['renewal_request', 'renewal_response'],
  interception: ['intercepted_code_request', 'intercepted_code_response'],
}
const kinds: Readonly<Record<Exclude<Endpoint, 'other' | 'token'>, readonly [TraceKind, TraceKind]>> = {
  device: ['device_authorization_request', 'device_authorization_response'],
  par: ['pushed_authorization_request', 'pushed_authorization_response'],
  userinfo: ['identity_request', 'identity_response'],
}

/** Sends one request of the protocol library, records it with its answer, and hands the answer on in standard form. */
export async function exchange(
  address: string,
  init: RequestInit,
  client: OAuthClient,
  world: OAuthWorld,
  recorder: FlowRecorder,
  purpose: Purpose,
): Promise<Response> {
  const endpoint = endpointOf(address, client.server)
  if (endpoint === 'other') return refuseToJudge(await world.fetch(address, init))
  const [requestKind, responseKind] = endpoint === 'token' ? tokenKinds[purpose] : kinds[endpoint]
  const parameters = requestParameters(init)
  recorder.message({
    kind: requestKind,
    request: `${init.method ?? 'GET'} ${withoutQuery(address)}`,
    parameters,
  })
  if (endpoint === 'userinfo') {
    return recordJson(refuseToJudge(await world.fetch(address, init)), responseKind, recorder)
  }
  const headers = new Headers(init.headers)
  for (const [name, value] of Object.entries(client.dialect.tokenHeaders ?? {})) headers.set(name, value)
  const response = await world.fetch(address, { ...init, ...bodyFor(endpoint, init, headers, client) })
  const { status, members } = await readEndpointAnswer(response, secretsSent(client, parameters))
  const standard = status === 200 ? standardAnswer(endpoint, members, client) : members
  recorder.message({ kind: responseKind, status: response.status, parameters: parametersOf(standard) })
  if (endpoint === 'token' && purpose === 'grant' && status === 200) world.onIssued?.(standard)
  // Some servers answer a pushed request with 200 where RFC 9126 §2.2 has 201.
  return jsonResponse(response, endpoint === 'par' && status === 200 ? 201 : status, standard)
}

/** The parameters as the server wants them: a form (RFC 6749 §4.1.3), or JSON where its data says so. */
function bodyFor(
  endpoint: 'token' | 'device' | 'par',
  init: RequestInit,
  headers: Headers,
  { dialect }: OAuthClient,
): Pick<RequestInit, 'headers' | 'body'> {
  if (endpoint !== 'token' || dialect.tokenBody !== 'json' || !init.body) return { headers }
  headers.set('content-type', 'application/json')
  return { headers, body: JSON.stringify(Object.fromEntries(new URLSearchParams(String(init.body)))) }
}

function standardAnswer(
  endpoint: 'token' | 'device' | 'par',
  members: Readonly<Record<string, unknown>>,
  client: OAuthClient,
): Readonly<Record<string, unknown>> {
  if (endpoint === 'device') return standardDeviceAnswer(members)
  if (endpoint === 'par') return members
  const { id_token, ...rest } = standardTokenAnswer(members, client.dialect)
  // Nobody checks or needs it where the server is no OpenID provider for this client.
  return client.openid && id_token !== undefined ? { ...rest, id_token } : rest
}

function secretsSent(client: OAuthClient, parameters: readonly (readonly [string, string])[]) {
  const secret = client.clientSecret?.reveal()
  return [...secretsAmong(parameters), ...(secret ? [secret] : [])]
}

/** Keys, userinfo, revocation: 5xx and 429 say nothing of what was asked. */
function refuseToJudge(response: Response): Response {
  const facts = answerFacts(response)
  if (response.status >= 500) {
    throw new Failure('server_unavailable', `${facts.host} answered ${facts.status}`, { facts })
  }
  if (response.status === 429) throw new Failure('rate_limited', `${facts.host} asks to slow down`, { facts })
  return response
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

function endpointOf(address: string, server: ServerMetadata): Endpoint {
  const plain = withoutQuery(address)
  const is = (endpoint: string | undefined) => endpoint !== undefined && withoutQuery(endpoint) === plain
  if (is(server.token_endpoint)) return 'token'
  if (is(server.device_authorization_endpoint)) return 'device'
  if (is(server.pushed_authorization_request_endpoint)) return 'par'
  if (is(server.userinfo_endpoint)) return 'userinfo'
  return 'other'
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

/** A trace is read by people, and kept: more members than this, or longer names, no decent answer has. */
const mostMembers = 100
const longestName = 100

function parametersOf(members: unknown): [string, string][] {
  if (typeof members !== 'object' || members === null) return []
  return Object.entries(members)
    .slice(0, mostMembers)
    .map(([name, value]) => [
      name.slice(0, longestName),
      typeof value === 'object' ? JSON.stringify(value) : String(value),
    ])
}
