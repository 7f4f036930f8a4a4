import type { AuthorityStatus, ProxyChoice } from '../../shared/network'
import { plural } from '../format'

export const networkText = {
  proxyTitle: 'How Keyfob reaches the network',
  modes: {
    system: { label: 'Same as the system', explanation: 'Its proxy, or none' },
    none: { label: 'No proxy', explanation: 'Connect directly' },
    manual: { label: 'This proxy', explanation: 'Address and port' },
    script: { label: 'By script', explanation: 'A PAC address' },
  } satisfies Record<ProxyChoice['mode'], { label: string; explanation: string }>,
  loopback: 'Addresses on this computer, where sign-ins return, never go through a proxy.',
  scheme: 'Type',
  schemes: { http: 'HTTP', https: 'HTTPS', socks5: 'SOCKS 5' },
  host: 'Proxy address',
  hostHint: 'A name or an address, without “http://”, a user name or a password.',
  port: 'Port',
  bypass: 'Connect directly to these hosts',
  bypassHint: 'Separated by commas: *.acme.example, 10.0.0.0/8. Can be empty.',
  script: 'Script address',
  scriptHint: 'Begins with https:// or http://, and contains no password.',
  wrongHost: 'This is not a proxy address. Enter only a name, such as proxy.acme.example.',
  wrongPort: 'A port is a number from 1 to 65535.',
  wrongBypass: (rule: string) => `“${rule}” is not a valid rule: it must not contain spaces.`,
  wrongScript: 'This is not a script address. Enter https://… without a user name or password.',
  save: 'Use this proxy',
  saved: 'Saved. New connections use it.',
  test: 'Test the connection',
  testTitle: 'Test it',
  testWords: 'The Sign-in doctor contacts the providers of your accounts this way, without any token.',
  authorityTitle: 'Extra certificate authorities',
  authorityWords:
    'A company network that inspects encrypted connections has its own certificate authority. Choose its file (PEM), and Keyfob trusts it in addition to the system’s.',
  authorityChoose: 'Choose a file…',
  authorityAnother: 'Choose another…',
  authorityRemove: 'Stop trusting it',
  authorityStates: {
    none: '',
    trusted: '',
    changed:
      'The file has changed since you chose it, so it is not trusted. If that is expected, choose it again.',
    missing: 'The file is no longer there, so it is not trusted.',
    unreadable: 'The file cannot be read, so it is not trusted.',
  } satisfies Record<AuthorityStatus['state'], string>,
  authorityUntil: (day: string) => `valid until ${day}`,
  authorityExpired: (day: string) => `expired on ${day}`,
  authorityMore: (amount: number) => `and ${plural(amount, 'other')}`,
  fingerprint: 'SHA-256',
} as const
