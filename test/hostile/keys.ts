import {
  constants,
  createHash,
  createHmac,
  createPublicKey,
  generateKeyPairSync,
  type KeyObject,
  sign,
  verify,
} from 'node:crypto'

export interface SigningKey {
  readonly kid: string
  readonly alg: 'RS256' | 'ES256' | 'PS256'
  readonly privateKey: KeyObject
}

/** Made once: an RSA key takes longer than most tests. */
export const firstKey = rsaKey('first')
export const secondKey = rsaKey('second')
/** Not published anywhere. */
export const strangersKey = rsaKey('first')
export const ellipticKey: SigningKey = {
  kid: 'elliptic',
  alg: 'ES256',
  privateKey: generateKeyPairSync('ec', { namedCurve: 'P-256' }).privateKey,
}

function rsaKey(kid: string): SigningKey {
  return { kid, alg: 'RS256', privateKey: generateKeyPairSync('rsa', { modulusLength: 2048 }).privateKey }
}

export function publicJwk(key: SigningKey): Readonly<Record<string, unknown>> {
  return {
    ...createPublicKey(key.privateKey).export({ format: 'jwk' }),
    kid: key.kid,
    alg: key.alg,
    use: 'sig',
  }
}

export function signJwt(header: object, claims: object, key: SigningKey): string {
  const input = `${part(header)}.${part(claims)}`
  return `${input}.${signatureOf(input, key)}`
}

export function unsignedJwt(header: object, claims: object): string {
  return `${part(header)}.${part(claims)}.`
}

/** The old trick: the public key taken for a shared secret. */
export function jwtSignedWithPublicKey(header: object, claims: object, key: SigningKey): string {
  const input = `${part(header)}.${part(claims)}`
  const pem = createPublicKey(key.privateKey).export({ format: 'pem', type: 'spki' })
  return `${input}.${createHmac('sha256', pem).update(input).digest('base64url')}`
}

function signatureOf(input: string, key: SigningKey): string {
  const bytes = Buffer.from(input)
  if (key.alg === 'ES256') {
    return sign('sha256', bytes, { key: key.privateKey, dsaEncoding: 'ieee-p1363' }).toString('base64url')
  }
  const padding = key.alg === 'PS256' ? constants.RSA_PKCS1_PSS_PADDING : constants.RSA_PKCS1_PADDING
  const options = key.alg === 'PS256' ? { padding, saltLength: 32 } : { padding }
  return sign('sha256', bytes, { key: key.privateKey, ...options }).toString('base64url')
}

/** What a DPoP proof says, if its signature holds (RFC 9449 §4.3). */
export function readProof(proof: string | undefined) {
  const [header = '', payload = '', signature = ''] = (proof ?? '').split('.')
  if (!signature) return undefined
  const { jwk } = decode(header) as { jwk: { crv: string; kty: string; x: string; y: string } }
  const key = createPublicKey({ key: jwk, format: 'jwk' })
  const isGenuine = verify(
    'sha256',
    Buffer.from(`${header}.${payload}`),
    { key, dsaEncoding: 'ieee-p1363' },
    Buffer.from(signature, 'base64url'),
  )
  if (!isGenuine) return undefined
  const { crv, kty, x, y } = jwk
  return {
    thumbprint: hash(JSON.stringify({ crv, kty, x, y })),
    claims: decode(payload) as { htm: string; htu: string; ath?: string; nonce?: string; iat: number },
  }
}

export function hash(text: string): string {
  return createHash('sha256').update(text).digest('base64url')
}

function decode(text: string): unknown {
  return JSON.parse(Buffer.from(text, 'base64url').toString('utf8'))
}

function part(value: object): string {
  return Buffer.from(JSON.stringify(value)).toString('base64url')
}
