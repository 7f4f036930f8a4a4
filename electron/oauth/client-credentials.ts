import * as openid from 'openid-client'
import type { Secret } from '../support/secret'
import { circumstanceAt } from './circumstance'
import { configure, type OAuthWorld } from './configuration'
import { bindingKey } from './dpop'
import { translate } from './failures'
import type { OAuthClient } from './oauth-client'
import type { FlowRecorder } from './recorder'
import { scopeParameter, withResources } from './request-parameters'
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
  const configuration = configure(client, world, recorder, request.purpose === 'renew' ? 'renewal' : 'grant')
  recorder.protection('client_secret')
  recorder.stage('exchanging')
  const requestedAt = world.now()
  try {
    const binding = await bindingKey(client, configuration, request.dpopKey)
    const response = await openid.clientCredentialsGrant(
      configuration,
      withResources(client, scopeParameter(client, request.scopes)),
      binding ? { DPoP: binding.handle } : undefined,
    )
    const { refreshToken: _, ...tokens } = issued(response, requestedAt, binding?.privateKey).tokens
    if (tokens.tokenType === 'dpop') recorder.protection('dpop')
    return tokens
  } catch (error) {
    const stage = request.purpose === 'renew' ? 'renewal' : 'token'
    throw translate(error, circumstanceAt(stage, client.server.token_endpoint, client, world))
  }
}
