import { X509Certificate } from 'node:crypto'
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { readCertificate } from '../../electron/network/certificate-facts'
import { isVouchedFor } from '../../electron/network/verify-chain'
import { type Issuer, makeCertificate, objectId, sequence, tagged } from '../http/certificate'

const host = 'api.acme.example'
const now = Date.now()
const root = makeCertificate({ name: 'Acme Root' })
const read = ({ cert }: Issuer) => new X509Certificate(cert)

function server(options: Parameters<typeof makeCertificate>[0] = {}): Issuer {
  return makeCertificate({ name: 'server', issuer: root, hosts: [host], authority: false, ...options })
}

/** Whether `authorities` (the root, unless said otherwise) vouch for the server that sent this. */
function vouched(
  leaf: Issuer,
  {
    others = [],
    authorities = [root],
    at = now,
    asked = host,
  }: {
    readonly others?: readonly Issuer[]
    readonly authorities?: readonly Issuer[]
    readonly at?: number
    readonly asked?: string
  } = {},
): boolean {
  return isVouchedFor({ host: asked, leaf: read(leaf), others: others.map(read) }, authorities.map(read), at)
}

describe('a chain is vouched for', () => {
  test('when an authority of the person signed the certificate itself', () => {
    expect(vouched(server())).toBe(true)
  })

  test('through intermediate authorities, in whatever order the server sent them', () => {
    const first = makeCertificate({ name: 'First', issuer: root })
    const second = makeCertificate({ name: 'Second', issuer: first })
    const leaf = server({ issuer: second })
    expect(vouched(leaf, { others: [first, second] })).toBe(true)
    expect(vouched(leaf, { others: [second, first, root] })).toBe(true)
  })

  test('for an address, a name with other case and a wildcard of one label', () => {
    const leaf = server({ hosts: ['*.acme.example'] })
    expect(vouched(leaf, { asked: '127.0.0.1' })).toBe(true)
    expect(vouched(leaf, { asked: 'API.acme.example' })).toBe(true)
    expect(vouched(leaf, { asked: 'a.b.acme.example' })).toBe(false)
  })

  test('with an RSA key of 2048 bits', () => {
    const rsaRoot = makeCertificate({ name: 'RSA Root', rsaBits: 2048 })
    expect(vouched(server({ issuer: rsaRoot }), { authorities: [rsaRoot] })).toBe(true)
  })
})

describe('a chain is refused', () => {
  test('for another host than the certificate names, and for its common name alone', () => {
    expect(vouched(server(), { asked: 'evil.example' })).toBe(false)
    expect(vouched(server({ name: 'other.example', hosts: [] }), { asked: 'other.example' })).toBe(false)
    expect(vouched(server({ address: '192.0.2.1' }), { asked: '127.0.0.1' })).toBe(false)
  })

  test('when the certificate, an authority in between or the root has run out or is not valid yet', () => {
    const day = 86_400_000
    expect(vouched(server({ until: now - 1_000 }))).toBe(false)
    expect(vouched(server(), { at: now - 40 * day })).toBe(false)
    const old = makeCertificate({ name: 'Old', issuer: root, until: now - 1_000 })
    expect(vouched(server({ issuer: old }), { others: [old] })).toBe(false)
    const oldRoot = makeCertificate({ name: 'Old Root', until: now - 1_000 })
    expect(vouched(server({ issuer: oldRoot }), { authorities: [oldRoot] })).toBe(false)
  })

  test('from an authority that nobody chose, also one of the same name', () => {
    const other = makeCertificate({ name: 'Acme Root' })
    expect(vouched(server({ issuer: other }))).toBe(false)
    expect(vouched(server({ issuer: other }), { others: [other, root] })).toBe(false)
    expect(vouched(server(), { authorities: [] })).toBe(false)
  })

  test('when a server’s certificate has signed another one', () => {
    const leaf = server()
    const forged = server({ name: 'forged', issuer: leaf, hosts: ['bank.example'] })
    expect(vouched(forged, { others: [leaf], asked: 'bank.example' })).toBe(false)
    expect(vouched(forged, { authorities: [leaf], asked: 'bank.example' })).toBe(false)
  })

  test('when an authority may not have that many below it', () => {
    const narrow = makeCertificate({ name: 'Narrow Root', authority: 0 })
    const between = makeCertificate({ name: 'Between', issuer: narrow })
    expect(vouched(server({ issuer: narrow }), { authorities: [narrow] })).toBe(true)
    expect(vouched(server({ issuer: between }), { authorities: [narrow], others: [between] })).toBe(false)
  })

  test('when an authority’s key is not for issuing, or a certificate is not for servers', () => {
    const onlySigning = tagged(0x03, Buffer.from([7, 0x80]))
    const wrong = makeCertificate({ name: 'Signer', extensions: [[[2, 5, 29, 15], true, onlySigning]] })
    expect(vouched(server({ issuer: wrong }), { authorities: [wrong] })).toBe(false)
    const forMail = sequence(objectId(1, 3, 6, 1, 5, 5, 7, 3, 4))
    expect(vouched(server({ extensions: [[[2, 5, 29, 37], false, forMail]] }))).toBe(false)
    const forServers = sequence(objectId(1, 3, 6, 1, 5, 5, 7, 3, 1))
    expect(vouched(server({ extensions: [[[2, 5, 29, 37], false, forServers]] }))).toBe(true)
  })

  test('when it says something that is not understood', () => {
    const constraints = sequence(tagged(0xa0, sequence(tagged(0x82, Buffer.from('acme.example')))))
    const narrow = makeCertificate({ name: 'Narrow', extensions: [[[2, 5, 29, 30], false, constraints]] })
    expect(vouched(server({ issuer: narrow }), { authorities: [narrow] })).toBe(false)
    expect(vouched(server({ extensions: [[[1, 2, 3, 4], true, sequence()]] }))).toBe(false)
    expect(vouched(server({ extensions: [[[1, 2, 3, 4], false, sequence()]] }))).toBe(true)
  })

  test('with a weak key', () => {
    expect(vouched(server({ rsaBits: 1024 }))).toBe(false)
  })

  test('with a signature over SHA-1, of the certificate or of an authority in between', () => {
    const rsaRoot = makeCertificate({ name: 'RSA Root', rsaBits: 2048 })
    expect(vouched(server({ digest: 'sha1' }))).toBe(false)
    expect(vouched(server({ digest: 'sha1', issuer: rsaRoot }), { authorities: [rsaRoot] })).toBe(false)
    const between = makeCertificate({ name: 'Between', issuer: root, digest: 'sha1' })
    expect(vouched(server({ issuer: between }), { others: [between] })).toBe(false)
  })

  test('that leads in a circle', () => {
    const one = makeCertificate({ name: 'Loop' })
    const two = makeCertificate({ name: 'Loop', issuer: one })
    expect(vouched(server({ issuer: two }), { others: [one, two], authorities: [root] })).toBe(false)
  })
})

test('bytes that are no certificate are refused, and nothing hangs', () => {
  const real = read(root).raw
  fc.assert(
    fc.property(fc.nat(real.length - 1), fc.integer({ min: 0, max: 255 }), (at, byte) => {
      const broken = Buffer.from(real)
      broken[at] = byte
      try {
        readCertificate(broken)
      } catch (error) {
        expect(error).toBeInstanceOf(RangeError)
      }
    }),
    { numRuns: 2_000 },
  )
})
