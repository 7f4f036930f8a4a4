import * as openid from 'openid-client'
import type { Failure } from '../../shared/failure'
import { circumstanceAt } from './circumstance'
import { configure, type OAuthWorld } from './configuration'
import { translate } from './failures'
import type { OAuthClient } from './oauth-client'
import { silentRecorder } from './recorder'
import { registeredUri } from './register'

export interface TriedClient {
  readonly outcome: 'accepted' | 'refused' | 'unclear'
  readonly failure?: Failure
}

/** What a server says to a code that is none, once it has let the client in (RFC 6749 §5.2). */
const knownClient: readonly Failure['code'][] = ['invalid_grant']
const unknownClient: readonly Failure['code'][] = ['invalid_client', 'unauthorized_client']

/**
 * Shows a client to the token endpoint with an authorization code that is none: the server checks the client first
 * (RFC 6749 §4.1.3), so its complaint tells which of the two it did not like. Nothing can be issued by it.
 * Throws network failures.
 */
export async function tryClient(client: OAuthClient, world: OAuthWorld): Promise<TriedClient> {
  const configuration = configure(client, world, silentRecorder)
  try {
    await openid.genericGrantRequest(configuration, 'authorization_code', {
      code: 'keyfob-looks-whether-the-client-is-known',
      redirect_uri: registeredUri(client.redirect),
      code_verifier: openid.randomPKCECodeVerifier(),
    })
    return { outcome: 'unclear' }
  } catch (error) {
    const failure = translate(error, circumstanceAt('token', client.server.token_endpoint, client, world))
    if (knownClient.includes(failure.code)) return { outcome: 'accepted' }
    if (unknownClient.includes(failure.code)) return { outcome: 'refused', failure }
    if (failure.facts.serverError !== undefined) return { outcome: 'unclear', failure }
    throw failure
  }
}
