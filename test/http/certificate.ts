import { createPublicKey, generateKeyPairSync, type KeyObject, randomBytes, sign } from 'node:crypto'

export interface Certificate {
  readonly key: string
  readonly cert: string
}

export interface Issuer extends Certificate {
  readonly name: string
  readonly privateKey: KeyObject
}

const day = 86_400_000

/** A certificate for 127.0.0.1, signed by `issuer` or by itself. Valid from yesterday until `until`. */
export function makeCertificate(
  options: {
    readonly name?: string
    readonly issuer?: Issuer
    readonly until?: number
    readonly address?: string
    /** Host names besides the address. */
    readonly hosts?: readonly string[]
    /** False: it may not issue others. A number: so many authorities may stand below it. */
    readonly authority?: boolean | number
    /** Further extensions: id, whether it is critical, content. */
    readonly extensions?: readonly (readonly [readonly number[], boolean, Buffer])[]
    readonly rsaBits?: number
    /** Of the signature. */
    readonly digest?: 'sha256' | 'sha1'
  } = {},
): Issuer {
  const { name = 'keyfob test', issuer, until = Date.now() + day, address = '127.0.0.1' } = options
  const { hosts = [], authority = true, extensions = [], rsaBits, digest = 'sha256' } = options
  const { privateKey } = rsaBits
    ? generateKeyPairSync('rsa', { modulusLength: rsaBits })
    : generateKeyPairSync('ec', { namedCurve: 'P-256' })
  const isRsa = (issuer?.privateKey ?? privateKey).asymmetricKeyType === 'rsa'
  const algorithm = isRsa
    ? sequence(objectId(1, 2, 840, 113549, 1, 1, digest === 'sha1' ? 5 : 11), tagged(0x05, Buffer.alloc(0)))
    : sequence(digest === 'sha1' ? objectId(1, 2, 840, 10045, 4, 1) : objectId(1, 2, 840, 10045, 4, 3, 2))
  const alternativeName = sequence(
    tagged(0x87, Buffer.from(address.split('.').map(Number))),
    ...hosts.map((host) => tagged(0x82, Buffer.from(host))),
  )
  const basicConstraints =
    authority === false
      ? sequence()
      : sequence(
          tagged(0x01, Buffer.from([0xff])),
          ...(typeof authority === 'number' ? [integer(Buffer.from([authority]))] : []),
        )
  const toSign = sequence(
    tagged(0xa0, integer(Buffer.from([2]))),
    integer(Buffer.concat([Buffer.from([1]), randomBytes(8)])),
    algorithm,
    commonName(issuer?.name ?? name),
    sequence(time(until - 30 * day), time(until)),
    commonName(name),
    createPublicKey(privateKey).export({ type: 'spki', format: 'der' }),
    tagged(
      0xa3,
      sequence(
        sequence(objectId(2, 5, 29, 17), tagged(0x04, alternativeName)),
        sequence(objectId(2, 5, 29, 19), tagged(0x04, basicConstraints)),
        ...extensions.map(([[first = 0, second = 0, ...rest], isCritical, content]) =>
          sequence(
            objectId(first, second, ...rest),
            ...(isCritical ? [tagged(0x01, Buffer.from([0xff]))] : []),
            tagged(0x04, content),
          ),
        ),
      ),
    ),
  )
  const signature = sign(digest, toSign, issuer?.privateKey ?? privateKey)
  const whole = sequence(toSign, algorithm, tagged(0x03, Buffer.concat([Buffer.from([0]), signature])))
  const lines = whole.toString('base64').replace(/(.{64})/g, '$1\n')
  return {
    name,
    privateKey,
    key: privateKey.export({ type: 'pkcs8', format: 'pem' }).toString(),
    cert: `-----BEGIN CERTIFICATE-----\n${lines.trim()}\n-----END CERTIFICATE-----\n`,
  }
}

export function tagged(tag: number, content: Buffer): Buffer {
  const { length } = content
  const size = length < 128 ? [length] : length < 256 ? [0x81, length] : [0x82, length >> 8, length & 255]
  return Buffer.concat([Buffer.from([tag, ...size]), content])
}

export function sequence(...parts: readonly Buffer[]): Buffer {
  return tagged(0x30, Buffer.concat(parts))
}

function integer(bytes: Buffer): Buffer {
  return tagged(0x02, bytes)
}

export function objectId(first: number, second: number, ...rest: readonly number[]): Buffer {
  const bytes = rest.flatMap((arc) => {
    const digits = [arc & 127]
    for (let left = arc >> 7; left > 0; left >>= 7) digits.unshift((left & 127) | 128)
    return digits
  })
  return tagged(0x06, Buffer.from([first * 40 + second, ...bytes]))
}

function commonName(name: string): Buffer {
  return sequence(tagged(0x31, sequence(objectId(2, 5, 4, 3), tagged(0x0c, Buffer.from(name)))))
}

function time(ms: number): Buffer {
  const text = new Date(ms).toISOString().replace(/[-:T]/g, '').slice(0, 14)
  return tagged(0x18, Buffer.from(`${text}Z`))
}
