import * as openid from 'openid-client'
import { hostOf } from './authorize'
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
  const configuration = configure(client, world, recorder)
  const dpop = tokens.dpopKey ? await bindingKey(client, configuration, tokens.dpopKey) : undefined
  try {
    return await openid.fetchUserInfo(
      configuration,
      tokens.accessToken.reveal(),
      expectedSubject,
      dpop ? { DPoP: dpop.handle } : undefined,
    )
  } catch (error) {
    throw translate(error, { stage: 'identity', host: hostOf(client.server.userinfo_endpoint) })
  }
}
