import { createHash, createPublicKey, type JsonWebKey, type KeyObject, verify } from 'node:crypto'
import { z } from 'zod'

const header = z.object({
  typ: z.literal('dpop+jwt'),
  alg: z.enum(['ES256', 'EdDSA', 'Ed25519']),
  jwk: z.record(z.string(), z.unknown()),
})

const claims = z.object({
  jti: z.string().min(1).max(256),
  htm: z.string(),
  htu: z.string(),
  iat: z.number(),
  ath: z.string(),
  nonce: z.string().optional(),
})

export type DpopProof = {
  readonly thumbprint: string
  readonly jti: string
  readonly nonce: string | undefined
}

/** Seconds that a proof may be old or early. */
export const proofWindow = 300

/**
 * Checks a DPoP proof at the resource server (RFC 9449 §4.3, §7). Returns the thumbprint of its key, or a sentence
 * that says what is wrong. Replay and nonce are the caller's, which keeps that memory.
 */
export function checkDpopProof(
  proof: string,
  expected: { method: string; url: string; accessToken: string; now: number },
): DpopProof | string {
  const [first = '', second = '', signature = '', ...rest] = proof.split('.')
  if (rest.length > 0) return 'The proof is not one JWT.'
  const head = header.safeParse(decode(first)).data
  const body = claims.safeParse(decode(second)).data
  if (!head || !body) return 'The proof lacks a required member.'
  if ('d' in head.jwk) return 'The proof contains a private key.'

  const key = readKey(head.jwk)
  if (!key || !hasSigned(key, `${first}.${second}`, signature, head.alg)) return 'The signature is wrong.'
  if (body.htm !== expected.method) return 'The proof is for another method.'
  if (withoutQuery(body.htu) !== withoutQuery(expected.url)) return 'The proof is for another address.'
  if (Math.abs(expected.now / 1000 - body.iat) > proofWindow)
    return 'The proof is too old, or from the future.'
  if (body.ath !== sha256(expected.accessToken)) return 'The proof is for another access token.'
  return { thumbprint: thumbprintOf(head.jwk), jti: body.jti, nonce: body.nonce }
}

function decode(part: string): unknown {
  try {
    return JSON.parse(Buffer.from(part, 'base64url').toString('utf8'))
  } catch {
    return undefined
  }
}

function readKey(jwk: Record<string, unknown>): KeyObject | undefined {
  try {
    return createPublicKey({ key: jwk as JsonWebKey, format: 'jwk' })
  } catch {
    return undefined
  }
}

function hasSigned(key: KeyObject, signed: string, signature: string, alg: string): boolean {
  const kind = alg === 'ES256' ? 'ec' : 'ed25519'
  if (key.asymmetricKeyType !== kind) return false
  if (kind === 'ec' && key.asymmetricKeyDetails?.namedCurve !== 'prime256v1') return false
  const bytes = Buffer.from(signature, 'base64url')
  return kind === 'ec'
    ? verify('sha256', Buffer.from(signed), { key, dsaEncoding: 'ieee-p1363' }, bytes)
    : verify(null, Buffer.from(signed), key, bytes)
}

/** JWK SHA-256 thumbprint (RFC 7638): the required members only, in lexical order. */
function thumbprintOf(jwk: Record<string, unknown>): string {
  const { crv, kty, x, y } = jwk
  return sha256(JSON.stringify(kty === 'EC' ? { crv, kty, x, y } : { crv, kty, x }))
}

function withoutQuery(url: string): string | undefined {
  const parsed = URL.parse(url)
  return parsed ? `${parsed.origin}${parsed.pathname}` : undefined
}

function sha256(value: string): string {
  return createHash('sha256').update(value).digest('base64url')
}
