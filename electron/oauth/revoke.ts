import * as openid from 'openid-client'
import { Failure, type FailureReport } from '../../shared/failure'
import { field, fillTemplate } from '../support/field'
import { retryAfterSeconds } from '../support/retry-after'
import type { Secret } from '../support/secret'
import { hostOf } from './authorize'
import { configure, type OAuthWorld } from './configuration'
import { serverFailure, translate } from './failures'
import type { OAuthClient } from './oauth-client'
import type { FlowRecorder } from './recorder'
import type { TokenSet } from './token-set'

/** How a provider takes access away, as data. `{access_token}`, `{refresh_token}` and `{client_id}` are filled in. */
export type RevocationShape =
  /** RFC 7009 at the server's revocation endpoint. */
  | { readonly kind: 'rfc7009' }
  /** Some request of the provider's own. */
  | {
      readonly kind: 'request'
      readonly method: 'POST' | 'DELETE'
      readonly url: string
      readonly authentication: 'none' | 'bearer' | 'client_basic'
      readonly body?:
        | { readonly type: 'form' | 'json'; readonly members: Readonly<Record<string, string>> }
        | undefined
      /** What is revoked by it: one call each, in this order. */
      readonly tokens: readonly ('refresh_token' | 'access_token')[]
      readonly success: readonly number[]
      /** Statuses that say "already gone". */
      readonly gone?: readonly number[]
      /** A member that must be true for the answer to count. */
      readonly successField?: string
    }
  /** The provider has none. */
  | { readonly kind: 'none' }

export interface RevokedToken {
  readonly token: 'refresh_token' | 'access_token'
  readonly at: number
  /** "POST /token/revocation 200" */
  readonly evidence: string
  readonly failure?: FailureReport
}

/**
 * Revokes the refresh token, then the access token (RFC 7009 §2.1), and says of each how it went. Throws only when the
 * server could not be reached or was not itself: then nothing is known and it is worth trying again.
 */
export async function revoke(
  client: OAuthClient,
  shape: RevocationShape,
  tokens: TokenSet,
  world: OAuthWorld,
  recorder: FlowRecorder,
): Promise<readonly RevokedToken[]> {
  if (shape.kind === 'none') return []
  const order = shape.kind === 'rfc7009' ? (['refresh_token', 'access_token'] as const) : shape.tokens
  const revoked: RevokedToken[] = []
  for (const token of order) {
    const value = token === 'refresh_token' ? tokens.refreshToken : tokens.accessToken
    if (!value) continue
    revoked.push(
      shape.kind === 'rfc7009'
        ? await revokeByStandard(client, token, value, world, recorder)
        : await revokeByRequest(client, shape, token, value, tokens, world, recorder),
    )
  }
  return revoked
}

async function revokeByStandard(
  client: OAuthClient,
  token: RevokedToken['token'],
  value: Secret,
  world: OAuthWorld,
  recorder: FlowRecorder,
): Promise<RevokedToken> {
  const endpoint = client.server.revocation_endpoint
  if (!endpoint) throw new Failure('flow_not_offered', 'the server names no revocation endpoint')
  let status = 0
  const watched: OAuthWorld = {
    ...world,
    fetch: async (url, init) => {
      const response = await world.fetch(url, init)
      status = response.status
      refuseToJudge(response)
      return response
    },
  }
  const request = `POST ${new URL(endpoint).origin}${new URL(endpoint).pathname}`
  recorder.message({
    kind: 'revocation_request',
    request,
    parameters: [
      ['token', value.reveal()],
      ['token_type_hint', token],
      ['client_id', client.clientId],
    ],
  })
  const failure = await openid
    .tokenRevocation(configure(client, watched, recorder), value.reveal(), { token_type_hint: token })
    .then(
      () => undefined,
      (error: unknown) => translate(error, { stage: 'revocation', host: hostOf(endpoint) }),
    )
  if (failure && status === 0) throw failure
  if (failure && isPassing(failure)) throw failure
  return tell(recorder, token, request, status, world.now(), failure)
}

async function revokeByRequest(
  client: OAuthClient,
  shape: Extract<RevocationShape, { kind: 'request' }>,
  token: RevokedToken['token'],
  value: Secret,
  tokens: TokenSet,
  world: OAuthWorld,
  recorder: FlowRecorder,
): Promise<RevokedToken> {
  const values = {
    access_token: tokens.accessToken.reveal(),
    refresh_token: tokens.refreshToken?.reveal() ?? '',
    token: value.reveal(),
    client_id: client.clientId,
  }
  const url = new URL(fillTemplate(shape.url, values))
  const headers = new Headers({ accept: 'application/json' })
  if (shape.authentication === 'bearer') headers.set('authorization', `Bearer ${tokens.accessToken.reveal()}`)
  if (shape.authentication === 'client_basic') {
    const pair = `${client.clientId}:${client.clientSecret?.reveal() ?? ''}`
    headers.set('authorization', `Basic ${Buffer.from(pair).toString('base64')}`)
  }
  const members = Object.entries(shape.body?.members ?? {}).map(
    ([name, template]) =>
      [name, template.replace(/\{(\w+)\}/g, (_, key: string) => Object(values)[key] ?? '')] as const,
  )
  let body: string | undefined
  if (shape.body?.type === 'json') {
    headers.set('content-type', 'application/json')
    body = JSON.stringify(Object.fromEntries(members))
  } else if (shape.body) {
    headers.set('content-type', 'application/x-www-form-urlencoded')
    body = new URLSearchParams(members.map(([name, each]) => [name, each])).toString()
  }
  // The path may hold the client id, never a token: templates with a token in the address are refused by the catalogue's test.
  const request = `${shape.method} ${url.origin}${url.pathname}`
  recorder.message({ kind: 'revocation_request', request, parameters: members })
  const response = await world
    .fetch(url.href, { method: shape.method, headers, ...(body === undefined ? {} : { body }) })
    .catch((error: unknown) => {
      throw translate(error, { stage: 'revocation', host: url.host })
    })
  refuseToJudge(response)
  const answer: unknown = await response.json().catch(() => undefined)
  const accepted =
    shape.gone?.includes(response.status) ||
    (shape.success.includes(response.status) &&
      (!shape.successField || field(answer, shape.successField) === true))
  const failure = accepted
    ? undefined
    : serverFailure(String(field(answer, 'error') ?? 'refused'), undefined, response.status, {
        stage: 'revocation',
        host: url.host,
      })
  return tell(recorder, token, request, response.status, world.now(), failure)
}

/** 5xx and 429 say nothing of the token (RFC 7009 §2.2.1): worth trying again. */
function refuseToJudge(response: Response): void {
  const host = new URL(response.url).host
  const facts = { host, status: response.status, stage: 'revocation' } as const
  if (response.status >= 500)
    throw new Failure('server_unavailable', `${host} answered ${response.status}`, { facts })
  if (response.status === 429) {
    const retryAfter = retryAfterSeconds(response.headers.get('retry-after'), Date.now())
    throw new Failure('rate_limited', `${host} asks to slow down`, {
      facts: { ...facts, ...(retryAfter === undefined ? {} : { retryAfter }) },
    })
  }
}

function isPassing(failure: Failure): boolean {
  return ['server_unavailable', 'rate_limited', 'temporarily_unavailable'].includes(failure.code)
}

function tell(
  recorder: FlowRecorder,
  token: RevokedToken['token'],
  request: string,
  status: number,
  at: number,
  failure: Failure | undefined,
): RevokedToken {
  const report = failure && { code: failure.code, message: failure.message, facts: failure.facts }
  recorder.message({ kind: 'revocation_response', status, ...(report ? { failure: report } : {}) })
  const [method, address] = request.split(' ') as [string, string]
  return {
    token,
    at,
    evidence: `${method} ${new URL(address).pathname} ${status}`,
    ...(report ? { failure: report } : {}),
  }
}
