import type { X509Certificate } from 'node:crypto'
import { isIP } from 'node:net'
import { type CertificateFacts, readCertificate } from './certificate-facts'

export interface Presented {
  readonly host: string
  readonly leaf: X509Certificate
  /** What the server sent along, in any order. */
  readonly others: readonly X509Certificate[]
}

const serverAuthentication = '1.3.6.1.5.5.7.3.1'
const anyPurpose = '2.5.29.37.0'
const longestChain = 6

/** SHA-2 with RSA (also PSS) or ECDSA, and Ed25519: no MD5, no SHA-1. */
const strongSignatures: ReadonlySet<string> = new Set([
  '1.2.840.113549.1.1.10',
  '1.2.840.113549.1.1.11',
  '1.2.840.113549.1.1.12',
  '1.2.840.113549.1.1.13',
  '1.2.840.10045.4.3.2',
  '1.2.840.10045.4.3.3',
  '1.2.840.10045.4.3.4',
  '1.3.101.112',
])

interface Known {
  readonly certificate: X509Certificate
  readonly facts: CertificateFacts
}

/**
 * Whether a chain leads from the server's certificate to one of `authorities` and vouches for that host, by the rules
 * of RFC 5280 §6.1. What is not understood is refused: name constraints, unknown critical extensions. Never throws.
 */
export function isVouchedFor(
  presented: Presented,
  authorities: readonly X509Certificate[],
  now: number,
): boolean {
  try {
    const leaf = know(presented.leaf)
    if (!isNamed(presented.leaf, presented.host) || !isSound(leaf, now)) return false
    return leadsUp([leaf], presented.others.map(know), authorities.map(know), now)
  } catch {
    return false
  }
}

function leadsUp(
  below: readonly Known[],
  others: readonly Known[],
  authorities: readonly Known[],
  now: number,
): boolean {
  const last = below.at(-1)
  if (!last || below.length > longestChain) return false
  const mayStandAbove = (issuer: Known) => isIssuer(issuer, below.length - 1, now) && hasSigned(issuer, last)
  if (authorities.some(mayStandAbove)) return true
  return others.some((other) => {
    const isUsed = below.some(
      ({ certificate }) => certificate.fingerprint256 === other.certificate.fingerprint256,
    )
    if (isUsed || !mayStandAbove(other)) return false
    return leadsUp([...below, other], others, authorities, now)
  })
}

/** `authoritiesBelow`: how many stand between it and the server's certificate. */
function isIssuer(issuer: Known, authoritiesBelow: number, now: number): boolean {
  const { authority, mayIssue } = issuer.facts
  return (
    authority !== undefined && mayIssue && authority.pathLength >= authoritiesBelow && isSound(issuer, now)
  )
}

function hasSigned({ certificate: issuer }: Known, { certificate, facts }: Known): boolean {
  return (
    strongSignatures.has(facts.signatureAlgorithm) &&
    certificate.checkIssued(issuer) &&
    certificate.verify(issuer.publicKey)
  )
}

function isSound({ certificate, facts }: Known, now: number): boolean {
  const isValidNow = now >= Date.parse(certificate.validFrom) && now <= Date.parse(certificate.validTo)
  const { purposes } = facts
  const isForServers = !purposes || purposes.includes(serverAuthentication) || purposes.includes(anyPurpose)
  return isValidNow && isForServers && facts.notUnderstood.length === 0 && hasStrongKey(certificate)
}

function hasStrongKey({ publicKey }: X509Certificate): boolean {
  const { asymmetricKeyType: type, asymmetricKeyDetails: details } = publicKey
  if (type === 'rsa' || type === 'rsa-pss') return (details?.modulusLength ?? 0) >= 2048
  return type === 'ec' || type === 'ed25519'
}

/** By the alternative names alone (RFC 9525 §6.3): the common name has not counted for years. */
function isNamed(certificate: X509Certificate, host: string): boolean {
  const address = host.replace(/^\[|\]$/g, '')
  if (isIP(address)) return certificate.checkIP(address) !== undefined
  return certificate.checkHost(host, { subject: 'never', partialWildcards: false }) !== undefined
}

function know(certificate: X509Certificate): Known {
  return { certificate, facts: readCertificate(certificate.raw) }
}
