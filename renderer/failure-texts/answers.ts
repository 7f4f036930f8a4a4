import { list, plural } from '../format'
import { type FailureWords, upperFirst } from './words'

/** What servers answer, what their answers look like, and what they offer. */
export const failuresOfAnswers = {
  invalid_token: {
    title: 'The access was refused',
    happened: ({ Server }) =>
      `${Server} does not accept the access token any more, and a new one did not help.`,
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
  resource_not_found: {
    title: 'It is not there',
    happened: ({ Server }) =>
      `${Server} knows nothing under this address: it was deleted, moved, or is hidden from this account.`,
    advice: 'Go back and load the list again.',
    action: 'try_again',
    tone: 'warn',
  },
  resource_refused: {
    title: ({ server }) => `${upperFirst(server)} does not show this`,
    happened:
      'The account is signed in, but it may not see this. That is decided at the provider, not by a permission of Keyfob.',
    advice: 'Ask whoever manages the team or project for access.',
    action: 'try_again',
    tone: 'warn',
  },
  issuer_mismatch: {
    title: 'The answer came from another server',
    happened:
      'It names another issuer than the one Keyfob asked, so it was not believed and no code was sent.',
    advice: 'Try again. If it stays, be careful: it can be an attempt to mix up two servers.',
    action: 'try_again',
  },
  nonce_mismatch: {
    title: 'The identity belongs to another sign-in',
    happened:
      'The ID token does not carry the number (nonce) that Keyfob gave this attempt, so it was not believed.',
    advice: 'Try again in a fresh tab.',
    action: 'try_again',
  },
  id_token_invalid: {
    title: 'The proof of identity does not hold',
    happened: ({ Server }) =>
      `The ID token that ${Server} sent failed a check: signature, recipient or time. Nothing was stored.`,
    causes: ['The clock of this computer is wrong.', 'The app is registered under another client id.'],
    advice: 'Check the clock, then try again.',
    action: 'try_again',
  },
  id_token_not_yet_valid: {
    title: 'The proof of identity lies in the future',
    happened: 'According to this computer the ID token is not valid yet. Its clock is behind.',
    advice: 'Set the clock by the network, then try again.',
    action: 'try_again',
    tone: 'warn',
  },
  identity_mismatch: {
    title: 'Two answers name two people',
    happened: ({ Server }) =>
      `${Server} named one person in the ID token and another when asked who that is. Nothing was stored.`,
    advice: 'Try again. If it stays, the provider has a fault.',
    action: 'try_again',
  },
  identity_missing: {
    title: 'Nobody could say who this is',
    happened: ({ Server }) =>
      `${Server} issued tokens, but did not tell whose they are, so no account could be made.`,
    advice: 'Connect again and leave the profile permission ticked.',
    action: 'try_again',
  },
  response_invalid: {
    title: ({ server }) => `${upperFirst(server)} answered in a form nobody expects`,
    happened: 'The answer lacks what the standard demands, or has it in the wrong form.',
    advice: 'Try again. If it stays, the provider has a fault or has changed.',
    action: 'try_again',
  },
  response_not_json: {
    title: 'A web page came back instead of an answer',
    happened: ({ machine }) =>
      `Something between here and ${machine}, or the server itself, sent a page that programs cannot read.`,
    causes: [
      'A network that wants you to sign in first, as in hotels and trains.',
      'A proxy or a firewall that answered in its place.',
      'Maintenance at the provider.',
    ],
    advice: 'Open any page in your browser to see whether the network wants something, then try again.',
    action: 'try_again',
  },
  response_empty: {
    title: ({ server }) => `${upperFirst(server)} answered with nothing`,
    happened: 'The answer had no content, so there was nothing to go by.',
    advice: 'Wait a moment and try again.',
    action: 'try_again',
    tone: 'warn',
  },
  response_too_large: {
    title: 'The answer was too large',
    happened: ({ machine }) =>
      `What ${machine} sent is far beyond what such an answer holds, and was cut off unread.`,
    advice: 'Try again, with a narrower list if there is one.',
    action: 'try_again',
  },
  redirect_refused: {
    title: 'The server pointed elsewhere',
    happened: ({ machine, subject }) =>
      `${upperFirst(machine)} answered with a redirect ${subject ? `to ${subject}` : 'where none may be'}. Keyfob did not follow it: a token might have gone with it.`,
    advice: 'Check the network for a sign-in page, then try again.',
    action: 'try_again',
  },
  foreign_origin: {
    title: 'The next page lies on another server',
    happened: ({ subject }) =>
      `The list continues at ${subject ?? 'an address'} that this provider does not name as its own. Your token is not sent there.`,
    advice: 'What was loaded so far is shown. Nothing was sent to the other server.',
    tone: 'warn',
  },
  server_unavailable: {
    title: ({ server }) => `${upperFirst(server)} is not available`,
    happened: ({ machine, status }) =>
      `${upperFirst(machine)} answered that it cannot serve just now${status ? ` (status ${status})` : ''}. Your access is not touched by that.`,
    advice: 'Wait a moment and try again.',
    action: 'try_again',
    tone: 'warn',
  },
  rate_limited: {
    title: 'Too many requests for now',
    happened: ({ Server, retryAfter }) =>
      retryAfter === undefined
        ? `${Server} asks for a pause before the next request.`
        : `${Server} asks for a pause of ${plural(Math.ceil(retryAfter), 'second')} before the next request.`,
    advice: 'Wait, then try again. Your access is not touched by that.',
    action: 'try_again',
    tone: 'warn',
  },
  discovery_failed: {
    title: ({ server }) => `${upperFirst(server)} could not be looked up`,
    happened: ({ machine }) =>
      `The page on which ${machine} describes its sign-in is missing or does not read as it should.`,
    advice: 'Check the address if you entered it yourself, then try again.',
    action: 'try_again',
  },
  grants_not_safe: {
    title: ({ server }) => `${upperFirst(server)} offers only unsafe ways in`,
    happened:
      'It only hands tokens through the address bar (implicit) or for your password typed into an app. Both can leak, and Keyfob does neither.',
    advice: 'Ask the provider to offer authorization with a code and PKCE.',
  },
  flow_not_offered: {
    title: ({ server }) => `${upperFirst(server)} does not offer this way in`,
    happened: 'It lists the kinds of sign-in it knows, and this one is not among them.',
    advice: 'Choose another way in.',
    action: 'other_way',
  },
  client_missing: {
    title: ({ server }) => `${upperFirst(server)} needs a client of your own`,
    happened:
      'This provider only deals with apps that are registered with it, and no client id is stored here yet.',
    advice: 'Register an app at the provider and enter its client id.',
    action: 'enter_client',
    tone: 'warn',
  },
  registration_refused: {
    title: ({ server }) => `${upperFirst(server)} did not register Keyfob`,
    happened: 'Keyfob asked to be registered as an app, and the server turned that down.',
    advice: 'Try again later, or register an app by hand and enter its client id.',
    action: 'enter_client',
  },
} satisfies Record<string, FailureWords>
