import { generateKeyPairSync } from 'node:crypto'
import { describe, expect, test } from 'vitest'
import { isSignedByOne, readSignature, readUpdateKey } from '../../electron/update/signature'
import { makeKey, signatureOf } from './rig'

describe('a signature', () => {
  const description = 'version: 0.2.0\n'
  // As `openssl pkey -pubout -outform DER | base64` and `openssl pkeyutl -sign -rawin | base64` wrote them.
  const key = 'MCowBQYDK2VwAyEAaRsvekswIaplmPmkRtVWrjfLD9o/xIu3CJVmINd9TXE='
  const signature = `pnEcZMNLaCWgNuUKyBANQV764A5D1kn458ZoPq34mu++Sna5HTX/jIuacaFBZwgWisvTrrYm+kad
XmC2hxKLAg==
`
  const holds = (text: string, signed: string, ...keys: readonly string[]) => {
    const bytes = readSignature(signed)
    const read = keys.map(readUpdateKey).filter((each) => each !== undefined)
    return bytes !== undefined && isSignedByOne(Buffer.from(text), bytes, read)
  }

  test('of OpenSSL holds, for these bytes and this key alone', () => {
    expect(holds(description, signature, key)).toBe(true)
    expect(holds(description, signature, makeKey().text, key)).toBe(true)
    expect(holds(`${description} `, signature, key)).toBe(false)
    expect(holds(description, signature, makeKey().text)).toBe(false)
    expect(holds(description, signature)).toBe(false)
    expect(holds(description, signatureOf(description), key)).toBe(false)
    expect(holds(description, signature.replace('pnEc', 'pnEd'), key)).toBe(false)
  })

  test.each(['', 'AAAA', 'no base64 at all', `${'A'.repeat(86)}==AAAA`])('is 64 bytes, not %j', (text) => {
    expect(readSignature(text)).toBeUndefined()
  })

  test('needs a key for Ed25519: another kind is none', () => {
    const { publicKey } = generateKeyPairSync('rsa', { modulusLength: 2048 })
    const rsa = publicKey.export({ format: 'der', type: 'spki' }).toString('base64')
    expect(readUpdateKey(rsa)).toBeUndefined()
    expect(readUpdateKey('')).toBeUndefined()
    expect(readUpdateKey('-----BEGIN PUBLIC KEY-----')).toBeUndefined()
  })
})
