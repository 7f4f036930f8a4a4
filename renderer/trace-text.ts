import type { TraceKind, TraceMessage } from '../shared/flow-trace'
import { lengthInWords } from './format'

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
    explanation: 'Keyfob introduces itself and gets a client id, without anyone filling in a form.',
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
    explanation: 'The tokens are stored. From here on only Keyfob’s inner part can use them.',
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
    title: 'Revocation taken',
    explanation: 'The server answers. Whether the token is really dead is tried next.',
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

const parameterText = new Map(
  Object.entries({
    response_type: 'what the browser brings back: a one-time code, never a token',
    response_mode: 'how the browser brings the answer back',
    client_id: 'who is asking; not a secret',
    client_secret: 'proves which app is asking; from the keychain',
    client_name: 'the name you read on the consent page',
    client_assertion: 'a signed statement in place of a client secret',
    client_assertion_type: 'the kind of that statement',
    redirect_uri: 'where the answer goes; must be the same each time, letter by letter',
    redirect_uris: 'the only addresses that may get an answer',
    scope: 'the permissions, separated by spaces',
    scopes: 'the permissions, separated by spaces',
    state: 'a mark of this attempt: an answer without it is not believed',
    nonce: 'a number that must come back inside the proof of identity',
    code_challenge: 'a fingerprint of a number only Keyfob knows (PKCE)',
    code_challenge_method: 'how the fingerprint is made: SHA-256',
    code_verifier: 'proves that the asker and the trader are the same: a stolen code is useless without it',
    code: 'works once, for ten minutes at most',
    iss: 'which server answers, so that two cannot be mixed up',
    session_state: 'a mark of the browser session; Keyfob does not use it',
    error: 'what the server objects to, as a word of the standard',
    error_description: 'the same in the server’s own words',
    error_uri: 'a page about the error',
    grant_type: 'what is being traded in',
    access_token: 'opens the account, until it runs out or is revoked',
    refresh_token: 'gets the next access token without asking you again',
    id_token: 'a signed statement of who you are',
    token_type: 'how the access token is shown to the API',
    expires_in: 'how many seconds the access token lives',
    refresh_token_expires_in: 'how many seconds the refresh token lives',
    token: 'the token that is to be ended',
    token_type_hint: 'which kind of token that is',
    prompt: 'what the page should ask even if it knows you',
    login_hint: 'who probably signs in, to save typing',
    access_type: 'asks for access that can be renewed while you are away',
    include_granted_scopes: 'keeps what you allowed before',
    user_scope: 'the permissions asked for in the name of the person',
    team: 'the workspace that is meant',
    organization: 'the organisation that is meant',
    owner: 'whether the access is for a person or a workspace',
    actor: 'whether the app acts as the person or as itself',
    token_access_type: 'asks for access that can be renewed while you are away',
    force_reapprove: 'asks for the permissions again even if they were given before',
    force_reauthentication: 'asks you to sign in even if the browser still knows you',
    show_dialog: 'shows the consent page even if it was answered before',
    allow_signup: 'whether the page offers to open a new account',
    login: 'which login is expected to sign in',
    resource: 'the service the token is for',
    audience: 'the service the token is for',
    request_uri: 'reference to the request that was sent ahead',
    device_code: 'Keyfob asks with it whether you have allowed it',
    user_code: 'the code you enter; made to be read aloud',
    verification_uri: 'the page on which you enter the code',
    verification_uri_complete: 'the same page with the code filled in',
    interval: 'how many seconds to wait between two questions',
    authorization: 'the access token, in the only place where it belongs',
    dpop: 'proof that the token is used by the computer it was issued to',
    dpop_jkt: 'fingerprint of this computer’s key',
    'dpop-nonce': 'a number of the server’s that the next proof must carry',
    'www-authenticate': 'why the token was refused',
    'retry-after': 'how long to wait before asking again',
    issuer: 'the server’s own name; must be the one that was asked',
    sub: 'the account’s id; stays the same when names change',
    name: 'what to call the person',
    preferred_username: 'the person’s login name',
    email: 'shown to you; never used to tell accounts apart',
    picture: 'a small picture, fetched by Keyfob itself',
    token_endpoint_auth_method: 'how Keyfob proves which app it is',
    grant_types: 'the ways in that Keyfob may use',
    response_types: 'the answers Keyfob may ask for',
    application_type: 'what kind of app Keyfob is',
    authorization_endpoint: 'where the browser is sent',
    token_endpoint: 'where codes are traded for tokens',
    revocation_endpoint: 'where tokens are ended',
    userinfo_endpoint: 'where to ask who it is',
    pushed_authorization_request_endpoint: 'where a request can be sent ahead',
    device_authorization_endpoint: 'where to ask for a code',
    registration_endpoint: 'where apps introduce themselves',
    jwks_uri: 'the server’s public keys',
    kept: 'where the tokens are kept',
    entries: 'how many keychain entries there are',
  }),
)

/** What a parameter is for; one that nobody explained is the server's own. */
export function explainParameter(name: string): string {
  return parameterText.get(name.toLowerCase()) ?? 'an addition of this provider’s own'
}

/** The small line below an arrow: the one or two facts of this message worth a glance. */
export function noteOfMessage({ kind, parameters, request, status }: TraceMessage): string | undefined {
  const value = (name: string) => parameters.find((parameter) => parameter.name === name)?.value
  const has = (name: string) => value(name) !== undefined
  const answer = status === undefined ? undefined : String(status)
  switch (kind) {
    case 'discovery':
      return answer
    case 'authorization_request':
      return join([
        has('code_challenge') && 'S256 challenge',
        has('state') && 'state',
        has('request_uri') && 'reference',
      ])
    case 'redirect':
      return value('error') ?? join([has('code') && 'code', has('state') && 'state', has('iss') && 'iss'])
    case 'token_request':
      return join(
        [has('code') && 'code', has('code_verifier') && 'verifier', has('device_code') && 'device code'],
        ' + ',
      )
    case 'token_response':
    case 'renewal_response': {
      const seconds = Number(value('expires_in'))
      const lives = seconds > 0 ? `good for ${lengthInWords(seconds * 1_000)}` : undefined
      return value('error') ?? join([answer, lives])
    }
    default:
      return request === undefined ? (value('error') ?? answer) : shortRequest(request)
  }
}

/** "POST https://example.com/a/b" as "POST /a/b". */
function shortRequest(request: string): string {
  return request.replace(/https?:\/\/[^/\s]+/, '') || request
}

function join(parts: readonly (string | false | undefined)[], between = ', '): string | undefined {
  const told = parts.filter(Boolean)
  return told.length === 0 ? undefined : told.join(between)
}
