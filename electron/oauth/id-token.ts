import { createHash, timingSafeEqual } from 'node:crypto'
import type { TokenEndpointResponse } from 'openid-client'
import { Failure } from '../../shared/failure'

const digests: Readonly<Record<string, string>> = { '256': 'sha256', '384': 'sha384', '512': 'sha512' }

/**
 * Checks `at_hash`, which ties an ID token to the access token beside it (OpenID Connect Core §3.1.3.8): the left half
 * of the hash that the ID token's `alg` names. Absent is allowed in the code flow; wrong is not.
 * Issuer, audience, azp, nonce, exp, iat and the signature have been checked before. Throws `id_token_invalid`.
 */
export async function checkAccessTokenHash(response: TokenEndpointResponse): Promise<void> {
  if (!response.id_token) return
  const [header, payload] = response.id_token.split('.').map(decodePart)
  const expected = payload?.at_hash
  if (expected === undefined) return
  const algorithm = String(header?.alg)
  // EdDSA over Ed25519 hashes with SHA-512.
  const digest = algorithm === 'EdDSA' || algorithm === 'Ed25519' ? 'sha512' : digests[algorithm.slice(-3)]
  if (!digest) throw new Failure('id_token_invalid', 'the ID token names an unknown algorithm')
  const full = createHash(digest).update(response.access_token, 'ascii').digest()
  const actual = Buffer.from(full.subarray(0, full.length / 2).toString('base64url'))
  const claimed = Buffer.from(String(expected))
  if (actual.length !== claimed.length || !timingSafeEqual(actual, claimed)) {
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
