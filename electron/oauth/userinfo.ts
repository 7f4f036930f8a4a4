import * as openid from 'openid-client'
import { Failure } from '../../shared/failure'
import { circumstanceAt } from './circumstance'
import { configure, type OAuthWorld } from './configuration'
import { bindingKey } from './dpop'
import { translate } from './failures'
import type { OAuthClient } from './oauth-client'
import type { FlowRecorder } from './recorder'
import type { TokenSet } from './token-set'

/**
 * Userinfo (OpenID Connect Core §5.3): its `sub` must be the ID token's, or the answer is not used (§5.3.2).
 * Throws `identity_mismatch` and the failures of any request.
 */
export async function fetchIdentity(
  client: OAuthClient,
  tokens: TokenSet,
  expectedSubject: string,
  world: OAuthWorld,
  recorder: FlowRecorder,
): Promise<Readonly<Record<string, unknown>>> {
  let status = 0
  const watched: OAuthWorld = {
    ...world,
    fetch: async (url, init) => {
      const response = await world.fetch(url, init)
      status = response.status
      return response
    },
  }
  const circumstance = circumstanceAt('identity', client.server.userinfo_endpoint, client, world)
  try {
    const configuration = configure(client, watched, recorder)
    const binding = tokens.dpopKey ? await bindingKey(client, configuration, tokens.dpopKey) : undefined
    return await openid.fetchUserInfo(
      configuration,
      tokens.accessToken.reveal(),
      expectedSubject,
      binding ? { DPoP: binding.handle } : undefined,
    )
  } catch (error) {
    const failure = translate(error, circumstance)
    // A refusal without a challenge that can be read (RFC 6750 §3 asks for one).
    const isUnexplained = failure.code === 'response_invalid' && status >= 400
    if (!isUnexplained) throw failure
    const code = status === 401 ? 'invalid_token' : 'resource_refused'
    throw new Failure(code, `userinfo answered ${status}`, { facts: { ...failure.facts, status } })
  }
}
