import { createHash, timingSafeEqual } from 'node:crypto'
import type { TokenEndpointResponse } from 'openid-client'
import { Failure } from '../../shared/failure'
import { hostOf } from './circumstance'
import type { OAuthWorld } from './configuration'
import type { OAuthClient } from './oauth-client'

const digests: Readonly<Record<string, string>> = { '256': 'sha256', '384': 'sha384', '512': 'sha512' }
/** How old an ID token may be that was asked for just now, and how far ahead of our clock. s */
const oldest = 600
const mostAhead = 120

/**
 * What remains to be checked of an ID token that was just issued: that a key could vouch for it, that its `iat` is
 * about now by the server's own clock (OpenID Connect Core §3.1.3.7), and `at_hash`, which ties it to the access token
 * beside it (§3.1.3.8): absent is allowed in the code flow, wrong is not. Issuer, audience, azp, nonce, exp and the
 * signature have been checked before. Throws `id_token_invalid` or `id_token_not_yet_valid`.
 */
export function checkIdToken(
  response: TokenEndpointResponse,
  client: OAuthClient,
  world: Pick<OAuthWorld, 'now' | 'clockSkew'>,
): void {
  if (!response.id_token) return
  if (!client.server.jwks_uri) {
    throw new Failure('id_token_invalid', 'the server names no keys to check the ID token with')
  }
  const [header, payload] = response.id_token.split('.').map(decodePart)
  const skew = world.clockSkew(hostOf(client.server.token_endpoint) ?? '') ?? 0
  checkAge(Number(payload?.iat), world.now() / 1000 - skew)
  if (payload?.at_hash !== undefined) {
    checkAccessTokenHash(String(payload.at_hash), String(header?.alg), response.access_token)
  }
}

function checkAge(issuedAt: number, now: number): void {
  if (issuedAt > now + mostAhead) {
    throw new Failure('id_token_not_yet_valid', 'the ID token was issued in the future')
  }
  if (!(issuedAt >= now - oldest)) {
    throw new Failure('id_token_invalid', 'the ID token was not issued just now', {
      facts: { likely: ['clock_differs'] },
    })
  }
}

function checkAccessTokenHash(claimed: string, algorithm: string, accessToken: string): void {
  // EdDSA over Ed25519 hashes with SHA-512.
  const digest = algorithm === 'EdDSA' || algorithm === 'Ed25519' ? 'sha512' : digests[algorithm.slice(-3)]
  if (!digest) throw new Failure('id_token_invalid', 'the ID token names an unknown algorithm')
  const full = createHash(digest).update(accessToken, 'ascii').digest()
  const expected = Buffer.from(full.subarray(0, full.length / 2).toString('base64url'))
  const actual = Buffer.from(claimed)
  if (actual.length !== expected.length || !timingSafeEqual(actual, expected)) {
    throw new Failure('id_token_invalid', 'the ID token belongs to another access token (at_hash)')
  }
}

function decodePart(part: string): Record<string, unknown> {
  try {
    return JSON.parse(Buffer.from(part, 'base64url').toString('utf8')) as Record<string, unknown>
  } catch {
    return {}
  }
}
