import * as openid from 'openid-client'
import type { Failure, FailureReport } from '../../shared/failure'
import type { Secret } from '../support/secret'
import { circumstanceAt } from './circumstance'
import { configure, type OAuthWorld } from './configuration'
import { readEndpointAnswer } from './endpoint-answer'
import { translate } from './failures'
import type { OAuthClient } from './oauth-client'
import { type FlowRecorder, silentRecorder } from './recorder'
import type { RevocationCall, RevocationShape } from './revocation-shape'
import { revocationByRequest } from './revoke-by-request'
import type { TokenSet } from './token-set'

export type { RevocationShape } from './revocation-shape'

export interface RevokedToken {
  readonly token: 'refresh_token' | 'access_token'
  readonly at: number
  /** "POST /token/revocation 200" */
  readonly evidence: string
  readonly failure?: FailureReport
}

/**
 * Revokes the refresh token, then the access token (RFC 7009 §2.1), and says of each how it went; nothing at all where
 * the provider has no revocation. Throws only when the server could not be reached or was not itself (5xx, 429): then
 * nothing is known and it is worth trying again.
 */
export async function revoke(
  client: OAuthClient,
  shape: RevocationShape,
  tokens: TokenSet,
  world: OAuthWorld,
  recorder: FlowRecorder,
): Promise<readonly RevokedToken[]> {
  const endpoint = client.server.revocation_endpoint
  if (shape.kind === 'none' || (shape.kind === 'rfc7009' && !endpoint)) return []
  const order = shape.kind === 'rfc7009' ? (['refresh_token', 'access_token'] as const) : shape.tokens
  const secrets = secretsOf(client, tokens)
  const revoked: RevokedToken[] = []
  for (const token of order) {
    const value = token === 'refresh_token' ? tokens.refreshToken : tokens.accessToken
    if (!value) continue
    const isSecond = revoked.some(({ failure }) => !failure)
    const call =
      shape.kind === 'rfc7009'
        ? standardRevocation(client, endpoint ?? '', token, value, secrets, world)
        : revocationByRequest(client, shape, value, tokens, secrets, isSecond, world)
    recorder.message({ kind: 'revocation_request', request: call.request, parameters: call.parameters })
    const { status, failure } = await call.send()
    const report = failure && { code: failure.code, message: failure.message, facts: failure.facts }
    recorder.message({ kind: 'revocation_response', status, ...(report ? { failure: report } : {}) })
    revoked.push({
      token,
      at: world.now(),
      evidence: `${evidenceOf(call.request)} ${status}`,
      ...(report ? { failure: report } : {}),
    })
  }
  return revoked
}

/** "POST https://server/revoke" as "POST /revoke". */
function evidenceOf(request: string): string {
  const [method, address = ''] = request.split(' ')
  return `${method} ${new URL(address).pathname}`
}

function standardRevocation(
  client: OAuthClient,
  endpoint: string,
  token: RevokedToken['token'],
  value: Secret,
  secrets: readonly string[],
  world: OAuthWorld,
): RevocationCall {
  const { origin, pathname } = new URL(endpoint)
  return {
    request: `POST ${origin}${pathname}`,
    parameters: [
      ['token', value.reveal()],
      ['token_type_hint', token],
      ['client_id', client.clientId],
    ],
    async send() {
      let status = 0
      const watched: OAuthWorld = {
        ...world,
        fetch: async (url, init) => {
          const response = await world.fetch(url, init)
          status = response.status
          // The standard has 200; others mean the same by 202 or 204.
          if (response.ok) return new Response(null, { status: 200 })
          const { members } = await readEndpointAnswer(response, secrets)
          return Response.json(members, { status })
        },
      }
      try {
        const configuration = configure(client, watched, silentRecorder)
        await openid.tokenRevocation(configuration, value.reveal(), { token_type_hint: token })
        return { status }
      } catch (error) {
        const failure = translate(error, circumstanceAt('revocation', endpoint, client, world))
        if (status === 0 || isPassing(failure)) throw failure
        return { status, failure }
      }
    },
  }
}

function isPassing({ code }: Failure): boolean {
  return ['server_unavailable', 'server_error', 'temporarily_unavailable', 'rate_limited'].includes(code)
}

/** None of these may come back in the text of an error. */
function secretsOf(client: OAuthClient, tokens: TokenSet): readonly string[] {
  return [tokens.refreshToken, tokens.accessToken, client.clientSecret].flatMap((each) =>
    each ? [each.reveal()] : [],
  )
}
