import type { Protection } from '../../shared/account'
import { count, plural } from '../format'

export const firstRunText = {
  title: 'All your cloud accounts, one set of keys',
  words:
    'Connect an account in your browser. Keyfob locks its tokens in your keychain, shows you what is inside, and ends access the moment you say so.',
  connect: 'Connect an account',
  sandbox: 'Try the Sandbox Cloud',
} as const

export const accountsText = {
  title: 'Accounts',
  summary: (accounts: number, providers: number) =>
    `${count(accounts)} connected at ${plural(providers, 'provider')}`,
  connect: 'Connect account',
  needsYou: (label: string) => `${label} needs you.`,
  why: 'Why?',
  ended: (provider: string, day: string) => `${provider} ended its access ${day}.`,
  reconnect: 'Reconnect',
  browse: 'Browse',
  more: (label: string) => `More about ${label}`,
  sessionOnlyShort: 'Session only',
  sessionOnly: 'Kept for this session only',
  sessionOnlyHint:
    'Its tokens stay in memory only. When Keyfob closes, they are forgotten, and revoked if the provider answers at once.',
  serviceAccount: 'Service account',
  search: 'Find an account',
  showAll: 'Show all accounts',
  nothingFound: (query: string) => `No account matches “${query}”`,
  nothingFoundWords: 'You can search for names, people, providers and permissions.',
  used: (when: string) => `used ${when}`,
  neverUsed: 'never used',
  fix: 'Fix',
  fixOf: (label: string) => `Replace the client secret of ${label}`,
  moves: {
    account_up: () => 'Move up',
    account_down: () => 'Move down',
    group_up: (group: string) => `Move ${group} up`,
    group_down: (group: string) => `Move ${group} down`,
  },
  moved: (what: string, place: number, all: number) => `${what} is now ${place} of ${all}.`,
  rename: 'Rename…',
  renewNow: 'Renew now',
  trace: 'How it was connected',
  protections: 'Protections',
  revoke: 'Revoke access…',
  renameTitle: (label: string) => `Rename ${label}`,
  name: 'Name',
  nameHint: 'Used only in Keyfob. The provider never sees it.',
  save: 'Save',
  whyTitle: (label: string) => `Why ${label} needs you`,
  whyUnreachable: (label: string) => `Why ${label} cannot be reached`,
  seeActivity: 'See what happened',
  protectionsTitle: (label: string) => `What protects ${label}`,
  protectionsWords: 'Each of these was in place when the account was connected.',
  protectedBy: (amount: number) => plural(amount, 'protection'),
  noProtections: 'No protection was recorded for this account.',
} as const

export const healthText = {
  working: 'Working',
  unreachable: 'Cannot be reached',
  needsReconnecting: 'Needs reconnecting',
  renewsIn: (length: string) => `renews itself in ${length}`,
  renewsWhenUsed: 'renews itself when next used',
  renews: 'renews itself when due',
  renewsFor: (length: string) => `renews itself for another ${length}`,
  connectWithin: (length: string) => `connect it again within ${length}`,
  renewalsEnd: (when: string) => `Can be renewed until ${when}, and no longer.`,
  renewableUntil: (when: string) => `Can be renewed until ${when}. Renewing it before may give it more time.`,
  expiresIn: (length: string) => `expires in ${length}`,
  expired: 'Expired',
  connectAgain: 'connect it again',
  expiresSoon: 'Expires soon',
  secretExpires: 'Client secret expires soon',
  secretExpired: 'Client secret has expired',
  secretSince: (day: string) => `since ${day}`,
  replaceBefore: (day: string) => `replace it before ${day}`,
  noExpiry: 'never expires',
  expiryUnknown: 'expiry not known',
  since: (day: string) => `since ${day}`,
  endedBy: (provider: string, day: string) => `ended by ${provider} ${day}`,
  noticed: (day: string) => `noticed ${day}`,
} as const

export const protectionsText = {
  pkce: {
    label: 'PKCE S256',
    words: 'A stolen one-time code is useless: only Keyfob knows the secret number that goes with it.',
  },
  state: {
    label: 'state',
    words: 'The answer carries a mark that only this attempt has, so nobody can slip in a different answer.',
  },
  nonce: {
    label: 'nonce',
    words: 'The proof of identity was made for this attempt and cannot be replayed.',
  },
  iss: { label: 'iss', words: 'The answer names its server, so two servers cannot be mixed up.' },
  par: {
    label: 'PAR',
    words:
      'The request went straight to the server instead of through the browser, so nobody could change it.',
  },
  dpop: {
    label: 'DPoP',
    words: 'The tokens are tied to a key on this computer: a copy is useless anywhere else.',
  },
  client_secret: {
    label: 'Client secret',
    words: 'Keyfob proved which app it is with a secret from the keychain.',
  },
  loopback: {
    label: 'loopback',
    words: 'The answer came straight back to this computer, at an address no other computer can reach.',
  },
} as const satisfies Record<Protection, { label: string; words: string }>
