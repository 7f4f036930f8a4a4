import * as openid from 'openid-client'
import type { Secret } from '../support/secret'
import { hostOf } from './authorize'
import { configure, type OAuthWorld } from './configuration'
import { bindingKey } from './dpop'
import { translate } from './failures'
import type { OAuthClient } from './oauth-client'
import type { FlowRecorder } from './recorder'
import { issued } from './token-response'
import type { TokenSet } from './token-set'

/**
 * Client credentials grant (RFC 6749 §4.4): the client is the account; no person, no refresh token. Asked again when
 * the token is due.
 */
export async function requestClientCredentials(
  client: OAuthClient,
  request: {
    readonly scopes: readonly string[]
    readonly purpose: 'connect' | 'renew'
    readonly dpopKey?: Secret | undefined
  },
  world: OAuthWorld,
  recorder: FlowRecorder,
): Promise<TokenSet> {
  const kinds = request.purpose === 'renew' ? (['renewal_request', 'renewal_response'] as const) : undefined
  const configuration = configure(client, world, recorder, kinds)
  const dpop = await bindingKey(client, configuration, request.dpopKey)
  if (dpop) recorder.protection('dpop')
  recorder.protection('client_secret')
  recorder.stage('exchanging')
  const requestedAt = world.now()
  try {
    const parameters = new URLSearchParams({
      ...client.tokenParameters,
      [client.dialect.scopeParameter ?? 'scope']: request.scopes.join(client.dialect.scopeSeparator ?? ' '),
    })
    for (const resource of client.resource ?? []) parameters.append('resource', resource)
    const response = await openid.clientCredentialsGrant(
      configuration,
      parameters,
      dpop ? { DPoP: dpop.handle } : undefined,
    )
    const { refreshToken: _, ...tokens } = issued(response, requestedAt, dpop?.privateKey).tokens
    return tokens
  } catch (error) {
    const host = hostOf(client.server.token_endpoint)
    throw translate(error, {
      stage: request.purpose === 'renew' ? 'renewal' : 'token',
      host,
      clockSkew: world.clockSkew(host ?? ''),
    })
  }
}
