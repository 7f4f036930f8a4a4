import type { DoctorLine, Examination, ExaminationRequest } from '../../../shared/doctor'
import type { AuthorityStatus } from '../../../shared/network'

export const acmeAuthority: AuthorityStatus = {
  state: 'trusted',
  path: '/home/octavia/acme-root.pem',
  authorities: [
    {
      name: 'Acme Root Authority',
      validUntil: Date.UTC(2031, 4, 20),
      fingerprint: `A7:${'3F:'.repeat(30)}09`,
    },
  ],
}

const good: readonly DoctorLine[] = [
  { id: 'keychain', check: 'keychain', state: 'good', subject: 'GNOME Keyring' },
  { id: 'loopback4', check: 'loopback4', state: 'good', found: ['127.0.0.1'] },
  { id: 'loopback6', check: 'loopback6', state: 'good', found: ['::1'] },
  { id: 'browser', check: 'browser', state: 'good', subject: 'firefox' },
  { id: 'proxy', check: 'proxy', state: 'good', found: [] },
  {
    id: 'provider github https://github.com',
    check: 'provider',
    state: 'good',
    subject: 'GitHub',
    found: ['github.com', 'api.github.com'],
  },
  {
    id: 'provider google https://www.googleapis.com',
    check: 'provider',
    state: 'good',
    subject: 'Google',
    found: ['accounts.google.com', 'oauth2.googleapis.com'],
  },
  { id: 'clock', check: 'clock', state: 'good', seconds: 0 },
]

export const healthyComputer = (request: ExaminationRequest): Examination => of(request, good)

/** A computer behind a proxy that reads along, with a wrong clock and a locked keychain. */
export const sickComputer = (request: ExaminationRequest): Examination =>
  of(
    request,
    good.map((line): DoctorLine => {
      const { id, check } = line
      switch (check) {
        case 'keychain':
          return { ...line, state: 'bad', failure: { code: 'vault_locked', message: '', facts: {} } }
        case 'loopback6':
          return {
            id,
            check,
            state: 'warn',
            failure: { code: 'loopback_unavailable', message: '', facts: {} },
          }
        case 'proxy':
          return { ...line, found: ['proxy.acme.example:3128'] }
        case 'provider': {
          if (!id.includes('google')) return line
          const facts = { host: 'accounts.google.com' }
          return { ...line, state: 'bad', failure: { code: 'certificate_untrusted', message: '', facts } }
        }
        case 'clock':
          return { ...line, state: 'bad', seconds: -2_710 }
        default:
          return line
      }
    }),
  )

function of({ requestId, only }: ExaminationRequest, all: readonly DoctorLine[]): Examination {
  return { requestId, ended: true, lines: all.filter(({ id }) => only?.includes(id) ?? true) }
}
