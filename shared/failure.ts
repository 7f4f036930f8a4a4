/**
 * Everything that can go wrong, as one list. Main throws a `Failure` with one of these codes; the window has a
 * sentence, likely causes and a button for each (`renderer/failure-text.ts`), held complete by the compiler.
 */
export const failureCodes = [
  // the border between window and main
  'bad_request',
  'not_found',
  'unexpected',
  'shutting_down',
  'app_locked',
  'policy_forbids',
  // the keychain
  'vault_locked',
  'vault_missing_service',
  'vault_denied',
  'vault_forbidden',
  'vault_gone',
  'vault_unexplained',
  'vault_entry_altered',
  'vault_entry_missing',
  'vault_secret_too_large',
  // the profile on disk
  'disk_full',
  'disk_unwritable',
  'profile_newer',
  'file_damaged',
  // a backup that was chosen to be read
  'backup_unreadable',
  'backup_too_large',
  'backup_damaged',
  'backup_foreign',
  'backup_newer',
  'backup_invalid',
  // a flow that did not finish
  'cancelled',
  'timed_out',
  'replaced',
  'browser_not_opened',
  'loopback_port_in_use',
  'loopback_port_reserved',
  'loopback_unavailable',
  'paste_not_a_redirect',
  'state_mismatch',
  // the sandbox
  'sandbox_unavailable',
  // what an authorization server says (RFC 6749 §4.1.2.1, §5.2; RFC 8628 §3.5; RFC 8707; RFC 9449; OpenID Connect Core §3.1.2.6)
  'access_denied',
  'invalid_request',
  'invalid_client',
  'invalid_grant',
  'invalid_scope',
  'invalid_target',
  'unauthorized_client',
  'unsupported_grant_type',
  'unsupported_response_type',
  'redirect_uri_mismatch',
  'interaction_required',
  'policy_blocked',
  'device_code_expired',
  'server_error',
  'temporarily_unavailable',
  'unknown_server_error',
  'dpop_refused',
  // what a resource server says (RFC 6750 §3.1)
  'invalid_token',
  'insufficient_scope',
  'scope_unknown',
  'resource_not_found',
  'resource_refused',
  'request_not_accepted',
  // what an answer looked like
  'issuer_mismatch',
  'nonce_mismatch',
  'id_token_invalid',
  'id_token_not_yet_valid',
  'identity_mismatch',
  'identity_missing',
  'response_invalid',
  'response_not_json',
  'response_empty',
  'response_too_large',
  'redirect_refused',
  'foreign_origin',
  'server_unavailable',
  'rate_limited',
  // what a server offers
  'discovery_failed',
  'grants_not_safe',
  'flow_not_offered',
  'client_missing',
  'registration_refused',
  // the network
  'name_not_resolved',
  'offline',
  'connection_refused',
  'connection_broken',
  'network_timeout',
  'certificate_self_signed',
  'certificate_expired',
  'certificate_untrusted',
  'tls_failed',
  'proxy_needs_sign_in',
  'proxy_unreachable',
  'authority_file_refused',
  'network_failed',
  // a newer version of Keyfob
  'update_not_found',
  'update_unsigned',
  'update_wrongly_signed',
  'update_invalid',
  'update_unsuitable',
  'update_elsewhere',
  'update_damaged',
  'update_not_installed',
  // an account
  'needs_reconnecting',
  'access_ran_out',
] as const

export type FailureCode = (typeof failureCodes)[number]

/**
 * Non-secret facts a sentence may be built from. Every value is short, plain text; whoever fills one in must not
 * put a token, a code, a verifier or a client secret there.
 */
export interface FailureFacts {
  /** Where in a flow it happened. */
  readonly stage?: FailureStage
  /** Host (and port) that was spoken to. */
  readonly host?: string
  /** The `error` member of the server's answer, cut to 80 characters. */
  readonly serverError?: string
  /** The `error_description` of the server's answer, cut to 300 characters. */
  readonly serverDescription?: string
  /** HTTP status of the answer. */
  readonly status?: number
  /** Seconds the server asked to wait (`Retry-After`). */
  readonly retryAfter?: number
  /** Loopback port, for port conflicts. */
  readonly port?: number
  /** Redirect URI as it was sent. */
  readonly redirectUri?: string
  /** Scopes the server says are missing. */
  readonly missingScopes?: readonly string[]
  /** Seconds this computer's clock is ahead (positive) or behind (negative) of the server's. */
  readonly clockSkew?: number
  /** A person, provider, file, part of Keyfob or field the sentence is about. */
  readonly subject?: string
  /** The likely causes found by looking, most likely first: keys the window has sentences for. */
  readonly likely?: readonly LikelyCause[]
}

export const failureStages = [
  'discovery',
  'registration',
  'pushed_authorization',
  'device_authorization',
  'authorization',
  'redirect',
  'token',
  'device_token',
  'identity',
  'store',
  'renewal',
  'revocation',
  'resource',
] as const
export type FailureStage = (typeof failureStages)[number]

export const likelyCauses = [
  'client_whitespace',
  'client_lookalike',
  'client_secret_regenerated',
  'client_not_registered',
  'client_not_approved',
  'client_incomplete',
  'client_wrong_environment',
  'client_wrong_authentication',
  'client_way_off',
  'code_expired',
  'code_used_twice',
  'device_answer_lost',
  'device_code_foreign',
  'redirect_uri_differs',
  'verifier_differs',
  'refresh_token_expired',
  'refresh_token_revoked',
  'refresh_token_rotated',
  'google_testing_mode',
  'clock_differs',
  'server_busy',
  'captive_portal',
] as const
export type LikelyCause = (typeof likelyCauses)[number]

/** The one error class of Keyfob. `message` is for logs and developers; people get a sentence by `code`. */
export class Failure extends Error {
  readonly code: FailureCode
  readonly facts: FailureFacts
  constructor(
    code: FailureCode,
    message: string,
    options: { readonly cause?: unknown; readonly facts?: FailureFacts } = {},
  ) {
    super(message, options.cause === undefined ? undefined : { cause: options.cause })
    this.name = 'Failure'
    this.code = code
    this.facts = options.facts ?? {}
  }
}

export interface FailureReport {
  readonly code: FailureCode
  readonly message: string
  readonly facts: FailureFacts
}

/** Errors cross IPC in an envelope, since Electron keeps only `message` of a thrown error. */
export type Reply<T> = { readonly ok: true; readonly value: T } | ({ readonly ok: false } & FailureReport)
