import { createHash } from 'node:crypto'
import {
  ellipticKey,
  firstKey,
  jwtSignedWithPublicKey,
  type SigningKey,
  secondKey,
  signJwt,
  strangersKey,
  unsignedJwt,
} from './keys'

export type Claims = Readonly<Record<string, unknown>>

/** How an ID token is made: what goes in, and with which key it is signed. */
interface Making {
  readonly header: Claims
  readonly claims: Claims
  readonly key: SigningKey
}

const hour = 3600

const seconds = () => Math.floor(Date.now() / 1000)

/** Every fault by its name. Changes what an honest ID token is made of, or makes another one altogether. */
export const idTokenFaults = {
  id_token_wrong_issuer: claims(() => ({ iss: 'https://elsewhere.example' })),
  id_token_missing_issuer: claims(() => ({ iss: undefined })),
  id_token_wrong_audience: claims(() => ({ aud: 'somebody-else' })),
  id_token_missing_audience: claims(() => ({ aud: undefined })),
  id_token_audiences_without_azp: claims(({ aud }) => ({ aud: [aud, 'somebody-else'] })),
  id_token_wrong_azp: claims(({ aud }) => ({ aud: [aud, 'somebody-else'], azp: 'somebody-else' })),
  id_token_missing_subject: claims(() => ({ sub: undefined })),
  id_token_other_subject: claims(() => ({ sub: 'mallory' })),
  id_token_missing_iat: claims(() => ({ iat: undefined })),
  id_token_missing_exp: claims(() => ({ exp: undefined })),
  id_token_expired: claims(() => ({ exp: seconds() - hour })),
  id_token_not_yet_valid: claims(() => ({ nbf: seconds() + hour })),
  id_token_issued_in_the_future: claims(() => ({ iat: seconds() + hour })),
  id_token_issued_long_ago: claims(() => ({ iat: seconds() - 24 * hour })),
  id_token_missing_nonce: claims(() => ({ nonce: undefined })),
  id_token_wrong_nonce: claims(() => ({ nonce: 'the nonce of another attempt' })),
  id_token_wrong_at_hash: claims(() => ({ at_hash: 'AAAAAAAAAAAAAAAAAAAAAA' })),
  id_token_bad_signature: (making: Making) => {
    const honest = signJwt(making.header, making.claims, making.key)
    const at = honest.lastIndexOf('.') + 10
    return honest.slice(0, at) + (honest[at] === 'A' ? 'B' : 'A') + honest.slice(at + 1)
  },
  id_token_strangers_key: ({ header, claims }: Making) => signJwt(header, claims, strangersKey),
  id_token_unknown_key: ({ header, claims }: Making) =>
    signJwt({ ...header, kid: 'nobody knows me' }, claims, strangersKey),
  id_token_unsigned: ({ header, claims }: Making) => unsignedJwt({ ...header, alg: 'none' }, claims),
  id_token_public_key_as_secret: ({ header, claims, key }: Making) =>
    jwtSignedWithPublicKey({ ...header, alg: 'HS256' }, claims, key),
  id_token_other_algorithm: ({ claims }: Making) =>
    signJwt({ alg: 'ES256', kid: ellipticKey.kid }, claims, ellipticKey),
  id_token_critical_extension: ({ header, claims, key }: Making) =>
    signJwt({ ...header, crit: ['b64'], b64: true }, claims, key),
  id_token_no_jwt: () => 'certainly.not-a-jwt',
  id_token_encrypted: () => 'a.b.c.d.e',
} as const

/** Not faults: forms that an honest server may choose (OpenID Connect Core §2, §10.1). */
export const idTokenForms = {
  id_token_without_kid: ({ header, claims, key }: Making) =>
    signJwt({ ...header, kid: undefined }, claims, key),
  id_token_without_at_hash: claims(() => ({ at_hash: undefined })),
  id_token_audience_list: claims(({ aud }) => ({ aud: [aud] })),
  id_token_audiences_with_azp: claims(({ aud }) => ({ aud: [aud], azp: aud })),
  id_token_es256: ({ claims }: Making) =>
    signJwt({ alg: 'ES256', kid: ellipticKey.kid }, claims, ellipticKey),
  id_token_next_key: ({ header, claims }: Making) =>
    signJwt({ ...header, kid: secondKey.kid }, claims, secondKey),
} as const

export type IdTokenMisbehaviour = keyof typeof idTokenFaults | keyof typeof idTokenForms

const makers: Readonly<Record<string, (making: Making) => string>> = { ...idTokenFaults, ...idTokenForms }

export function makeIdToken(
  about: {
    readonly issuer: string
    readonly clientId: string
    readonly subject: string
    readonly nonce?: string | undefined
    readonly accessToken: string
  },
  misbehaviour: string | undefined,
): string {
  const now = seconds()
  const making: Making = {
    key: firstKey,
    header: { alg: firstKey.alg, kid: firstKey.kid, typ: 'JWT' },
    claims: {
      iss: about.issuer,
      aud: about.clientId,
      sub: about.subject,
      iat: now,
      exp: now + hour,
      ...(about.nonce === undefined ? {} : { nonce: about.nonce }),
      at_hash: accessTokenHash(about.accessToken),
    },
  }
  const make = misbehaviour === undefined ? undefined : makers[misbehaviour]
  return make ? make(making) : signJwt(making.header, making.claims, making.key)
}

function claims(change: (honest: Claims) => Claims) {
  return ({ header, claims, key }: Making) => signJwt(header, { ...claims, ...change(claims) }, key)
}

function accessTokenHash(accessToken: string): string {
  return createHash('sha256').update(accessToken, 'ascii').digest().subarray(0, 16).toString('base64url')
}
