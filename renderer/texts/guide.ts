import type { ClientOrigin, ClientSummary, ClientTrial, PasteFinding } from '../../shared/client'
import type { FactName } from '../../shared/provider-summary'
import { list, plural } from '../format'

/** What a pasted value is called where it is entered, and whatever the finding names. */
type FindingWords = (label: string, subject: string) => string

/** The registration guide: how a person comes by a client of their own. */
export const guideText = {
  title: (provider: string) => `Set up ${provider}`,
  subtitle: (provider: string) => `${provider} needs a client ID. Getting one takes about two minutes.`,
  replaceTitle: (provider: string) => `Replace the ${provider} client`,
  atProvider: (provider: string) => `1. Register an app at ${provider}`,
  here: '2. Paste what you received',
  open: 'Open the page',
  docs: 'Documentation',
  noConsole: 'Ask whoever runs this server to register an app for you. They will need the details below.',
  redirect: 'Redirect URI to enter there, exactly as shown',
  redirects: 'Redirect URIs to enter there, exactly as shown',
  noRedirect: 'You do not need to enter a redirect URI there.',
  copyOf: (value: string) => `Copy ${value}`,
  copied: 'Copied',
  tick: 'Tick or enable there',
  optional: (label: string) => `${label} (optional)`,
  secretGoes: 'It goes to the keychain and is never shown again.',
  secretKept: 'Leave it empty to keep the one in the keychain.',
  secretNotWanted: (label: string) =>
    `This provider does not want a ${label.toLowerCase()} from a desktop app.`,
  expires: 'When the secret expires',
  expiresHint: 'Keyfob reminds you before that day. Leave it empty if it never expires.',
  try: 'Try it',
  cannotTry: 'The first sign-in will show whether it is right: this provider cannot be asked earlier.',
  save: 'Save and continue',
  saveOnly: 'Save',
  saveAnyway: 'Save anyway',
  idMissing: 'This is required.',
  service: 'Connect a service account instead',
  shorter: {
    shipped: 'There is a quicker way: Keyfob comes with a client for this provider.',
    managed: 'There is a quicker way: your organisation provides a client for this provider.',
    registration: 'There is a quicker way: the server creates a client when you connect.',
    use: 'Use that one',
  },
  checksOf: (label: string) => `Checks of ${label}`,
  looksRight: 'Looks right.',
  /** One sentence for each thing that can be wrong with what was pasted: what it is, and what to do about it. */
  findings: {
    whitespace: (label) => `Spaces around the ${label} were removed.`,
    quotes: (label) => `Quotation marks around the ${label} were removed.`,
    label: (label) => `The text in front of the ${label} was removed.`,
    lookalike: (label, subject) =>
      `The ${label} has characters that only look like plain letters${subject ? ` (${subject})` : ''}. Copy it again from the provider’s own page.`,
    inner_whitespace: (label) =>
      `The ${label} has a space or a line break in the middle. Copy it in one piece.`,
    not_text: (label) => `This cannot be a ${label}.`,
    id_is_credential: (label) =>
      `This looks like the secret. The ${label} is the other value, the one that is not hidden.`,
    credential_is_id: (label) =>
      `This looks like the ID. The ${label} is the other value, often shown only once.`,
    swapped: () => 'The two are the wrong way round: the secret is in the field for the ID.',
    same: (label) => `The same value was pasted twice. The ${label} is a different one.`,
    other_provider: (label, subject) =>
      `This looks like a ${label} of ${subject || 'another provider'}. Make sure that you copied the right one.`,
    unusual_shape: (label) =>
      `The ${label} does not look as usual. If you copied all of it, go ahead: it may still be right.`,
    url: (label) => `This is a web address. The ${label} is a string of letters and digits.`,
    credential_missing: (label) => `This provider requires the ${label} for signing in through the browser.`,
    credential_not_wanted: (label) =>
      `This provider turns away desktop apps that send a ${label}. Leave it empty.`,
  } satisfies Record<PasteFinding['what'], FindingWords>,
  trials: {
    accepted: (provider: string) => `${provider} knows this client.`,
    refused: (provider: string) => `${provider} does not know this client.`,
    unclear: (provider: string) =>
      `${provider} gave no clear answer. The first sign-in will show whether it is right.`,
    no_way: () => 'It cannot be tried without signing in. The first sign-in will show whether it is right.',
  } satisfies Record<ClientTrial['outcome'], (provider: string) => string>,
  addressTitle: (provider: string) => `Which ${provider}?`,
  addressSubtitle: 'It may run on a server of its own. Tokens are sent there and nowhere else.',
  addressExample: (example: string) => `For example ${example}`,
  addressWrong: 'Enter a full address with https:// (plain http only for this computer).',
  addressKnown: 'Used before',
  next: 'Next',
}

/** The Providers tab of the settings. */
export const providersText = {
  words:
    'Each provider knows Keyfob as a registered app, its client. Some are ready to use; others you register once.',
  clients: 'Clients',
  clientsEmpty: 'No clients yet. They appear here when you connect an account or set one up.',
  add: 'Set up a client…',
  addTitle: 'Set up a client',
  addSubtitle: 'For which provider?',
  origins: {
    built_in: 'Built in',
    shipped: 'Comes with Keyfob',
    managed: 'Your organisation',
    registered: 'From the server',
    own: 'Your own',
  } satisfies Record<ClientOrigin, string>,
  secret: {
    none: 'no secret',
    good: 'secret in the keychain',
    expires_soon: 'secret expires soon',
    expired: 'secret has expired',
  } satisfies Record<ClientSummary['credentialState'], string>,
  secretUntil: (day: string) => `secret valid until ${day}`,
  secretEnds: (day: string) => `secret expires on ${day}`,
  secretEnded: (day: string) => `secret expired on ${day}`,
  usedBy: (amount: number) => (amount === 0 ? 'not used yet' : plural(amount, 'account')),
  older: (labels: readonly string[]) =>
    `${list(labels)} still ${labels.length === 1 ? 'uses' : 'use'} the previous client. Reconnect to move ${labels.length === 1 ? 'it' : 'them'} over.`,
  replace: 'Replace…',
  useOwn: 'Use my own…',
  replaceOf: (provider: string) => `Replace the ${provider} client`,
  more: (provider: string) => `More about the ${provider} client`,
  copyId: 'Copy client ID',
  idName: 'Client ID',
  remove: 'Remove…',
  removeTitle: (provider: string) => `Remove the ${provider} client?`,
  removeWords: (amount: number) =>
    amount === 0
      ? 'No account uses it. Its secret is erased from the keychain; the app registered at the provider stays as it is.'
      : `${plural(amount, 'account')} can still be renewed and revoked. New connections will need another client.`,
  forgetTitle: (provider: string) => `Forget the client that ${provider} created?`,
  forgetWords:
    'The next connection asks for another one. Accounts that use this one keep it until they are reconnected.',
  forget: 'Forget…',
  forgetConfirm: 'Forget',
  removeConfirm: 'Remove',
  keep: 'Keep it',

  custom: 'Your own providers',
  customEmpty: 'Any OpenID Connect or OAuth 2 server can be added by its address.',
  customForbidden: 'Your organisation does not allow your own providers.',
  addCustom: 'Add provider…',
  importCustom: 'Import…',
  importTitle: 'Import a provider',
  importSubtitle: 'Paste the text that Keyfob exported on another computer.',
  importLabel: 'Exported text',
  importHint: 'Nothing in it is secret. You can review everything before it is saved.',
  importRead: 'Read it',
  importWrong: 'This text is not an exported provider.',
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
  removeCustomRevoking: (name: string) =>
    `Access that you took away at ${name} has not been ended there yet, because its server did not answer. Keyfob keeps trying; ${name} can be removed after that.`,
  found: 'Discovered',
  byHand: 'Entered by hand',

  policy: 'Managed settings',
  policyNone: 'Keyfob is not managed by an organisation.',
  policyFile: (path: string) => `A policy would be read from ${path}`,
  policyFrom: (path: string) => `Set in ${path}. It cannot be changed here.`,
  managedBy: (organisation: string | undefined) => `Managed by ${organisation ?? 'your organisation'}`,
  policyDamaged:
    'The policy file cannot be understood, so nothing new can be connected until it is fixed. Tell whoever looks after this computer.',
  policyLines: {
    allowed: (names: readonly string[]) => `Only these providers: ${list(names)}.`,
    forbidden: (names: readonly string[]) => `Not allowed: ${list(names)}.`,
    noCustom: 'You cannot add your own providers.',
    noSandbox: 'The Sandbox Cloud is turned off.',
    noConsole: 'The API console is turned off.',
    noUpdates: 'Keyfob does not check for updates.',
    updateUrl: (address: string) => `Updates to Keyfob come from ${address}.`,
    clients: (names: readonly string[]) => `Provides the client for ${list(names)}.`,
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
    redirect: 'Return address',
    pkce: 'PKCE',
    client: 'Client',
    scopes: 'Permissions',
    tokens: 'Token lifetime',
    identity: 'Who the account is',
    revocation: 'Revocation',
    resources: 'Lists',
    pages: 'Pages',
  } satisfies Record<FactName, string>,
}
