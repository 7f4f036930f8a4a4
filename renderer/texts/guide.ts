import type { ClientOrigin, ClientSummary, ClientTrial, PasteFinding } from '../../shared/client'
import type { FactName } from '../../shared/provider-summary'
import { list, plural } from '../format'

/** What a pasted value is called where it is entered, and whatever the finding names. */
type FindingWords = (label: string, subject: string) => string

/** The registration guide: how a person comes by a client of their own. */
export const guideText = {
  title: (provider: string) => `Set up ${provider}`,
  subtitle: (provider: string) => `${provider} knows apps by a client ID. It takes about two minutes.`,
  replaceTitle: (provider: string) => `Replace the client of ${provider}`,
  atProvider: (provider: string) => `1. Register an app at ${provider}`,
  here: '2. Paste what you got',
  open: 'Open the page',
  docs: 'Documentation',
  noConsole: 'Ask whoever runs this server to register an app for you. They need what is below.',
  redirect: 'Redirect URI to enter there, exactly like this',
  redirects: 'Redirect URIs to enter there, exactly like this',
  noRedirect: 'No redirect URI has to be entered there.',
  copyOf: (value: string) => `Copy ${value}`,
  copied: 'Copied',
  tick: 'Tick or enable there',
  optional: (label: string) => `${label} (optional)`,
  secretGoes: 'It goes to the keychain and is never shown again.',
  secretKept: 'Leave it empty to go on with the one in the keychain.',
  secretNotWanted: (label: string) => `This provider wants no ${label.toLowerCase()} from a desktop app.`,
  expires: 'When the secret runs out',
  expiresHint: 'Keyfob reminds you before that day. Leave it empty if it never does.',
  try: 'Try it',
  cannotTry: 'Whether it is right shows at the first sign-in: this provider says nothing before.',
  save: 'Save and go on',
  saveOnly: 'Save',
  saveAnyway: 'Save anyway',
  idMissing: 'This is needed.',
  service: 'Connect a service account instead',
  shorter: {
    shipped: 'There is a shorter way: Keyfob comes with a client for this provider.',
    managed: 'There is a shorter way: your organisation brings a client for this provider.',
    registration: 'There is a shorter way: the server makes a client by itself when you connect.',
    use: 'Use that one',
  },
  checksOf: (label: string) => `Checks of ${label}`,
  looksRight: 'Looks right.',
  /** One sentence for each thing that can be wrong with what was pasted: what it is, and what to do about it. */
  findings: {
    whitespace: (label) => `White space around the ${label} was left out.`,
    quotes: (label) => `The quotation marks around the ${label} were left out.`,
    label: (label) => `The label before the ${label} was left out.`,
    lookalike: (label, subject) =>
      `The ${label} has characters that only look like plain letters${subject ? ` (${subject})` : ''}. Copy it again from the provider’s own page.`,
    inner_whitespace: (label) =>
      `The ${label} has a space or a line break in the middle. Copy it in one piece.`,
    not_text: (label) => `This cannot be a ${label}: nothing of it can be read as one.`,
    id_is_credential: (label) =>
      `This looks like the secret. The ${label} is the other value, the one that is not hidden.`,
    credential_is_id: (label) =>
      `This looks like the ID. The ${label} is the other value, often shown only once.`,
    swapped: () => 'The two are the wrong way round: the secret is in the field for the ID.',
    same: (label) => `The same value was pasted twice. The ${label} is another one.`,
    other_provider: (label, subject) =>
      `This looks like a ${label} of ${subject || 'another provider'}. Make sure that it comes from here.`,
    unusual_shape: (label) =>
      `The ${label} does not have the usual shape. If it was copied whole, go on: it may be right all the same.`,
    url: (label) => `This is an address. The ${label} is a word of letters and digits.`,
    credential_missing: (label) =>
      `This provider insists on the ${label} for signing in through the browser.`,
    credential_not_wanted: (label) =>
      `This provider turns away desktop apps that send a ${label}. Leave it empty.`,
  } satisfies Record<PasteFinding['what'], FindingWords>,
  trials: {
    accepted: (provider: string) => `${provider} knows this client.`,
    refused: (provider: string) => `${provider} does not know this client.`,
    unclear: (provider: string) =>
      `${provider} answered something that says neither yes nor no. The first sign-in will show it.`,
    no_way: () => 'It cannot be tried without signing in. The first sign-in will show whether it is right.',
  } satisfies Record<ClientTrial['outcome'], (provider: string) => string>,
  addressTitle: (provider: string) => `Which ${provider}?`,
  addressSubtitle: 'It can be on a server of its own. Its tokens are sent there and nowhere else.',
  addressExample: (example: string) => `For example ${example}`,
  addressWrong: 'A whole address is needed, with https:// (plain http only for this computer).',
  addressKnown: 'Used before',
  next: 'Next',
}

/** The Providers tab of the settings. */
export const providersText = {
  words:
    'Keyfob signs in as an app that each provider knows: its client. Most are there already; others you register once.',
  clients: 'Clients',
  clientsEmpty: 'No client yet. One appears here when you connect, or when you set one up.',
  add: 'Set up a client…',
  addTitle: 'Set up a client',
  addSubtitle: 'For which provider?',
  origins: {
    built_in: 'Built in',
    shipped: 'Came with Keyfob',
    managed: 'From your organisation',
    registered: 'Made by the server',
    own: 'Your own',
  } satisfies Record<ClientOrigin, string>,
  secret: {
    none: 'no secret',
    good: 'secret in the keychain',
    expires_soon: 'secret runs out soon',
    expired: 'secret has run out',
  } satisfies Record<ClientSummary['credentialState'], string>,
  secretUntil: (day: string) => `secret good until ${day}`,
  secretEnds: (day: string) => `secret runs out on ${day}`,
  secretEnded: (day: string) => `secret ran out on ${day}`,
  usedBy: (amount: number) => (amount === 0 ? 'not used yet' : plural(amount, 'account')),
  older: (labels: readonly string[]) =>
    `${list(labels)} still ${labels.length === 1 ? 'uses' : 'use'} the client before this one. Reconnect to move ${labels.length === 1 ? 'it' : 'them'} over.`,
  replace: 'Replace…',
  useOwn: 'Use my own…',
  replaceOf: (provider: string) => `Replace the client of ${provider}`,
  more: (provider: string) => `More about the client of ${provider}`,
  copyId: 'Copy client ID',
  idName: 'Client ID',
  remove: 'Remove…',
  removeTitle: (provider: string) => `Remove the client of ${provider}?`,
  removeWords: (amount: number) =>
    amount === 0
      ? 'No account uses it. Its secret is erased from the keychain; the app at the provider stays as it is.'
      : `${plural(amount, 'account keeps', 'accounts keep')} what it takes to be renewed and revoked. New connections need another client.`,
  removeConfirm: 'Remove',
  keep: 'Keep it',

  custom: 'Providers of your own',
  customEmpty: 'Any OpenID Connect or OAuth 2 server can be added by its address.',
  customForbidden: 'Your organisation does not allow providers of your own.',
  addCustom: 'Add provider…',
  importCustom: 'Import…',
  importTitle: 'Import a provider',
  importSubtitle: 'Paste the text that Keyfob exported on another computer.',
  importLabel: 'Exported text',
  importHint: 'Nothing in it is secret. You see everything before it is saved.',
  importRead: 'Read it',
  importWrong: 'This is not the text of an exported provider.',
  connect: 'Connect',
  connectOf: (name: string) => `Connect ${name}`,
  edit: 'Edit…',
  export: 'Copy as text',
  exported: (name: string) => `${name} as text`,
  customMore: (name: string) => `More about ${name}`,
  removeCustomTitle: (name: string) => `Remove ${name}?`,
  removeCustomWords: 'Keyfob forgets its addresses and its client. Nothing changes at the server.',
  removeCustomBusy: (labels: readonly string[]) =>
    `${list(labels)} ${labels.length === 1 ? 'is' : 'are'} connected through it. Revoke ${labels.length === 1 ? 'that account' : 'those accounts'} first.`,
  found: 'asked for its endpoints',
  byHand: 'endpoints by hand',

  policy: 'Managed settings',
  policyNone: 'No organisation manages this Keyfob.',
  policyFile: (path: string) => `A policy would be read from ${path}`,
  policyFrom: (path: string) => `Laid down in ${path}. It cannot be changed here.`,
  managedBy: (organisation: string | undefined) => `Managed by ${organisation ?? 'your organisation'}`,
  policyDamaged:
    'The policy file cannot be understood, so nothing new can be connected until it is mended. Tell whoever looks after this computer.',
  policyLines: {
    allowed: (names: readonly string[]) => `Only these providers: ${list(names)}.`,
    forbidden: (names: readonly string[]) => `Not allowed: ${list(names)}.`,
    noCustom: 'Providers of your own cannot be added.',
    noSandbox: 'The Sandbox Cloud is turned off.',
    noConsole: 'The API console is turned off.',
    clients: (names: readonly string[]) => `Brings the client for ${list(names)}.`,
    scopes: (name: string, scopes: readonly string[]) => `At ${name} only: ${list(scopes)}.`,
    nothing: 'It restricts nothing.',
  },
  forbidden: 'Not allowed by your organisation',
}

/** What is said beside the permissions about the provider itself. */
export const connectProviderText = {
  recommended: 'Recommended',
  cautions: 'Good to know',
  unverified: (amount: number) => `Not verified yet (${amount})`,
  unverifiedWords: 'These points could not be checked against the provider’s own documents.',
  facts: {
    endpoints: 'Addresses',
    redirect: 'Way back from the browser',
    pkce: 'PKCE',
    client: 'Client',
    scopes: 'Permissions',
    tokens: 'Lifetime of tokens',
    identity: 'Who the account is',
    revocation: 'Revocation',
    resources: 'Lists',
    pages: 'Pages',
  } satisfies Record<FactName, string>,
}
