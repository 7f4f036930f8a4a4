import { Failure, type LikelyCause } from '../../shared/failure'
import { isRecord } from '../support/field'
import { retryAfterSeconds } from '../support/retry-after'
import { withoutEchoes } from './echoes'
import { plain } from './failures'

export interface EndpointAnswer {
  /** 200, or the status of an error: never below 400 then. */
  readonly status: number
  readonly members: Readonly<Record<string, unknown>>
}

export interface ServerError {
  readonly error: string
  readonly error_description: string
}

const passing = ['server_error', 'temporarily_unavailable'] as const
const slowDown = 'slow_down'

/**
 * Reads what an endpoint of the authorization server answered, in whatever form it came: JSON or form-encoded, errors
 * by RFC 6749 §5.2, nested, under other names or inside a 200. Of an error nothing but code and description is kept,
 * without `secrets`: the values of the request that a server may repeat.
 *
 * Throws `response_empty`, `response_not_json`, `unknown_server_error`, `rate_limited`, and for 5xx
 * `server_unavailable`, `server_error` or `temporarily_unavailable`.
 */
export async function readEndpointAnswer(
  response: Response,
  secrets: readonly string[] = [],
): Promise<EndpointAnswer> {
  const facts = answerFacts(response)
  const { host, status } = facts
  const text = await response.text()
  const contentType = response.headers.get('content-type') ?? ''
  const members = text.trim() === '' ? undefined : parseMembers(text, contentType)
  const error = members && errorIn(members, status)
  if (status === 429) {
    // Of all that such an answer may say, this one word has a meaning of its own (RFC 8628 §3.5).
    const said = error?.error.toLowerCase() === slowDown ? { serverError: slowDown } : {}
    throw new Failure('rate_limited', `${host} asks to slow down`, { facts: { ...facts, ...said } })
  }
  if (error && status < 500)
    return { status: Math.max(status, 400), members: cleaned(error, members, secrets) }
  // A server that is not itself can end nothing, whatever it says.
  if (status >= 500) {
    const code = passing.find((each) => each === error?.error) ?? 'server_unavailable'
    throw new Failure(code, `${host} answered ${status}`, { facts })
  }
  if (members && status >= 400) {
    throw new Failure('unknown_server_error', `${host} refused without a reason`, { facts })
  }
  if (members) return { status: 200, members }
  if (text.trim() === '') {
    throw new Failure('response_empty', `${host} answered ${status} with nothing in it`, { facts })
  }
  const likely: readonly LikelyCause[] = /^text\/html\b/i.test(contentType) ? ['captive_portal'] : []
  throw new Failure('response_not_json', `${host} answered with something that is not JSON`, {
    facts: { ...facts, ...(likely.length === 0 ? {} : { likely }) },
  })
}

/** Host, status and `Retry-After` (s) of an answer. */
export function answerFacts(response: Response) {
  const host = response.url === '' ? 'the server' : new URL(response.url).host
  const retryAfter = retryAfterSeconds(response.headers, Date.now())
  return { host, status: response.status, ...(retryAfter === undefined ? {} : { retryAfter }) }
}

/** The error in an answer, also where it hides in a 200 or has other names than RFC 6749 §5.2. */
export function errorIn(members: Readonly<Record<string, unknown>>, status: number): ServerError | undefined {
  const { error, error_description: description, ok, id, message } = members
  const words = typeof description === 'string' ? description : ''
  if (typeof error === 'string' && error !== '') return { error, error_description: words }
  if (isRecord(error)) {
    const code = error.code ?? error.type ?? error.status
    const isText = typeof code === 'string' || typeof code === 'number'
    return {
      error: isText ? String(code) : 'error',
      error_description: typeof error.message === 'string' ? error.message : words,
    }
  }
  if (ok === false) return { error: 'error', error_description: words }
  if (status >= 400 && typeof id === 'string' && typeof message === 'string') {
    return { error: id, error_description: message }
  }
  return undefined
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

function cleaned(
  { error, error_description }: ServerError,
  { interval }: Readonly<Record<string, unknown>>,
  secrets: readonly string[],
): Readonly<Record<string, unknown>> {
  return {
    error: plain(withoutEchoes(error, secrets), 80) || 'error',
    error_description: plain(withoutEchoes(error_description, secrets), 300),
    ...(typeof interval === 'number' ? { interval } : {}),
  }
}
