import * as openid from 'openid-client'
import { Failure } from '../../shared/failure'
import { secret } from '../support/secret'
import { circumstanceAt } from './circumstance'
import { configure, type OAuthWorld } from './configuration'
import { bindingKey } from './dpop'
import { translate } from './failures'
import type { OAuthClient } from './oauth-client'
import type { FlowRecorder } from './recorder'
import { refreshTokenEnd } from './refresh-token-end'
import { withResources } from './request-parameters'
import { issued } from './token-response'
import { extrasOf, type TokenSet } from './token-set'

/**
 * Asks for a new token set with the refresh token (RFC 6749 §6). Members that the answer leaves out are kept from the
 * old set: the refresh token, the ID token, the scopes, and each of the provider's own. One request: who calls sees to it
 * that there is only one.
 * `subject` is whom the account belongs to; a new ID token must name the same (OpenID Connect Core §12.2).
 */
export async function refresh(
  client: OAuthClient,
  old: TokenSet,
  subject: string,
  redirectUri: string | undefined,
  world: OAuthWorld,
  recorder: FlowRecorder,
): Promise<TokenSet> {
  if (!old.refreshToken) {
    throw new Failure('needs_reconnecting', 'there is no refresh token', { facts: { stage: 'renewal' } })
  }
  const configuration = configure(client, world, recorder, 'renewal')
  const requestedAt = world.now()
  try {
    const dpop = await bindingKey(client, configuration, old.dpopKey)
    const parameters = withResources(client)
    if (client.dialect.redirectUriOnRenewal && redirectUri) parameters.set('redirect_uri', redirectUri)
    const response = await openid.refreshTokenGrant(
      configuration,
      old.refreshToken.reveal(),
      parameters,
      old.dpopKey && dpop ? { DPoP: dpop.handle } : undefined,
    )
    const { tokens, claims } = issued(response, requestedAt, old.dpopKey)
    if (claims && claims.sub !== subject) {
      throw new Failure('identity_mismatch', 'the renewed ID token names another person')
    }
    const { dpopKey, idToken, scope, extras, renewableUntil } = old
    const isForetold = tokens.refreshToken || refreshTokenEnd(response, requestedAt) !== undefined
    return {
      refreshToken: old.refreshToken,
      ...(dpopKey ? { dpopKey } : {}),
      ...(idToken ? { idToken } : {}),
      ...(scope ? { scope } : {}),
      ...(renewableUntil !== undefined && !isForetold ? { renewableUntil } : {}),
      ...tokens,
      ...(extras ? { extras: secret(JSON.stringify({ ...extrasOf(old), ...extrasOf(tokens) })) } : {}),
    }
  } catch (error) {
    throw translate(error, circumstanceAt('renewal', client.server.token_endpoint, client, world))
  }
}
