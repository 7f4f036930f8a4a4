import { createPublicKey, type KeyObject, verify } from 'node:crypto'

/**
 * A public key as the build brings it: SubjectPublicKeyInfo (RFC 8410), DER in base64, which is what
 * `openssl pkey -pubout -outform DER | base64` writes. Undefined: no Ed25519 key.
 */
export function readUpdateKey(text: string): KeyObject | undefined {
  try {
    const key = createPublicKey({ key: Buffer.from(text, 'base64'), format: 'der', type: 'spki' })
    return key.asymmetricKeyType === 'ed25519' ? key : undefined
  } catch {
    return undefined
  }
}

/** 64 bytes. */
const form = /^[A-Za-z0-9+/]{86}==$/

/** The 64 bytes of a signature (RFC 8032) from its file, base64 in any number of lines; undefined: it is none. */
export function readSignature(text: string): Buffer | undefined {
  const joined = text.replace(/\s/g, '')
  return form.test(joined) ? Buffer.from(joined, 'base64') : undefined
}

/** Several keys, so that a new one can be brought out before the old one is given up. */
export function isSignedByOne(content: Buffer, signature: Buffer, keys: readonly KeyObject[]): boolean {
  return keys.some((key) => verify(null, content, key, signature))
}
