import type { TraceParameter } from '../../shared/flow-trace'
import { credentialsIn } from '../support/credentials'
import { redactText } from '../support/redact'

/** Parameters whose values may be shown. Whatever is not named here is masked: an allow list, not a deny list. */
const shown = new Set([
  'response_type',
  'response_mode',
  'client_id',
  'client_name',
  'application_type',
  'redirect_uri',
  'redirect_uris',
  'scope',
  'user_scope',
  'grant_type',
  'grant_types',
  'response_types',
  'token_type',
  'token_type_hint',
  'token_endpoint_auth_method',
  'expires_in',
  'interval',
  'user_code',
  'verification_uri',
  'code_challenge_method',
  'prompt',
  'login_hint',
  'access_type',
  'audience',
  'resource',
  'iss',
  'error',
  'error_description',
  'error_uri',
  'sub',
  'name',
  'preferred_username',
  'email',
  'email_verified',
])
const longestShown = 500
/** Shorter values are too common to look for in other text. */
const shortestSecret = 8

export interface Mask {
  /** Shows or masks a parameter, and remembers what was masked. */
  parameter(name: string, value: string): TraceParameter
  /** Takes everything that was masked before out of a text of the server's. */
  clean(text: string): string
}

/** One per flow: a server that echoes a code or a token in its error text does not get it into a trace. */
export function createMask(): Mask {
  const secrets = new Set<string>()
  const clean = (text: string) => {
    let cleaned = text
    for (const secret of secrets) cleaned = cleaned.replaceAll(secret, '••••')
    return redactText(cleaned)
  }
  return {
    parameter(name, value) {
      if (shown.has(name)) return { name, value: clean(value).slice(0, longestShown), masked: false }
      for (const each of name === 'authorization' ? credentialsIn(value) : [value])
        if (each.length >= shortestSecret) secrets.add(each)
      return { name, value: `•••• ${value.length} characters`, masked: true }
    },
    clean,
  }
}
