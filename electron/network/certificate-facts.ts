import { type DerValue, objectId, readDer } from './der'

/** What Node does not tell of a certificate and a verifier must know (RFC 5280 §4.1, §4.2). */
export interface CertificateFacts {
  readonly signatureAlgorithm: string
  /** Undefined: not an authority. `pathLength`: how many authorities may stand below it. */
  readonly authority?: { readonly pathLength: number }
  /** Absent: it may be used for anything. */
  readonly mayIssue: boolean
  /** Absent: any purpose. */
  readonly purposes?: readonly string[]
  /** Extensions that narrow what it vouches for, and that nothing here understands. */
  readonly notUnderstood: readonly string[]
}

const ids = {
  basicConstraints: '2.5.29.19',
  keyUsage: '2.5.29.15',
  extendedKeyUsage: '2.5.29.37',
  subjectAltName: '2.5.29.17',
  nameConstraints: '2.5.29.30',
  certificatePolicies: '2.5.29.32',
} as const
/** Read here, left to Node, or of no consequence where any policy will do (RFC 5280 §6.1.1 c). */
const understood: ReadonlySet<string> = new Set([
  ids.basicConstraints,
  ids.keyUsage,
  ids.extendedKeyUsage,
  ids.subjectAltName,
  ids.certificatePolicies,
])
const tags = { boolean: 0x01, integer: 0x02, bits: 0x03, extensions: 0xa3, version: 0xa0 } as const

/** Throws `RangeError` for what is no certificate. */
export function readCertificate(raw: Uint8Array): CertificateFacts {
  const [whole] = readDer(raw)
  const [toSign] = childrenOf(whole)
  const parts = childrenOf(toSign).filter(({ tag }) => tag !== tags.version)
  // serialNumber, signature, issuer, validity, subject, subjectPublicKeyInfo, …
  const [algorithm] = childrenOf(parts[1])
  const extensions = childrenOf(childrenOf(parts.find(({ tag }) => tag === tags.extensions))[0]).map(
    readExtension,
  )
  const contentOf = (id: string) => extensions.find((extension) => extension.id === id)?.value
  const purposes = contentOf(ids.extendedKeyUsage)
  const authority = authorityOf(contentOf(ids.basicConstraints))
  return {
    signatureAlgorithm: objectId(existing(algorithm).content),
    ...(authority ? { authority } : {}),
    mayIssue: mayIssue(contentOf(ids.keyUsage)),
    ...(purposes
      ? { purposes: childrenOf(readDer(purposes)[0]).map(({ content }) => objectId(content)) }
      : {}),
    notUnderstood: extensions
      .filter(({ id, isCritical }) => id === ids.nameConstraints || (isCritical && !understood.has(id)))
      .map(({ id }) => id),
  }
}

function readExtension(extension: DerValue) {
  const [id, ...rest] = childrenOf(extension)
  const critical = rest.find(({ tag }) => tag === tags.boolean)
  return {
    id: objectId(existing(id).content),
    isCritical: critical !== undefined && critical.content[0] !== 0,
    value: existing(rest.at(-1)).content,
  }
}

function authorityOf(value: Uint8Array | undefined): CertificateFacts['authority'] {
  if (!value) return undefined
  const [isAuthority, limit] = childrenOf(readDer(value)[0])
  if (isAuthority?.tag !== tags.boolean || isAuthority.content[0] === 0) return undefined
  const length =
    limit?.tag === tags.integer ? limit.content.reduce((sum, byte) => sum * 256 + byte, 0) : Infinity
  return { pathLength: length }
}

/** keyCertSign is the sixth bit (RFC 5280 §4.2.1.3). */
function mayIssue(value: Uint8Array | undefined): boolean {
  if (!value) return true
  const [bits] = readDer(value)
  return bits?.tag === tags.bits && ((bits.content[1] ?? 0) & 0x04) !== 0
}

function childrenOf(value: DerValue | undefined): readonly DerValue[] {
  return value ? readDer(value.content) : []
}

function existing<T>(value: T | undefined): T {
  if (value === undefined) throw new RangeError('a part of the certificate is missing')
  return value
}
