import { list, plural } from '../format'
import { type FailureWords, upperFirst } from './words'

/** What servers answer, what their answers look like, and what they offer. */
export const failuresOfAnswers = {
  invalid_token: {
    title: 'The access was refused',
    happened: ({ Server }) => `${Server} no longer accepts the access token.`,
    causes: ['The access was ended at the provider.', 'A password or a security setting was changed.'],
    advice: 'Reconnect: the account keeps its name and settings.',
    action: 'reconnect',
  },
  insufficient_scope: {
    title: 'A permission is missing',
    happened: ({ Server, missingScopes }) =>
      missingScopes?.length
        ? `${Server} asks for ${list(missingScopes)}, which this account has not been given.`
        : `${Server} asks for a permission that this account has not been given.`,
    advice: 'Ask for it: the account stays as it is, and you decide in the browser.',
    action: 'ask_permission',
    tone: 'warn',
  },
  scope_unknown: {
    title: 'A permission is missing that Keyfob does not know',
    happened: ({ Server, missingScopes }) =>
      missingScopes?.length
        ? `${Server} asks for ${list(missingScopes)}, which Keyfob does not know for this provider and so cannot ask for.`
        : `${Server} asks for a permission that this account has not been given, and does not say which.`,
    advice:
      'If you added this provider yourself, add the permission to it in Settings → Providers, then try again. Otherwise look at this on the provider’s own page.',
    action: 'try_again',
    tone: 'warn',
  },
  resource_not_found: {
    title: 'It is not there',
    happened: ({ Server }) =>
      `${Server} has nothing at this address: it was deleted or moved, or is hidden from this account.`,
    advice: 'Go back and refresh the list.',
    action: 'try_again',
    tone: 'warn',
  },
  resource_refused: {
    title: ({ server }) => `${upperFirst(server)} does not show this`,
    happened:
      'The account is signed in, but it may not see this. That is decided at the provider, not by Keyfob’s permissions.',
    advice: 'Ask whoever manages the team or project for access.',
    action: 'try_again',
    tone: 'warn',
  },
  request_not_accepted: {
    title: ({ server }) => `${upperFirst(server)} did not accept the request`,
    happened: ({ Server }) =>
      `${Server} did not understand or accept what Keyfob asked for. The mistake is not yours, and your access is not affected.`,
    causes: [
      'A mistake in Keyfob, or a change at the provider that Keyfob does not know of.',
      'Something there was changed or deleted in the meantime.',
    ],
    advice: 'Try again. If it keeps happening, include the details below when you report it.',
    action: 'try_again',
    tone: 'warn',
  },
  issuer_mismatch: {
    title: 'The answer came from another server',
    happened:
      'It names a different issuer from the one Keyfob asked, so it was rejected and no code was sent.',
    advice: 'Try again. If it keeps happening, be careful: someone may be trying to mix up two servers.',
    action: 'try_again',
  },
  nonce_mismatch: {
    title: 'The identity belongs to another sign-in',
    happened:
      'The ID token does not carry the number (nonce) that Keyfob gave this attempt, so it was rejected.',
    advice: 'Try again in a fresh tab.',
    action: 'try_again',
  },
  id_token_invalid: {
    title: 'The proof of identity is not valid',
    happened: ({ Server }) =>
      `The ID token that ${Server} sent failed a check: signature, recipient or time. Nothing was stored.`,
    causes: ['The clock of this computer is wrong.', 'The app is registered under another client ID.'],
    advice: 'Check the clock, then try again.',
    action: 'try_again',
  },
  id_token_not_yet_valid: {
    title: 'The proof of identity is dated in the future',
    happened: 'According to this computer the ID token is not valid yet. Its clock is behind.',
    advice: 'Let the system set the clock automatically, then try again.',
    action: 'try_again',
    tone: 'warn',
  },
  identity_mismatch: {
    title: 'Two answers name two people',
    happened: ({ Server }) =>
      `${Server} named one person in the ID token and a different one when asked who that is. Nothing was stored.`,
    advice: 'Try again. If it keeps happening, the provider has a fault.',
    action: 'try_again',
  },
  identity_missing: {
    title: 'Nobody could say who this is',
    happened: ({ Server }) =>
      `${Server} issued tokens, but did not say whose they are, so no account could be added.`,
    advice: 'Connect again and leave the profile permission ticked.',
    action: 'try_again',
  },
  response_invalid: {
    title: ({ server }) => `${upperFirst(server)} gave an answer nobody expects`,
    happened: 'The answer lacks something that the standard requires, or has it in the wrong form.',
    advice: 'Try again. If it keeps happening, the provider has a fault or has changed.',
    action: 'try_again',
  },
  response_not_json: {
    title: 'A web page came back instead of an answer',
    happened: ({ machine }) =>
      `Something between here and ${machine}, or the server itself, sent a page that programs cannot read.`,
    causes: [
      'A network that wants you to sign in first, as in hotels or on trains.',
      'A proxy or a firewall that answered instead.',
      'Maintenance at the provider.',
    ],
    advice: 'Open any page in your browser to see whether the network wants something, then try again.',
    action: 'try_again',
  },
  response_empty: {
    title: ({ server }) => `${upperFirst(server)} answered with nothing`,
    happened: 'The answer had no content, so there was nothing to work with.',
    advice: 'Wait a moment and try again.',
    action: 'try_again',
    tone: 'warn',
  },
  response_too_large: {
    title: 'The answer was too large',
    happened: ({ machine }) =>
      `What ${machine} sent is far larger than such an answer should be, so it was cut off unread.`,
    advice: 'Try again, with a shorter list if possible.',
    action: 'try_again',
  },
  redirect_refused: {
    title: 'The server pointed elsewhere',
    happened: ({ machine, subject }) =>
      `${upperFirst(machine)} answered with a redirect ${subject ? `to ${subject}` : 'where none is allowed'}. Keyfob did not follow it: a token might have gone with it.`,
    advice: 'Check the network for a sign-in page, then try again.',
    action: 'try_again',
  },
  foreign_origin: {
    title: 'The address leads elsewhere',
    happened: ({ host }) =>
      `Keyfob does not go to ${host || 'this address'}: it is not the provider’s own, or not a secure one (https). Nothing was sent there.`,
    advice: 'If you entered the address, check it. What was loaded before is still here.',
    tone: 'warn',
  },
  server_unavailable: {
    title: ({ server }) => `${upperFirst(server)} is not available`,
    happened: ({ machine, status }) =>
      `${upperFirst(machine)} says that it cannot answer right now${status ? ` (status ${status})` : ''}. Your access is not affected.`,
    advice: 'Wait a moment and try again.',
    action: 'try_again',
    tone: 'warn',
  },
  rate_limited: {
    title: 'Too many requests',
    happened: ({ Server, retryAfter }) =>
      retryAfter === undefined
        ? `${Server} asks for a pause before the next request.`
        : `${Server} asks for a pause of ${plural(Math.ceil(retryAfter), 'second')} before the next request.`,
    advice: 'Wait, then try again. Your access is not affected.',
    action: 'try_again',
    tone: 'warn',
  },
  discovery_failed: {
    title: ({ server }) => `${upperFirst(server)} could not be looked up`,
    happened: ({ machine }) =>
      `The page on which ${machine} describes its sign-in is missing or not as it should be.`,
    advice: 'Check the address if you entered it yourself, then try again.',
    action: 'try_again',
  },
  grants_not_safe: {
    title: ({ server }) => `${upperFirst(server)} offers only unsafe sign-ins`,
    happened:
      'It only hands out tokens through the address bar (implicit), or in exchange for your password. Both can leak, and Keyfob does neither.',
    advice: 'Ask the provider to offer authorization with a code and PKCE.',
  },
  flow_not_offered: {
    title: ({ server }) => `${upperFirst(server)} does not offer this kind of sign-in`,
    happened: 'It lists the kinds of sign-in it offers, and this one is not among them.',
    advice: 'Choose another way to sign in.',
    action: 'other_way',
  },
  client_missing: {
    title: ({ server }) => `${upperFirst(server)} needs a client of your own`,
    happened: 'This provider only accepts registered apps, and no client ID is stored here yet.',
    advice: 'Register an app at the provider and enter its client ID.',
    action: 'enter_client',
    tone: 'warn',
  },
  registration_refused: {
    title: ({ server }) => `${upperFirst(server)} did not register Keyfob`,
    happened: 'Keyfob asked to be registered as an app, and the server refused.',
    advice: 'Try again later, or register an app by hand and enter its client ID.',
    action: 'enter_client',
  },
} satisfies Record<string, FailureWords>
