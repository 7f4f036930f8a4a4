import { X509Certificate } from 'node:crypto'
import { isVouchedFor } from './verify-chain'

/** What Chromium asks about a server: its own verdict, and the certificates the server sent. */
export interface VerifyRequest {
  readonly hostname: string
  readonly errorCode: number
  readonly certificate: PresentedCertificate
}

export interface PresentedCertificate {
  /** PEM. */
  readonly data: string
  readonly issuerCert?: PresentedCertificate
}

/** Chromium's numbers for an answer. */
export const verdicts = { trust: 0, asChromium: -3 } as const

/** `net::ERR_CERT_AUTHORITY_INVALID` */
const unknownAuthority = -202
const longestChain = 10

/**
 * Chromium's verdict stands, with one exception: a chain that it refuses only because nobody it knows vouches for it,
 * and that one of the person's own authorities vouches for.
 */
export function verdictOn(
  { hostname, errorCode, certificate }: VerifyRequest,
  authorities: readonly X509Certificate[],
  now: number,
): number {
  if (errorCode !== unknownAuthority || authorities.length === 0) return verdicts.asChromium
  const [leaf, ...others] = chainOf(certificate)
  const trusted = leaf !== undefined && isVouchedFor({ host: hostname, leaf, others }, authorities, now)
  return trusted ? verdicts.trust : verdicts.asChromium
}

function chainOf(presented: PresentedCertificate): readonly X509Certificate[] {
  const chain: X509Certificate[] = []
  let next: PresentedCertificate | undefined = presented
  while (next && chain.length < longestChain) {
    try {
      chain.push(new X509Certificate(next.data))
    } catch {
      return []
    }
    next = next.issuerCert
  }
  return chain
}
