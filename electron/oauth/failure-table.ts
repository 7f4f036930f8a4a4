import type { FailureCode, FailureStage, LikelyCause } from '../../shared/failure'

/** Error codes of servers (RFC 6749, 7591, 8628, 8707, 9449, OpenID Connect Core §3.1.2.6, and common others). */
export const serverErrors: ReadonlyMap<string, FailureCode> = new Map([
  ['access_denied', 'access_denied'],
  ['authorization_declined', 'access_denied'],
  ['user_denied', 'access_denied'],
  ['user_cancelled_login', 'access_denied'],
  ['user_cancelled_authorize', 'access_denied'],
  ['invalid_request', 'invalid_request'],
  ['invalid_client', 'invalid_client'],
  ['incorrect_client_credentials', 'invalid_client'],
  ['bad_client_secret', 'invalid_client'],
  ['bad_client_id', 'invalid_client'],
  ['invalid_client_id', 'invalid_client'],
  ['invalid_client_secret', 'invalid_client'],
  ['invalid_grant', 'invalid_grant'],
  ['bad_verification_code', 'invalid_grant'],
  ['bad_refresh_token', 'invalid_grant'],
  ['invalid_refresh_token', 'invalid_grant'],
  ['invalid_code', 'invalid_grant'],
  ['code_already_used', 'invalid_grant'],
  ['invalid_scope', 'invalid_scope'],
  ['invalid_target', 'invalid_target'],
  ['unauthorized_client', 'unauthorized_client'],
  ['unsupported_grant_type', 'unsupported_grant_type'],
  ['unsupported_response_type', 'unsupported_response_type'],
  ['redirect_uri_mismatch', 'redirect_uri_mismatch'],
  ['invalid_redirect_uri', 'redirect_uri_mismatch'],
  ['bad_redirect_uri', 'redirect_uri_mismatch'],
  ['interaction_required', 'interaction_required'],
  ['login_required', 'interaction_required'],
  ['consent_required', 'interaction_required'],
  ['account_selection_required', 'interaction_required'],
  ['admin_policy_enforced', 'policy_blocked'],
  ['org_internal', 'policy_blocked'],
  ['expired_token', 'device_code_expired'],
  ['server_error', 'server_error'],
  ['temporarily_unavailable', 'temporarily_unavailable'],
  ['slow_down', 'rate_limited'],
  ['insufficient_scope', 'insufficient_scope'],
  ['invalid_token', 'invalid_token'],
  ['invalid_dpop_proof', 'dpop_refused'],
  ['use_dpop_nonce', 'dpop_refused'],
])

/** Descriptions that say more than the code beside them. */
export const tellingWords: readonly {
  readonly pattern: RegExp
  readonly with: readonly string[]
  readonly code: FailureCode
  readonly notAt?: FailureStage
}[] = [
  // At the token endpoint a differing redirect URI is `invalid_grant` (RFC 6749 §5.2), which has causes of its own.
  {
    pattern: /redirect.?uri/i,
    with: ['invalid_request', 'unauthorized_client'],
    code: 'redirect_uri_mismatch',
  },
  {
    pattern: /AADSTS53003|AADSTS50105|conditional access|\bpolicy\b/i,
    with: ['access_denied', 'invalid_grant', 'interaction_required'],
    code: 'policy_blocked',
    // There the grant is over, whatever ended it: how often a person has to sign in, say (AADSTS70043).
    notAt: 'renewal',
  },
]

/** Likely causes by code, most likely first (RFC 6749 §5.2); what looking or the server's words point at comes before. */
export const usualCauses: ReadonlyMap<FailureCode, readonly LikelyCause[]> = new Map([
  [
    'invalid_client',
    [
      'client_whitespace',
      'client_secret_regenerated',
      'client_lookalike',
      'client_not_registered',
      'client_not_approved',
      'client_incomplete',
      'client_wrong_environment',
      'client_wrong_authentication',
    ],
  ],
  ['unauthorized_client', ['client_way_off', 'client_not_approved', 'client_wrong_environment']],
  ['temporarily_unavailable', ['server_busy']],
  ['server_unavailable', ['server_busy']],
  ['rate_limited', ['server_busy']],
])

/** The same for `invalid_grant`, which means another thing at each stage. */
export const grantCauses: ReadonlyMap<FailureStage, readonly LikelyCause[]> = new Map([
  ['token', ['code_expired', 'code_used_twice', 'redirect_uri_differs', 'verifier_differs']],
  ['device_token', ['code_expired', 'device_answer_lost', 'device_code_foreign']],
  ['renewal', ['refresh_token_revoked', 'refresh_token_expired', 'refresh_token_rotated']],
])

const usedUp = /already (been )?(used|consumed|redeemed)|used twice|consumed/i

/** Words that go with any refusal (RFC 6749 §5.2 as it stands, and Okta's) point at nothing. */
export const emptyWords =
  /invalid(,| or) expired|expired or invalid|unknown client, no client authentication/i

/** What a description points at, among the causes that are possible. */
export const hints: readonly (readonly [RegExp, LikelyCause])[] = [
  [
    /(client|app\w*)\b.*\b(not found|not registered|not exist|deleted)|unknown client/i,
    'client_not_registered',
  ],
  [/approv|pending|under review/i, 'client_not_approved'],
  [/incomplete|not (fully |yet )?configured/i, 'client_incomplete'],
  [/auth\w*[ _]method|client_secret_\w+|client_assertion|public client/i, 'client_wrong_authentication'],
  [/verifier|pkce|challenge/i, 'verifier_differs'],
  [/redirect/i, 'redirect_uri_differs'],
  [usedUp, 'code_used_twice'],
  [usedUp, 'device_answer_lost'],
  [usedUp, 'refresh_token_rotated'],
  [/another client|issued to/i, 'device_code_foreign'],
  [/code.*(expired|not found)/i, 'code_expired'],
  [/rotat|reuse|stale/i, 'refresh_token_rotated'],
  [/revoked/i, 'refresh_token_revoked'],
  [/expired|not active/i, 'refresh_token_expired'],
  [/clock|not yet valid|in the future/i, 'clock_differs'],
]

/** The protocol library's codes for an answer that came, but is not what it should be. */
export const libraryErrors: ReadonlyMap<string, FailureCode> = new Map([
  ['OAUTH_TIMEOUT', 'network_timeout'],
  ['OAUTH_ABORT', 'cancelled'],
  ['OAUTH_PARSE_ERROR', 'response_invalid'],
  ['OAUTH_RESPONSE_IS_NOT_JSON', 'response_not_json'],
  ['OAUTH_RESPONSE_IS_NOT_CONFORM', 'response_invalid'],
  ['OAUTH_INVALID_RESPONSE', 'response_invalid'],
  ['OAUTH_HTTP_REQUEST_FORBIDDEN', 'foreign_origin'],
  ['OAUTH_REQUEST_PROTOCOL_FORBIDDEN', 'foreign_origin'],
  ['OAUTH_JWT_USERINFO_EXPECTED', 'response_invalid'],
  ['OAUTH_KEY_SELECTION_FAILED', 'id_token_invalid'],
  ['OAUTH_JWT_TIMESTAMP_CHECK_FAILED', 'id_token_invalid'],
  ['OAUTH_JWT_CLAIM_COMPARISON_FAILED', 'id_token_invalid'],
  ['OAUTH_JSON_ATTRIBUTE_COMPARISON_FAILED', 'identity_mismatch'],
  ['OAUTH_UNSUPPORTED_OPERATION', 'response_invalid'],
  ['OAUTH_MISSING_SERVER_METADATA', 'flow_not_offered'],
])

/** What the library's fixed sentences tell beyond its codes; first match wins. */
export const librarySentences: readonly (readonly [RegExp, FailureCode])[] = [
  [/response parameter "iss"|"iss" \(issuer\) response parameter/, 'issuer_mismatch'],
  [/"state"/, 'state_mismatch'],
  [/"nonce"/, 'nonce_mismatch'],
  [/"nbf"/, 'id_token_not_yet_valid'],
  [/signature|"alg"|\bJWT\b|JWS|JWE|"as\.jwks_uri"|ID Token|"id_token"/, 'id_token_invalid'],
]
