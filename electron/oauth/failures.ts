import {
  AuthorizationResponseError,
  ClientError,
  ResponseBodyError,
  WWWAuthenticateChallengeError,
} from 'openid-client'
import {
  Failure,
  type FailureCode,
  type FailureFacts,
  type FailureStage,
  type LikelyCause,
} from '../../shared/failure'

/** What is known around an error and helps to name its cause. */
export interface Circumstance {
  readonly stage: FailureStage
  readonly host?: string | undefined
  /** Seconds this computer is ahead of the server. */
  readonly clockSkew?: number | undefined
  readonly redirectUri?: string
}

/** Error codes of servers (RFC 6749, 8628, 8707, 9449, OpenID Connect Core §3.1.2.6, and common others). */
const serverErrors: Readonly<Record<string, FailureCode>> = {
  access_denied: 'access_denied',
  authorization_declined: 'access_denied',
  user_denied: 'access_denied',
  invalid_request: 'invalid_request',
  invalid_client: 'invalid_client',
  incorrect_client_credentials: 'invalid_client',
  bad_client_secret: 'invalid_client',
  invalid_client_id: 'invalid_client',
  invalid_grant: 'invalid_grant',
  bad_verification_code: 'invalid_grant',
  bad_refresh_token: 'invalid_grant',
  invalid_refresh_token: 'invalid_grant',
  invalid_code: 'invalid_grant',
  code_already_used: 'invalid_grant',
  invalid_scope: 'invalid_scope',
  invalid_target: 'invalid_target',
  unauthorized_client: 'unauthorized_client',
  unsupported_grant_type: 'unsupported_grant_type',
  unsupported_response_type: 'unsupported_response_type',
  redirect_uri_mismatch: 'redirect_uri_mismatch',
  invalid_redirect_uri: 'redirect_uri_mismatch',
  bad_redirect_uri: 'redirect_uri_mismatch',
  interaction_required: 'interaction_required',
  login_required: 'interaction_required',
  consent_required: 'interaction_required',
  account_selection_required: 'interaction_required',
  admin_policy_enforced: 'policy_blocked',
  org_internal: 'policy_blocked',
  expired_token: 'device_code_expired',
  server_error: 'server_error',
  temporarily_unavailable: 'temporarily_unavailable',
  slow_down: 'rate_limited',
  insufficient_scope: 'insufficient_scope',
  invalid_token: 'invalid_token',
  invalid_dpop_proof: 'dpop_refused',
  use_dpop_nonce: 'dpop_refused',
}

const words = [
  [/redirect.?uri/i, 'redirect_uri_mismatch', ['invalid_request', 'invalid_grant', 'unauthorized_client']],
  [
    /AADSTS53003|conditional access|AADSTS50105|policy/i,
    'policy_blocked',
    ['access_denied', 'invalid_grant', 'interaction_required'],
  ],
] as const satisfies readonly (readonly [RegExp, FailureCode, readonly string[]])[]

/** Likely causes by code, most likely first (RFC 6749 §5.2); what the server's words point at comes before. */
const causes: Partial<Record<FailureCode, readonly LikelyCause[]>> = {
  invalid_client: [
    'client_whitespace',
    'client_secret_regenerated',
    'client_lookalike',
    'client_not_approved',
    'client_wrong_environment',
    'client_wrong_authentication',
  ],
  unauthorized_client: ['client_not_approved', 'client_wrong_environment'],
}
const grantCauses: Partial<Record<FailureStage, readonly LikelyCause[]>> = {
  token: ['code_expired', 'code_used_twice', 'redirect_uri_differs', 'verifier_differs'],
  renewal: ['refresh_token_revoked', 'refresh_token_expired', 'refresh_token_rotated'],
}
const hints: readonly (readonly [RegExp, LikelyCause])[] = [
  [/verifier|pkce|challenge/i, 'verifier_differs'],
  [/redirect/i, 'redirect_uri_differs'],
  [/already (been )?(used|consumed)|used twice|consumed/i, 'code_used_twice'],
  [/code.*(expired|not found)/i, 'code_expired'],
  [/revoked/i, 'refresh_token_revoked'],
  [/expired/i, 'refresh_token_expired'],
  [/clock|not yet valid|in the future/i, 'clock_differs'],
]
const skewWorthNaming = 60

/**
 * The one place where the protocol library's errors become ours. The library's errors carry whole answers, tokens
 * included, in `cause`: none of that is kept.
 */
export function translate(error: unknown, circumstance: Circumstance): Failure {
  const known = failureWithin(error)
  if (known) return withFacts(known, circumstance)
  if (error instanceof AuthorizationResponseError) {
    return serverFailure(error.error, error.error_description, undefined, circumstance)
  }
  if (error instanceof ResponseBodyError) {
    return serverFailure(error.error, error.error_description, error.status, circumstance)
  }
  if (error instanceof WWWAuthenticateChallengeError) {
    const parameters = error.cause[0]?.parameters
    return serverFailure(
      parameters?.error ?? 'invalid_token',
      parameters?.error_description,
      error.status,
      circumstance,
    )
  }
  if (error instanceof ClientError) return answerFailure(error, circumstance)
  const name = error instanceof Error ? error.name : typeof error
  return new Failure('unexpected', `${circumstance.stage}: ${name}`, {
    cause: error,
    facts: factsOf(circumstance),
  })
}

export function serverFailure(
  serverError: string,
  description: string | undefined,
  status: number | undefined,
  circumstance: Circumstance,
): Failure {
  const spoken = words.find(
    ([pattern, , codes]) =>
      (codes as readonly string[]).includes(serverError) &&
      pattern.test(description ?? '') &&
      // At the token endpoint RFC 6749 §5.2 puts a differing redirect URI under invalid_grant, with causes of its own.
      !(serverError === 'invalid_grant' && pattern.test('redirect_uri')),
  )
  const code = spoken?.[1] ?? serverErrors[serverError] ?? 'unknown_server_error'
  const likely = likelyCauses(code, description ?? '', circumstance)
  return new Failure(code, `${circumstance.stage}: the server answered ${serverError.slice(0, 80)}`, {
    facts: {
      ...factsOf(circumstance),
      serverError: serverError.slice(0, 80),
      ...(description ? { serverDescription: description.slice(0, 300) } : {}),
      ...(status === undefined ? {} : { status }),
      ...(likely.length === 0 ? {} : { likely }),
    },
  })
}

function likelyCauses(
  code: FailureCode,
  description: string,
  circumstance: Circumstance,
): readonly LikelyCause[] {
  const usual = code === 'invalid_grant' ? (grantCauses[circumstance.stage] ?? []) : (causes[code] ?? [])
  if (usual.length === 0) return usual
  const hinted = hints.filter(([pattern]) => pattern.test(description)).map(([, cause]) => cause)
  const clock: LikelyCause[] =
    Math.abs(circumstance.clockSkew ?? 0) > skewWorthNaming ? ['clock_differs'] : []
  const possible = hinted.filter((cause) => usual.includes(cause) || cause === 'clock_differs')
  return [...new Set([...clock, ...possible, ...usual])]
}

const codesOfTheLibrary: Readonly<Record<string, FailureCode>> = {
  OAUTH_TIMEOUT: 'network_timeout',
  OAUTH_ABORT: 'cancelled',
  OAUTH_PARSE_ERROR: 'response_invalid',
  OAUTH_RESPONSE_IS_NOT_JSON: 'response_not_json',
  OAUTH_RESPONSE_IS_NOT_CONFORM: 'response_invalid',
  OAUTH_INVALID_RESPONSE: 'response_invalid',
  OAUTH_HTTP_REQUEST_FORBIDDEN: 'foreign_origin',
  OAUTH_JWT_USERINFO_EXPECTED: 'response_invalid',
  OAUTH_KEY_SELECTION_FAILED: 'id_token_invalid',
  OAUTH_JWT_TIMESTAMP_CHECK_FAILED: 'id_token_not_yet_valid',
  OAUTH_JWT_CLAIM_COMPARISON_FAILED: 'id_token_invalid',
  OAUTH_JSON_ATTRIBUTE_COMPARISON_FAILED: 'identity_mismatch',
  OAUTH_UNSUPPORTED_OPERATION: 'response_invalid',
  OAUTH_MISSING_SERVER_METADATA: 'flow_not_offered',
}

/** An answer that came, but is not what it should be. */
function answerFailure(error: ClientError, circumstance: Circumstance): Failure {
  const inner = error.cause instanceof Error ? error.cause : undefined
  const message = inner?.message ?? error.message
  const code = refine(codesOfTheLibrary[error.code ?? ''] ?? 'response_invalid', message)
  return new Failure(code, `${circumstance.stage}: ${message}`, { facts: factsOf(circumstance) })
}

function refine(code: FailureCode, message: string): FailureCode {
  if (/"iss" \(issuer\)/.test(message) && code === 'response_invalid') return 'issuer_mismatch'
  if (/"state"/.test(message)) return 'state_mismatch'
  if (/nonce/.test(message)) return 'nonce_mismatch'
  if (/signature|"alg"|JWT|JWS|ID Token|id_token/i.test(message) && code === 'response_invalid')
    return 'id_token_invalid'
  return code
}

function factsOf(circumstance: Circumstance): FailureFacts {
  const { stage, host, clockSkew, redirectUri } = circumstance
  return {
    stage,
    ...(host === undefined ? {} : { host }),
    ...(redirectUri === undefined ? {} : { redirectUri }),
    ...(Math.abs(clockSkew ?? 0) > skewWorthNaming ? { clockSkew: Math.round(clockSkew ?? 0) } : {}),
  }
}

function withFacts(failure: Failure, circumstance: Circumstance): Failure {
  if (failure.facts.stage) return failure
  return new Failure(failure.code, failure.message, {
    cause: failure.cause,
    facts: { ...factsOf(circumstance), ...failure.facts, stage: circumstance.stage },
  })
}

function failureWithin(error: unknown, depth = 0): Failure | undefined {
  if (error instanceof Failure) return error
  return error instanceof Error && depth < 5 ? failureWithin(error.cause, depth + 1) : undefined
}
