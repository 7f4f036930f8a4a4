import type { ConsoleRequest, NameAndValue } from '../../shared/api-console'
import { Failure } from '../../shared/failure'

/** Headers that are main's, or that decide where a request goes and as whom. */
const refusedHeaders = new Set([
  'authorization',
  'dpop',
  'cookie',
  'cookie2',
  'set-cookie',
  'host',
  'origin',
  'referer',
  'content-length',
  'transfer-encoding',
  'connection',
  'keep-alive',
  'upgrade',
  'te',
  'trailer',
  'expect',
  'via',
  'forwarded',
  'date',
  // These make a GET, which nobody is asked about, into something else.
  'x-http-method',
  'x-http-method-override',
  'x-method-override',
])
const refusedPrefixes = ['proxy-', 'sec-', 'x-forwarded-']
const harmlessMethods: ReadonlySet<string> = new Set(['GET', 'HEAD', 'OPTIONS'])

/** Throws `bad_request`; `facts.subject` is "body", or the header that is not the person's to set. */
export function checkConsoleRequest(request: ConsoleRequest): void {
  if ((request.method === 'GET' || request.method === 'HEAD') && request.body) throw refuse('body')
  for (const [name, value] of request.headers) {
    const lower = name.toLowerCase()
    const isRefused = refusedHeaders.has(lower) || refusedPrefixes.some((prefix) => lower.startsWith(prefix))
    if (isRefused || !isHeader(name, value)) throw refuse(name)
  }
}

/**
 * Throws `bad_request` with "confirmed" in `facts.subject` for a request that may change something.
 *
 * @param readingPaths as of the provider
 */
export function requireReading({ method, address }: ConsoleRequest, readingPaths: string | undefined): void {
  if (!harmlessMethods.has(method)) throw refuse('confirmed')
  if (readingPaths === undefined || !URL.canParse(address, anyOrigin)) return
  const { pathname } = new URL(address, anyOrigin)
  if (!new RegExp(`^(?:${readingPaths})$`).test(pathname)) throw refuse('confirmed')
}

const anyOrigin = 'https://any.example'

/**
 * Where a request goes: a path is taken on the first origin. Throws `foreign_origin` for any but the given origins, and
 * `bad_request` for what is no address or holds a name and password.
 */
export function consoleUrl({ address, query }: ConsoleRequest, origins: readonly string[]): URL {
  const base = origins[0]
  if (base === undefined || !URL.canParse(address, base)) throw refuse('address')
  const url = new URL(address, base)
  if (url.username !== '' || url.password !== '') throw refuse('address')
  if (!origins.includes(url.origin)) {
    throw new Failure('foreign_origin', `the token must not go to ${url.origin}`, {
      facts: { stage: 'resource', host: url.host || url.protocol },
    })
  }
  url.hash = ''
  for (const [name, value] of query) url.searchParams.append(name, value)
  return url
}

/** The headers of a request, with a content type that fits the body where the person named none. */
export function consoleHeaders({ headers, body }: ConsoleRequest): readonly NameAndValue[] {
  const isNamed = headers.some(([name]) => name.toLowerCase() === 'content-type')
  if (!body || isNamed) return headers
  return [...headers, ['content-type', isJson(body) ? 'application/json' : 'text/plain;charset=UTF-8']]
}

function isHeader(name: string, value: string): boolean {
  try {
    new Headers([[name, value]])
    return true
  } catch {
    return false
  }
}

export function isJson(text: string): boolean {
  try {
    JSON.parse(text)
    return true
  } catch {
    return false
  }
}

function refuse(subject: string): Failure {
  return new Failure('bad_request', `the console does not send this: ${subject.slice(0, 80)}`, {
    facts: { subject: subject.slice(0, 80) },
  })
}
