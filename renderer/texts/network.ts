import type { AuthorityStatus, ProxyChoice } from '../../shared/network'
import { plural } from '../format'

export const networkText = {
  proxyTitle: 'How Keyfob reaches the network',
  modes: {
    system: { label: 'As the system', explanation: 'Its proxy, or none' },
    none: { label: 'No proxy', explanation: 'Straight out' },
    manual: { label: 'This proxy', explanation: 'Address and port' },
    script: { label: 'By a script', explanation: 'A PAC address' },
  } satisfies Record<ProxyChoice['mode'], { label: string; explanation: string }>,
  loopback: 'Addresses of this computer, where sign-ins come back, never go through a proxy.',
  scheme: 'Kind',
  schemes: { http: 'HTTP', https: 'HTTPS', socks5: 'SOCKS 5' },
  host: 'Proxy address',
  hostHint: 'A name or an address, without “http://”, a user name or a password.',
  port: 'Port',
  bypass: 'Straight to these hosts',
  bypassHint: 'Separated by commas: *.acme.example, 10.0.0.0/8. May be empty.',
  script: 'Address of the script',
  scriptHint: 'Begins with https:// or http://, and holds no password.',
  wrongHost: 'Not the address of a proxy: only a name such as proxy.acme.example.',
  wrongPort: 'A port is a number from 1 to 65535.',
  wrongBypass: (rule: string) => `“${rule}” is no such rule: no spaces in it.`,
  wrongScript: 'Not an address of a script: https://… without a user name or a password.',
  save: 'Use this proxy',
  saved: 'Saved. New connections go this way.',
  test: 'Test the connection',
  testTitle: 'Test it',
  testWords: 'The Sign-in doctor calls the providers of your accounts this way, without any token.',
  authorityTitle: 'Extra certificate authorities',
  authorityWords:
    'A company network that opens encrypted connections brings an authority of its own. Keyfob trusts it besides the system’s, once you choose its file (PEM).',
  authorityChoose: 'Choose a file…',
  authorityAnother: 'Choose another…',
  authorityRemove: 'Trust it no longer',
  authorityStates: {
    none: '',
    trusted: '',
    changed:
      'The file is another one than you chose, so it is not trusted. Choose it again if that is right.',
    missing: 'The file is not there any more, so it is not trusted.',
    unreadable: 'The file cannot be read, so it is not trusted.',
  } satisfies Record<AuthorityStatus['state'], string>,
  authorityUntil: (day: string) => `valid until ${day}`,
  authorityExpired: (day: string) => `ran out on ${day}`,
  authorityMore: (amount: number) => `and ${plural(amount, 'other')}`,
  fingerprint: 'SHA-256',
} as const
