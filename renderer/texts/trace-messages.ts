import type { FlowPurpose, TraceKind } from '../../shared/flow-trace'

interface KindWords {
  /** Above the arrow. */
  readonly title: string
  readonly explanation: string
}

/** Each message of a flow: what it is called and why it is sent. */
export const traceKindText: Readonly<Record<TraceKind, KindWords>> = {
  discovery: {
    title: 'Look up the server',
    explanation:
      'Keyfob reads the page on which the server describes itself: where to ask, and what it can do.',
  },
  registration: {
    title: 'Register Keyfob',
    explanation: 'Keyfob introduces itself and gets a client ID, without anyone filling in a form.',
  },
  pushed_authorization_request: {
    title: 'Request, sent ahead',
    explanation:
      'The request goes to the server directly, so that the browser carries only a reference to it.',
  },
  pushed_authorization_response: {
    title: 'Reference to the request',
    explanation:
      'The server keeps the request and names it. The browser shows nothing that could be changed.',
  },
  authorization_request: {
    title: 'Authorization request',
    explanation: 'Keyfob opens the provider’s own page in your browser and says what it would like to see.',
  },
  authorization_decision: {
    title: 'Your decision',
    explanation:
      'You sign in with the provider and allow or deny. Keyfob sees neither your password nor that page.',
  },
  redirect: {
    title: 'Redirect with the answer',
    explanation: 'The browser hands the answer to Keyfob, on an address that only this computer can reach.',
  },
  device_authorization_request: {
    title: 'Ask for a code',
    explanation: 'Keyfob asks for a short code that you can enter on any device.',
  },
  device_authorization_response: {
    title: 'Codes for you and for Keyfob',
    explanation: 'One short code for you to enter, and a long one with which Keyfob asks whether you did.',
  },
  user_code_shown: {
    title: 'Code shown',
    explanation: 'You read the code here and enter it on the provider’s page.',
  },
  intercepted_code_request: {
    title: 'A thief’s request',
    explanation:
      'Keyfob plays a thief who saw the code go by and asks for its tokens: first without a verifier, then with one it made up.',
  },
  intercepted_code_response: {
    title: 'Answer to the thief',
    explanation:
      'The server compares the fingerprint of the verifier with the challenge that the sign-in began with, and refuses what does not fit.',
  },
  token_request: {
    title: 'Token request',
    explanation:
      'Keyfob trades what it has for tokens, directly with the server. Your browser never sees them.',
  },
  token_response: {
    title: 'Tokens',
    explanation: 'The server issues the tokens. They go to the keychain before anything uses them.',
  },
  identity_request: {
    title: 'Who is it?',
    explanation: 'Keyfob uses the new access token for the first time, to learn whose account this is.',
  },
  identity_response: {
    title: 'Who it is',
    explanation:
      'The server names the account, by an id that stays the same when the e-mail address changes.',
  },
  stored: {
    title: 'Locked away',
    explanation:
      'The tokens are stored. From now on, only the part of Keyfob that talks to the provider can use them.',
  },
  renewal_request: {
    title: 'Renewal request',
    explanation: 'The access token is about to run out. Keyfob asks for a new one with the refresh token.',
  },
  renewal_response: {
    title: 'New tokens',
    explanation:
      'The server issues a new access token, and often a new refresh token that replaces the old one.',
  },
  revocation_request: {
    title: 'Revocation request',
    explanation: 'Keyfob asks the server to end the access that this token gives.',
  },
  revocation_response: {
    title: 'Answer to the revocation',
    explanation: 'The server answers. Whether the token is really dead is tested next.',
  },
  proof_request: {
    title: 'Try the old token',
    explanation: 'Keyfob uses the revoked token on purpose: a server that keeps its word refuses it now.',
  },
  proof_response: {
    title: 'Answer to the old token',
    explanation: 'A refusal here is the proof that the access has ended.',
  },
  erased: {
    title: 'Erased here',
    explanation: 'The keychain entries are gone, and the account is forgotten on this computer.',
  },
}

/** What means something else where a code is tried on purpose: nothing of it is kept. */
const interceptionText: { readonly [Kind in TraceKind]?: string } = {
  redirect:
    'The code is in this address. Suppose that somebody saw it: another program, a log, someone behind you.',
  token_request: 'Keyfob sends the same code once more, now with the verifier that it has kept to itself.',
  token_response: 'The code was good all along. What the server issues is kept nowhere and revoked next.',
}

export function explainMessage(kind: TraceKind, purpose: FlowPurpose): string {
  const other = purpose === 'interception' ? interceptionText[kind] : undefined
  return other ?? traceKindText[kind].explanation
}
