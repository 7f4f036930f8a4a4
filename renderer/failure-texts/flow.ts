import { list } from '../format'
import { type FailureWords, upperFirst } from './words'

/** What an authorization server says, and how a flow can end before it says anything. */
export const failuresOfFlows = {
  cancelled: {
    title: 'Cancelled',
    happened: 'You stopped it before it was finished. Nothing was stored.',
    advice: 'If the sign-in page is still open in your browser, you can close it.',
    action: 'try_again',
    tone: 'warn',
  },
  timed_out: {
    title: 'Nobody answered in time',
    happened: 'Keyfob waited for you to allow it in the browser until the time was up. Nothing was stored.',
    causes: [
      'The page was closed or left open.',
      'It was finished in a browser on another machine, and the answer cannot reach this one.',
    ],
    advice: 'Try again. If you finish on another machine, paste the address you end up on here.',
    action: 'try_again',
    tone: 'warn',
  },
  replaced: {
    title: 'A newer attempt took over',
    happened: 'You started to connect this provider again, which ended this attempt.',
    advice: 'Continue on the page that opened last.',
    tone: 'warn',
  },
  paste_not_a_redirect: {
    title: 'That is not the address the browser ended up on',
    happened:
      'This is not the answer to this sign-in: the address is a different one, or lacks the code and state.',
    advice:
      'After you allow it, copy the whole address from the address bar, even if the page could not load.',
    action: 'try_again',
    tone: 'warn',
  },
  state_mismatch: {
    title: 'The answer belongs to another sign-in',
    happened: 'It does not carry the mark (state) that Keyfob gave this attempt, so it was rejected.',
    causes: ['An old tab from an earlier attempt.', 'Another site trying to slip in its own answer.'],
    advice: 'Close old sign-in tabs and try again.',
    action: 'try_again',
  },
  access_denied: {
    title: 'It was not allowed',
    happened: ({ Server }) =>
      `${Server} says that the request was declined: by you, or by a rule of your organisation.`,
    advice: 'If that was a mistake, try again and choose Allow. Nothing was stored.',
    action: 'try_again',
    tone: 'warn',
  },
  invalid_request: {
    title: ({ server }) => `${upperFirst(server)} does not accept the request`,
    happened: 'It says that something in the request is missing, duplicated or malformed.',
    advice:
      'This is most likely a fault in how Keyfob describes this provider. The details show what the server said.',
    action: 'try_again',
  },
  invalid_client: {
    title: ({ server }) => `${upperFirst(server)} does not know this client`,
    happened: 'The client ID or the client secret was rejected.',
    advice:
      'Compare both, character by character, with the page where the app is registered, and enter them again.',
    action: 'enter_client',
  },
  invalid_grant: {
    title: 'The sign-in is no longer valid',
    happened: ({ Server, stage }) => {
      if (stage === 'renewal')
        return `${Server} refused to renew the access. It will not start working again by itself.`
      return stage === 'device_token'
        ? `${Server} refused to give tokens for the code that you entered.`
        : `${Server} refused to exchange the browser’s answer for tokens.`
    },
    advice: 'Connect again. The account keeps its name and settings.',
    action: 'reconnect',
  },
  invalid_scope: {
    title: 'A permission was refused',
    happened: ({ Server, missingScopes }) =>
      missingScopes?.length
        ? `${Server} does not offer this app ${list(missingScopes)}.`
        : `${Server} does not offer this app one of the requested permissions.`,
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
    title: 'This app may not sign in this way',
    happened: ({ Server }) => `${Server} knows the client, but does not let it sign in like this.`,
    causes: [
      'This kind of sign-in is not switched on where the app is registered.',
      'The app is still waiting for approval.',
    ],
    advice: 'Switch it on at the provider, or choose another way to sign in.',
    action: 'other_way',
  },
  unsupported_grant_type: {
    title: ({ server }) => `${upperFirst(server)} does not offer this kind of sign-in`,
    happened: 'The server does not support the kind of sign-in that was tried.',
    advice: 'Choose another way to sign in.',
    action: 'other_way',
  },
  unsupported_response_type: {
    title: ({ server }) => `${upperFirst(server)} does not answer with a code`,
    happened:
      'Keyfob only signs in with a one-time code, which is the safe way, and this server does not offer it to this app.',
    advice: 'Choose another way to sign in, or change the kind of app at the provider.',
    action: 'other_way',
  },
  redirect_uri_mismatch: {
    title: 'The return address is not registered',
    happened: ({ Server, redirectUri }) =>
      `${Server} only answers to addresses registered beforehand${redirectUri ? `, and ${redirectUri} is not among them` : ''}. They must match exactly.`,
    causes: [
      'A slash, a port, a path or http/https that differs.',
      'localhost instead of 127.0.0.1, or the other way round.',
    ],
    advice: 'Add exactly this address where the app is registered, then try again.',
    action: 'try_again',
  },
  interaction_required: {
    title: ({ server }) => `${upperFirst(server)} needs you`,
    happened: 'It asks you to sign in, choose an account or agree again before it continues.',
    advice: 'Try again and finish what the page asks for.',
    action: 'try_again',
    tone: 'warn',
  },
  policy_blocked: {
    title: 'Your organisation does not allow this',
    happened: ({ Server }) => `${Server} applied a rule of your organisation and stopped the sign-in.`,
    causes: ['Signing in with a code is often forbidden.', 'An administrator may have to approve the app.'],
    advice: 'Try signing in with the browser, or ask your administrator to approve Keyfob.',
    action: 'other_way',
  },
  device_code_expired: {
    title: 'The code has expired',
    happened: 'Nobody entered it while it was valid. Nothing was stored.',
    advice: 'Get a new code; the old one no longer works.',
    action: 'new_code',
    tone: 'warn',
  },
  server_error: {
    title: ({ server }) => `${upperFirst(server)} had an internal error`,
    happened: 'It says that something went wrong on its side.',
    advice: 'Wait a moment and try again.',
    action: 'try_again',
    tone: 'warn',
  },
  temporarily_unavailable: {
    title: ({ server }) => `${upperFirst(server)} is busy`,
    happened: 'It asks you to come back later: it is overloaded or under maintenance.',
    advice: 'Wait a moment and try again.',
    action: 'try_again',
    tone: 'warn',
  },
  unknown_server_error: {
    title: ({ server }) => `${upperFirst(server)} said no`,
    happened: ({ serverDescription }) =>
      serverDescription
        ? `Its reason, in its own words: “${serverDescription}”`
        : 'It gave a reason that is not part of the standard; see the details.',
    advice: 'Try again. If it keeps happening, look up the reason in the provider’s documentation.',
    action: 'try_again',
  },
  dpop_refused: {
    title: 'The proof of possession was rejected',
    happened: ({ Server }) =>
      `The tokens are tied to a key on this computer (DPoP), and ${Server} did not accept the proof made with it.`,
    causes: ['The clock of this computer is wrong.', 'The key was replaced or restored from an old copy.'],
    advice: 'Let the system set the clock automatically. If it keeps happening, reconnect.',
    action: 'reconnect',
  },
  needs_reconnecting: {
    title: 'This account needs reconnecting',
    happened: ({ Server }) => `${Server} ended the access, and it cannot be renewed without you.`,
    advice: 'Reconnect: the account keeps its name and settings.',
    action: 'reconnect',
  },
  access_ran_out: {
    title: 'The access has run out',
    happened: ({ Server }) => `${Server} gave it for a limited time, and nothing that renews it.`,
    advice: 'Reconnect: the account keeps its name and settings.',
    action: 'reconnect',
  },
} satisfies Record<string, FailureWords>
