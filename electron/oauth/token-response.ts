import type { IDToken, TokenEndpointResponse, TokenEndpointResponseHelpers } from 'openid-client'
import { Failure } from '../../shared/failure'
import { type Secret, secret } from '../support/secret'
import { endOf } from './lifetime'
import { refreshTokenEnd } from './refresh-token-end'
import type { TokenSet } from './token-set'

/** What a grant gave: tokens for the vault, and whom the checked ID token names. */
export interface Issued {
  readonly tokens: TokenSet
  readonly claims?: IDToken
}

const standard = new Set(['access_token', 'token_type', 'expires_in', 'refresh_token', 'id_token', 'scope'])

/** What may stand in a header (RFC 6749 §A.12): anything else would end up in an error message that quotes it. */
const sendable = /^[\x20-\x7e]+$/

/**
 * Makes a token set of a checked answer. `requestedAt` in ms: expiry is measured from when the request was sent.
 * Throws `response_invalid` for a token that cannot be used: not plain text, or bound to a key nobody has.
 */
export function issued(
  response: TokenEndpointResponse & TokenEndpointResponseHelpers,
  requestedAt: number,
  dpopKey?: Secret,
): Issued {
  if (!sendable.test(response.access_token)) {
    throw new Failure('response_invalid', 'the access token is not plain text')
  }
  if (response.token_type === 'dpop' && !dpopKey) {
    throw new Failure('response_invalid', 'the access token is bound to a key that was not asked for')
  }
  const extras = Object.fromEntries(Object.entries(response).filter(([name, value]) => isExtra(name, value)))
  const expiresAt = endOf(response.expires_in, requestedAt)
  const renewableUntil = refreshTokenEnd(response, requestedAt)
  const claims = response.id_token ? response.claims() : undefined
  const tokens: TokenSet = {
    accessToken: secret(response.access_token),
    tokenType: response.token_type === 'dpop' ? 'dpop' : 'bearer',
    requestedAt,
    ...(expiresAt === undefined ? {} : { expiresAt }),
    ...(response.refresh_token ? { refreshToken: secret(response.refresh_token) } : {}),
    ...(typeof renewableUntil === 'number' ? { renewableUntil } : {}),
    ...(response.id_token ? { idToken: secret(response.id_token) } : {}),
    ...(response.scope === undefined ? {} : { scope: response.scope.split(' ').filter(Boolean) }),
    ...(dpopKey && response.token_type === 'dpop' ? { dpopKey } : {}),
    ...(Object.keys(extras).length > 0 ? { extras: secret(JSON.stringify(extras)) } : {}),
  }
  return claims ? { tokens, claims } : { tokens }
}

function isExtra(name: string, value: unknown): boolean {
  return !standard.has(name) && typeof value !== 'function' && value !== undefined
}
