import { createHash, X509Certificate } from 'node:crypto'
import { readFile, stat } from 'node:fs/promises'
import { basename } from 'node:path'
import { Failure } from '../../shared/failure'
import type { Authority, AuthorityFile, AuthorityStatus } from '../../shared/network'
import { readCertificate } from './certificate-facts'

const mostBytes = 1024 * 1024
const mostCertificates = 300

export interface ReadAuthorities {
  readonly file: AuthorityFile
  readonly certificates: readonly X509Certificate[]
}

/**
 * Reads a PEM file of certificate authorities. Throws `authority_file_refused` with what is wrong in
 * `facts.subject`'s file: none in it, a certificate that is not an authority, one that cannot be read, too many.
 */
export async function readAuthorityFile(path: string): Promise<ReadAuthorities> {
  const refuse = (message: string, cause?: unknown) =>
    new Failure('authority_file_refused', message, { cause, facts: { subject: basename(path) } })
  const { size } = await stat(path).catch((cause: unknown) => {
    throw refuse('it cannot be read', cause)
  })
  if (size > mostBytes) throw refuse('it is larger than any file of authorities')
  const text = await readFile(path, 'latin1').catch((cause: unknown) => {
    throw refuse('it cannot be read', cause)
  })
  const blocks = text.match(/-----BEGIN CERTIFICATE-----[^-]+-----END CERTIFICATE-----/g) ?? []
  if (blocks.length === 0 || blocks.length > mostCertificates)
    throw refuse(`${blocks.length} certificates in it`)
  try {
    const certificates = blocks.map((block) => new X509Certificate(block))
    if (!certificates.every(isAuthority)) throw refuse('a certificate in it is not an authority')
    return { file: { path, fingerprint: fingerprintOf(certificates) }, certificates }
  } catch (error) {
    throw error instanceof Failure ? error : refuse('a certificate in it cannot be read', error)
  }
}

/**
 * The authorities that the person chose, if the file still is what it was then. Never throws: what cannot be read is
 * not trusted, and why is told.
 */
export async function openAuthorities(file: AuthorityFile | undefined): Promise<{
  readonly status: AuthorityStatus
  readonly certificates: readonly X509Certificate[]
}> {
  if (!file) return { status: { state: 'none' }, certificates: [] }
  const { path } = file
  const none = (state: 'changed' | 'missing' | 'unreadable') => ({
    status: { state, path },
    certificates: [],
  })
  const isThere = await stat(path).then(
    () => true,
    () => false,
  )
  if (!isThere) return none('missing')
  try {
    const read = await readAuthorityFile(path)
    if (read.file.fingerprint !== file.fingerprint) return none('changed')
    const { certificates } = read
    return { status: { state: 'trusted', path, authorities: certificates.map(describe) }, certificates }
  } catch {
    return none('unreadable')
  }
}

function isAuthority(certificate: X509Certificate): boolean {
  const { authority, mayIssue } = readCertificate(certificate.raw)
  return authority !== undefined && mayIssue
}

/** Over all of them, so that nothing can be added to the file behind the person's back. */
function fingerprintOf(certificates: readonly X509Certificate[]): string {
  if (certificates.length === 1 && certificates[0]) return certificates[0].fingerprint256
  const hash = createHash('sha256')
  for (const { raw } of certificates) hash.update(raw)
  return (hash.digest('hex').toUpperCase().match(/../g) ?? []).join(':')
}

function describe({ subject, validTo, fingerprint256 }: X509Certificate): Authority {
  const name = /^CN=(.+)$/m.exec(subject)?.[1] ?? subject.replaceAll('\n', ', ')
  return { name: name.slice(0, 200), validUntil: Date.parse(validTo), fingerprint: fingerprint256 }
}
