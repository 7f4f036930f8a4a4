import * as openid from 'openid-client'
import type { OAuthWorld } from './configuration'
import type { OAuthClient } from './oauth-client'

/** The library looks again for a key that is not among its own once these are so old. Seconds */
const oldEnoughToDoubt = 60
/** How long those of one sign-in are good for the next. ms */
const good = 180_000

/** By what their server says of itself, which is asked anew once an hour. `at`: ms since the epoch */
const known = new WeakMap<OAuthClient['server'], { readonly jwks: openid.JWKS; readonly at: number }>()

/**
 * Fetches the keys that the ID token will be checked with while the person is still in the browser: whoever comes back
 * does not wait for them, nor who signs in there again soon after. They are handed over as a minute old, so that a key that
 * is new since then is looked for. Never throws: what cannot be had now is asked for when it is needed, and its failure told
 * then.
 */
export async function fetchKeysAhead(
  configuration: openid.Configuration,
  { openid: isOpenId, server }: OAuthClient,
  world: OAuthWorld,
): Promise<void> {
  if (!isOpenId || !server.jwks_uri) return
  const before = known.get(server)
  if (before && Math.abs(world.now() - before.at) < good) return handOver(before.jwks, configuration)
  try {
    const response = await world.fetch(server.jwks_uri, { headers: { accept: 'application/json' } })
    if (response.status !== 200) return
    const jwks = await response.json()
    handOver(jwks, configuration)
    known.set(server, { jwks, at: world.now() })
  } catch {
    // Asked for again, in its own place.
  }
}

/** Those that a token did not match are asked for again the next time: a new key may have come under an old name. */
export function forgetKeys({ server }: OAuthClient): void {
  known.delete(server)
}

/** The library parses them again, and passes over what is no key set. */
function handOver(jwks: openid.JWKS, configuration: openid.Configuration): void {
  openid.setJwksCache(configuration, { jwks, uat: Math.floor(Date.now() / 1000) - oldEnoughToDoubt })
}
