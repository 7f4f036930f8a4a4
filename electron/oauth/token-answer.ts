import { Failure } from '../../shared/failure'
import { field, isRecord } from '../support/field'
import { retryAfterSeconds } from '../support/retry-after'
import type { Dialect } from './oauth-client'

/**
 * Reads a token endpoint's answer in whatever dialect it came and gives it back as RFC 6749 §5 has it, so that the
 * protocol library sees one form only: JSON, `error` with a 4xx, `token_type`, scopes separated by spaces.
 *
 * Throws `response_empty`, `response_not_json`, `response_invalid`, `server_unavailable` or `rate_limited`.
 */
export async function readTokenAnswer(
  response: Response,
  dialect: Dialect,
): Promise<{ readonly status: number; readonly members: Readonly<Record<string, unknown>> }> {
  const facts = factsOf(response)
  const text = await response.text()
  if (response.status === 429) {
    throw new Failure('rate_limited', `${facts.host} asks to slow down`, { facts })
  }
  if (text.trim() === '') {
    if (response.status >= 500) throw unavailable(facts)
    throw new Failure('response_empty', `${facts.host} answered ${response.status} with nothing in it`, {
      facts,
    })
  }
  const members = parseMembers(text, response.headers.get('content-type') ?? '')
  if (!members) {
    if (response.status >= 500) throw unavailable(facts)
    throw new Failure('response_not_json', `${facts.host} answered with something that is not JSON`, {
      facts,
    })
  }
  const error = errorOf(members, response.status)
  if (response.status >= 500 && !error) throw unavailable(facts)
  if (error)
    return { status: response.status < 400 ? 400 : response.status, members: { ...members, ...error } }
  if (response.status >= 400) {
    throw new Failure('unknown_server_error', `${facts.host} refused without a reason`, { facts })
  }
  return { status: 200, members: standardNames(members, dialect) }
}

function factsOf(response: Response) {
  const host = response.url === '' ? 'the server' : new URL(response.url).host
  const retryAfter = retryAfterSeconds(response.headers.get('retry-after'), Date.now())
  return { host, status: response.status, ...(retryAfter === undefined ? {} : { retryAfter }) }
}

function unavailable(facts: ReturnType<typeof factsOf>): Failure {
  return new Failure('server_unavailable', `${facts.host} answered ${facts.status}`, { facts })
}

function parseMembers(text: string, contentType: string): Record<string, unknown> | undefined {
  if (/^application\/x-www-form-urlencoded\b/i.test(contentType)) {
    return Object.fromEntries(new URLSearchParams(text))
  }
  if (!/^(application|text)\/([\w.-]+\+)?json\b/i.test(contentType)) return undefined
  try {
    const parsed: unknown = JSON.parse(text)
    return isRecord(parsed) && !Array.isArray(parsed) ? parsed : undefined
  } catch {
    return undefined
  }
}

/** The error in an answer, also where it hides in a 200 or has other names than RFC 6749 §5.2. */
function errorOf(members: Record<string, unknown>, status: number): Record<string, string> | undefined {
  const { error, error_description: description, ok, id, message } = members
  if (typeof error === 'string' && error !== '') {
    return { error: printable(error), ...(typeof description === 'string' ? {} : { error_description: '' }) }
  }
  if (isRecord(error)) {
    const code = error.code ?? error.type ?? error.status
    return {
      error: printable(String(code ?? 'error')),
      error_description: printable(typeof error.message === 'string' ? error.message : ''),
    }
  }
  if (ok === false) return { error: 'error', error_description: '' }
  if (status >= 400 && typeof id === 'string' && typeof message === 'string') {
    return { error: printable(id), error_description: printable(message) }
  }
  return undefined
}

function printable(text: string): string {
  return text.replace(/[^\x20-\x7e]/g, '?').slice(0, 300)
}

function standardNames(members: Record<string, unknown>, dialect: Dialect): Record<string, unknown> {
  const at = (name: keyof NonNullable<Dialect['tokenAnswer']>) =>
    field(members, dialect.tokenAnswer?.[name] ?? name)
  const tokenType = at('token_type')
  const standard: Record<string, unknown> = {
    access_token: at('access_token'),
    // Not every server sends it; a token without a type is used as a bearer token by everyone.
    token_type: typeof tokenType === 'string' && tokenType !== '' ? tokenType.toLowerCase() : 'bearer',
    expires_in: positiveSeconds(at('expires_in')),
    refresh_token: at('refresh_token') || undefined,
    id_token: at('id_token') || undefined,
    scope: scopeText(at('scope'), dialect.answeredScopeSeparator),
  }
  return Object.fromEntries(
    Object.entries({ ...members, ...standard }).filter(([, value]) => value !== undefined && value !== null),
  )
}

function positiveSeconds(value: unknown): number | undefined {
  const seconds = typeof value === 'string' ? Number.parseFloat(value) : value
  return typeof seconds === 'number' && Number.isFinite(seconds) && seconds > 0 ? seconds : undefined
}

function scopeText(value: unknown, separator: string | undefined): string | undefined {
  const names = Array.isArray(value)
    ? value
    : typeof value === 'string'
      ? value.split(separator ?? ' ')
      : undefined
  return names
    ?.filter((name): name is string => typeof name === 'string')
    .map((name) => name.trim())
    .filter((name) => name !== '')
    .join(' ')
}
