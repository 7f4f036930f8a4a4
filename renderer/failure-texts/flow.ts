import { list } from '../format'
import { type FailureWords, upperFirst } from './words'

/** What an authorization server says, and how a flow can end before it says anything. */
export const failuresOfFlows = {
  cancelled: {
    title: 'Cancelled',
    happened: 'You stopped before it was finished. Nothing was stored.',
    advice: 'If the sign-in page is still open in your browser, close it: it leads nowhere now.',
    action: 'try_again',
    tone: 'warn',
  },
  timed_out: {
    title: 'Nobody answered in time',
    happened:
      'Keyfob waited for you to allow it in the browser, and stopped when the time was up. Nothing was stored.',
    causes: [
      'The page was closed or left open.',
      'It was finished in a browser on another machine, whose answer cannot reach this one.',
    ],
    advice: 'Try again. In another browser or on another machine, paste back the address you ended on.',
    action: 'try_again',
    tone: 'warn',
  },
  replaced: {
    title: 'A newer attempt took over',
    happened: 'You started to connect this provider again, which ended this attempt.',
    advice: 'Go on in the page that opened last.',
    tone: 'warn',
  },
  paste_not_a_redirect: {
    title: 'That is not the address the browser ended on',
    happened:
      'The text is not the answer of this sign-in: it has another address, or lacks its code and state.',
    advice:
      'Copy the whole address from the address bar after you allowed it, also if the page could not load.',
    action: 'try_again',
    tone: 'warn',
  },
  state_mismatch: {
    title: 'The answer belongs to another sign-in',
    happened: 'It does not carry the mark (state) that Keyfob gave this attempt, so it was not believed.',
    causes: ['An old tab from an earlier attempt.', 'Another site trying to slip its own answer in.'],
    advice: 'Close old sign-in tabs and try again.',
    action: 'try_again',
  },
  other_person: {
    title: 'Someone else signed in',
    happened: ({ subject, server }) =>
      `${subject ?? 'Another person'} allowed it at ${server}, not the person this account belongs to. Nothing was replaced.`,
    advice: 'Sign in as the right person, or connect the other one as an account of its own.',
    action: 'try_again',
    tone: 'warn',
  },
  access_denied: {
    title: 'It was not allowed',
    happened: ({ Server }) =>
      `${Server} says that the request was turned down: by you, or by a rule of your organisation.`,
    advice: 'If that was a slip, try again and choose Allow. Nothing was stored.',
    action: 'try_again',
    tone: 'warn',
  },
  invalid_request: {
    title: ({ server }) => `${upperFirst(server)} does not accept the request`,
    happened: 'It says that something in the request is missing, doubled or malformed.',
    advice:
      'This is most likely a fault in how Keyfob describes this provider. The details say what the server named.',
    action: 'try_again',
  },
  invalid_client: {
    title: ({ server }) => `${upperFirst(server)} does not know this client`,
    happened: 'The client id or the client secret was turned down.',
    advice:
      'Compare both, letter by letter, with the page where the app is registered, and enter them again.',
    action: 'enter_client',
  },
  invalid_grant: {
    title: 'The sign-in is no longer valid',
    happened: ({ Server, stage }) =>
      stage === 'renewal'
        ? `${Server} refused to renew the access. It will not work again by itself.`
        : `${Server} refused to trade the answer of the browser for tokens.`,
    advice: 'Connect once more. The account keeps its name and settings.',
    action: 'reconnect',
  },
  invalid_scope: {
    title: 'A permission was turned down',
    happened: ({ Server, missingScopes }) =>
      missingScopes?.length
        ? `${Server} does not offer ${list(missingScopes)} to this app.`
        : `${Server} does not offer one of the permissions that were asked for to this app.`,
    causes: ['The permission was renamed or withdrawn.', 'The app is not registered for it.'],
    advice: 'Connect again with fewer permissions.',
    action: 'other_way',
  },
  invalid_target: {
    title: ({ server }) => `${upperFirst(server)} does not issue tokens for that service`,
    happened: 'Keyfob named the service the token is meant for, and the server does not know it.',
    advice: 'Check the service address in the provider description.',
    action: 'try_again',
  },
  unauthorized_client: {
    title: 'This app may not use this way in',
    happened: ({ Server }) => `${Server} knows the client, but does not let it sign in like this.`,
    causes: [
      'The way in is not switched on where the app is registered.',
      'The app still waits for approval.',
    ],
    advice: 'Switch it on at the provider, or choose another way in.',
    action: 'other_way',
  },
  unsupported_grant_type: {
    title: ({ server }) => `${upperFirst(server)} does not offer this way in`,
    happened: 'The server does not know the kind of sign-in that was tried.',
    advice: 'Choose another way in.',
    action: 'other_way',
  },
  unsupported_response_type: {
    title: ({ server }) => `${upperFirst(server)} does not answer with a code`,
    happened:
      'Keyfob only signs in with a one-time code, which is the safe way, and this server does not offer it to this app.',
    advice: 'Choose another way in, or change the kind of app at the provider.',
    action: 'other_way',
  },
  redirect_uri_mismatch: {
    title: 'The return address is not registered',
    happened: ({ Server, redirectUri }) =>
      `${Server} only answers to addresses it was told before${redirectUri ? `, and ${redirectUri} is not among them` : ''}. They are compared letter by letter.`,
    causes: [
      'A slash, a port, a path or http/https that differs.',
      'localhost in place of 127.0.0.1, or the other way round.',
    ],
    advice: 'Add exactly this address where the app is registered, then try again.',
    action: 'try_again',
  },
  interaction_required: {
    title: ({ server }) => `${upperFirst(server)} wants to see you`,
    happened: 'It asks you to sign in, to choose an account or to agree once more before it goes on.',
    advice: 'Try again and finish what the page asks for.',
    action: 'try_again',
    tone: 'warn',
  },
  policy_blocked: {
    title: 'Your organisation does not allow this',
    happened: ({ Server }) => `${Server} applied a rule of your organisation and stopped the sign-in.`,
    causes: ['Codes for devices are often forbidden.', 'Apps may have to be approved by an administrator.'],
    advice: 'Try signing in with the browser, or ask your administrator to approve Keyfob.',
    action: 'other_way',
  },
  device_code_expired: {
    title: 'The code has run out',
    happened: 'Nobody entered it while it was valid. Nothing was stored.',
    advice: 'Get a new code; the old one is dead.',
    action: 'new_code',
    tone: 'warn',
  },
  server_error: {
    title: ({ server }) => `${upperFirst(server)} had a fault of its own`,
    happened: 'It says that something went wrong on its side.',
    advice: 'Wait a moment and try again.',
    action: 'try_again',
    tone: 'warn',
  },
  temporarily_unavailable: {
    title: ({ server }) => `${upperFirst(server)} is busy`,
    happened: 'It asks to come back later: it is overloaded or under maintenance.',
    advice: 'Wait a moment and try again.',
    action: 'try_again',
    tone: 'warn',
  },
  unknown_server_error: {
    title: ({ server }) => `${upperFirst(server)} said no`,
    happened: ({ serverDescription }) =>
      serverDescription
        ? `Its reason, in its own words: “${serverDescription}”`
        : 'It gave a reason that is not part of the standard; the details have it.',
    advice: 'Try again. If it stays, look up the reason in the documentation of the provider.',
    action: 'try_again',
  },
  dpop_refused: {
    title: 'The proof of possession was turned down',
    happened: ({ Server }) =>
      `The tokens are tied to a key of this computer (DPoP), and ${Server} did not accept the proof made with it.`,
    causes: ['The clock of this computer is wrong.', 'The key was replaced or restored from an old copy.'],
    advice: 'Set the clock by the network. If it stays, reconnect.',
    action: 'reconnect',
  },
  needs_reconnecting: {
    title: 'This account needs reconnecting',
    happened: ({ Server }) => `${Server} ended the access, and it cannot be renewed without you.`,
    advice: 'Reconnect: the account keeps its name and settings.',
    action: 'reconnect',
  },
} satisfies Record<string, FailureWords>
