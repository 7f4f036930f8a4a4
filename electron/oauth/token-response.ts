import type { IDToken, TokenEndpointResponse, TokenEndpointResponseHelpers } from 'openid-client'
import { type Secret, secret } from '../support/secret'
import type { TokenSet } from './token-set'

/** What a grant gave: tokens for the vault, and whom the checked ID token names. */
export interface Issued {
  readonly tokens: TokenSet
  readonly claims?: IDToken
}

const standard = new Set(['access_token', 'token_type', 'expires_in', 'refresh_token', 'id_token', 'scope'])

/** Makes a token set of a checked answer. `requestedAt` in ms: expiry is measured from when the request was sent. */
export function issued(
  response: TokenEndpointResponse & TokenEndpointResponseHelpers,
  requestedAt: number,
  dpopKey?: Secret,
): Issued {
  const extras = Object.fromEntries(Object.entries(response).filter(([name, value]) => isExtra(name, value)))
  const claims = response.id_token ? response.claims() : undefined
  const tokens: TokenSet = {
    accessToken: secret(response.access_token),
    tokenType: response.token_type === 'dpop' ? 'dpop' : 'bearer',
    requestedAt,
    ...(response.expires_in === undefined ? {} : { expiresAt: requestedAt + response.expires_in * 1000 }),
    ...(response.refresh_token ? { refreshToken: secret(response.refresh_token) } : {}),
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
