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
  ended: (provider: string, day: string) => `${provider} ended it ${day}.`,
  reconnect: 'Reconnect',
  browse: 'Browse',
  more: (label: string) => `More about ${label}`,
  sessionOnlyShort: 'Session only',
  sessionOnly: 'Kept for this session only',
  sessionOnlyHint:
    'Its tokens are in memory. When Keyfob closes they are forgotten, and revoked where the server answers at once.',
  serviceAccount: 'Service account',
  search: 'Find an account',
  showAll: 'Show all accounts',
  nothingFound: (query: string) => `No account matches “${query}”`,
  nothingFoundWords: 'The search looks at names, people, providers and permissions.',
  used: (when: string) => `used ${when}`,
  neverUsed: 'never used',
  fix: 'Fix',
  fixOf: (label: string) => `Replace the app secret of ${label}`,
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
  otherScopes: 'no permissions named',
  renameTitle: (label: string) => `Rename ${label}`,
  name: 'Name',
  nameHint: 'Only here in Keyfob. The provider never sees it.',
  save: 'Save',
  whyTitle: (label: string) => `Why ${label} needs you`,
  whyUnreachable: (label: string) => `Why ${label} cannot be reached`,
  seeActivity: 'See what happened',
  protectionsTitle: (label: string) => `What protects ${label}`,
  protectionsWords: 'Each of these was in use when the access was given.',
  noProtections: 'No protection was recorded for this account.',
} as const

export const healthText = {
  working: 'Working',
  unreachable: 'Cannot be reached',
  needsReconnecting: 'Needs reconnecting',
  renewsIn: (length: string) => `renews itself in ${length}`,
  renewsWhenUsed: 'renews itself when next used',
  renews: 'renews itself when due',
  expiresIn: (length: string) => `expires in ${length}`,
  expired: 'Has run out',
  connectAgain: 'connect it once more',
  expiresSoon: 'Expires soon',
  secretExpires: 'App secret expires soon',
  secretExpired: 'App secret has expired',
  secretSince: (day: string) => `since ${day}`,
  replaceBefore: (day: string) => `replace it before ${day}`,
  noExpiry: 'no expiry',
  since: (day: string) => `since ${day}`,
  endedBy: (provider: string, day: string) => `ended by ${provider} ${day}`,
  noticed: (day: string) => `noticed ${day}`,
} as const

export const protectionsText = {
  pkce: {
    label: 'PKCE S256',
    words: 'A stolen one-time code is useless: only this app knows the number it was made for.',
  },
  state: {
    label: 'state',
    words: 'The answer carries a mark only this attempt has, so nobody can slip in another.',
  },
  nonce: {
    label: 'nonce',
    words: 'The proof of identity was made for this attempt and cannot be replayed.',
  },
  iss: { label: 'iss', words: 'The answer names its server, so two servers cannot be mixed up.' },
  par: {
    label: 'PAR',
    words: 'The request went to the server directly, not through the browser, so nobody could change it.',
  },
  dpop: {
    label: 'DPoP',
    words: 'The tokens are tied to a key of this computer: a copy is useless elsewhere.',
  },
  client_secret: {
    label: 'Client secret',
    words: 'Keyfob proved which app it is with a secret from the keychain.',
  },
  loopback: {
    label: 'loopback',
    words: 'The answer came straight to this computer, on an address no other can reach.',
  },
} as const satisfies Record<Protection, { label: string; words: string }>
