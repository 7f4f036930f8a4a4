import * as openid from 'openid-client'
import type { Fetch } from '../support/fetch'
import { hostOf } from './circumstance'
import { exchange, type Purpose } from './exchange'
import type { OAuthClient } from './oauth-client'
import type { FlowRecorder } from './recorder'

/** The world a grant happens in. */
export interface OAuthWorld {
  /** Guarded: https or loopback, no redirects, limits of size and time. */
  readonly fetch: Fetch
  /** ms since the epoch. */
  readonly now: () => number
  /** Seconds this computer is ahead of that host, as its `Date` header told; undefined when it never spoke. */
  readonly clockSkew: (host: string) => number | undefined
  /** Told of what was issued for a grant, in standard form and before it is checked. */
  readonly onIssued?: (answer: Readonly<Record<string, unknown>>) => void
}

/** How long a token request that is on its way is heard out when its flow ends. ms */
const hearing = 1_500

/**
 * The same world, until the signal ends what is under way in it: at once, but for a request for tokens. Those that a server
 * has issued by then can be taken back only by who hears of them.
 */
export function endedBy<World extends OAuthWorld>(
  signal: AbortSignal,
  world: World,
  { server }: Pick<OAuthClient, 'server'>,
): World {
  const later = delayed(signal, hearing)
  // The protocol library asks at the address as `URL` writes it.
  const tokens = server.token_endpoint && new URL(server.token_endpoint).href
  return {
    ...world,
    fetch(url: string, init: RequestInit = {}) {
      signal.throwIfAborted()
      const ends = url === tokens ? later : signal
      return world.fetch(url, { ...init, signal: init.signal ? AbortSignal.any([init.signal, ends]) : ends })
    },
  }
}

/** A signal that comes `wait` ms after another. */
function delayed(signal: AbortSignal, wait: number): AbortSignal {
  const controller = new AbortController()
  const abort = () => setTimeout(() => controller.abort(signal.reason), wait)
  signal.addEventListener('abort', abort, { once: true })
  return controller.signal
}

/**
 * The protocol library's configuration for one client: our fetch, our reading of dialects, every exchange recorded.
 *
 * For a grant, ID token signatures are checked although the code flow would not demand it (OpenID Connect Core
 * §3.1.3.7). In a renewal, issuer, audience and person are (§12.2), but nothing that a wrong clock or keys out of reach
 * could make fail: the old refresh token may be spent by then, and the new one must not be lost.
 */
export function configure(
  client: OAuthClient,
  world: OAuthWorld,
  recorder: FlowRecorder,
  purpose: Purpose = 'grant',
): openid.Configuration {
  const configuration = new openid.Configuration(
    client.server,
    client.clientId,
    { ...clockCorrection(client, world), ...(purpose === 'renewal' ? timeless : {}) },
    authentication(client),
  )
  // The guarded fetch has the time limit.
  configuration.timeout = 0
  // Who may be spoken to without TLS is decided by the guarded fetch: loopback and nobody else.
  openid.allowInsecureRequests(configuration)
  const { openid: isOpenId, server } = client
  if (isOpenId && server.jwks_uri && purpose === 'grant') openid.enableNonRepudiationChecks(configuration)
  configuration[openid.customFetch] = (address, init) =>
    exchange(address, init as RequestInit, client, world, recorder, purpose)
  return configuration
}

const noticeable = 60
const tenYears = 10 * 365 * 24 * 60 * 60
const timeless = { [openid.clockTolerance]: tenYears }

/** A clock that is known to be wrong does not make good tokens and proofs fail. Seconds to add to our time. */
function clockCorrection(client: OAuthClient, world: OAuthWorld): Partial<openid.ClientMetadata> {
  const { token_endpoint, issuer } = client.server
  const skew = world.clockSkew(hostOf(token_endpoint) ?? '') ?? world.clockSkew(hostOf(issuer) ?? '') ?? 0
  return Math.abs(skew) > noticeable ? { [openid.clockSkew]: -Math.round(skew) } : {}
}

function authentication(client: OAuthClient): openid.ClientAuth {
  const secret = client.clientSecret?.reveal()
  if (secret === undefined || client.authentication === 'none') return openid.None()
  return client.authentication === 'client_secret_basic' ? inHeader(secret) : openid.ClientSecretPost(secret)
}

/**
 * Client id and secret as in a form (RFC 6749 §2.3.1). The protocol library writes %2D and %5F as well, where a form has
 * `-` and `_`: to a server that compares without decoding, an id like a UUID would be another.
 */
function inHeader(secret: string): openid.ClientAuth {
  return (_server, { client_id }, _body, headers) => {
    const pair = [client_id, secret].map((value) => new URLSearchParams({ '': value }).toString().slice(1))
    headers.set('authorization', `Basic ${Buffer.from(pair.join(':')).toString('base64')}`)
  }
}
