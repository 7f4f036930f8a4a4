import { field, present } from '../support/field'
import type { Dialect } from './oauth-client'

type Members = Readonly<Record<string, unknown>>

/**
 * A token answer as RFC 6749 §5.1 has it, so that the protocol library sees one form only: members at the top,
 * `token_type` in lower case, `expires_in` a number of seconds, scopes separated by spaces. Other members stay.
 */
export function standardTokenAnswer(members: Members, dialect: Dialect): Members {
  const paths = dialect.tokenAnswer ?? {}
  // A renewal may be answered at the top where the first answer was nested: all of it is taken from one place.
  const isWhereExpected = field(members, paths.access_token ?? 'access_token') !== undefined
  const at = (name: keyof typeof paths) => field(members, (isWhereExpected && paths[name]) || name)
  const tokenType = at('token_type')
  return present({
    ...members,
    access_token: at('access_token'),
    // Not every server sends it; a token without a type is used as a bearer token by everyone.
    token_type:
      typeof tokenType === 'string' && !isBearer(tokenType, dialect) ? tokenType.toLowerCase() : 'bearer',
    expires_in: positiveNumber(at('expires_in')),
    refresh_token: at('refresh_token') || undefined,
    id_token: at('id_token') || undefined,
    scope: scopeText(at('scope'), dialect),
  })
}

/** Seconds. Nobody types a code in for longer, and timers count no further than 24 days. */
const longestWait = 24 * 60 * 60

/**
 * A device authorization answer as RFC 8628 §3.2 has it, its times no longer than a day; some servers still say
 * `verification_url`.
 */
export function standardDeviceAnswer(members: Members): Members {
  const { verification_uri, verification_url, verification_uri_complete, verification_url_complete } = members
  return present({
    ...members,
    verification_uri: verification_uri ?? verification_url,
    verification_uri_complete: verification_uri_complete ?? verification_url_complete,
    expires_in: waitIn(members.expires_in),
    interval: waitIn(members.interval),
  })
}

function waitIn(value: unknown): number | undefined {
  const seconds = positiveNumber(value)
  return seconds === undefined ? undefined : Math.min(seconds, longestWait)
}

function positiveNumber(value: unknown): number | undefined {
  const number = typeof value === 'string' ? Number.parseFloat(value) : value
  return typeof number === 'number' && Number.isFinite(number) && number > 0 ? number : undefined
}

function isBearer(tokenType: string, { bearerNames = [] }: Dialect): boolean {
  return tokenType === '' || bearerNames.includes(tokenType.toLowerCase())
}

function scopeText(value: unknown, dialect: Dialect): string | undefined {
  const { answeredScopeSeparator, answeredScopeNames = {}, unansweredScopes = [] } = dialect
  const names = Array.isArray(value)
    ? value
    : typeof value === 'string'
      ? value.split(answeredScopeSeparator ?? ' ')
      : undefined
  if (!names) return undefined
  const answered = names
    .filter((name): name is string => typeof name === 'string')
    .map((name) => name.trim())
    .filter((name) => name !== '')
    .map((name) => answeredScopeNames[name] ?? name)
  return [...new Set([...answered, ...unansweredScopes])].join(' ')
}
