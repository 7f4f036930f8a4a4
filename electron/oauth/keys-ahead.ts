import * as openid from 'openid-client'
import type { OAuthWorld } from './configuration'
import type { OAuthClient } from './oauth-client'

/** The library looks again for a key that is not among its own once these are so old. Seconds */
const oldEnoughToDoubt = 60

/**
 * Fetches the keys that the ID token will be checked with while the person is still in the browser: whoever comes back
 * does not wait for them. They are handed over as a minute old, so that a key that is new since then is looked for. Never
 * throws: what cannot be had now is asked for when it is needed, and its failure told then.
 */
export async function fetchKeysAhead(
  configuration: openid.Configuration,
  { openid: isOpenId, server }: OAuthClient,
  world: OAuthWorld,
): Promise<void> {
  if (!isOpenId || !server.jwks_uri) return
  try {
    const response = await world.fetch(server.jwks_uri, { headers: { accept: 'application/json' } })
    if (response.status !== 200) return
    const uat = Math.floor(Date.now() / 1000) - oldEnoughToDoubt
    // The library parses them again, and passes over what is no key set.
    openid.setJwksCache(configuration, { jwks: await response.json(), uat })
  } catch {
    // Asked for again, in its own place.
  }
}
