import { Failure, type FailureCode } from '../../shared/failure'

/**
 * Names a network fault. Chromium says `net::ERR_…` in the message, Node says `ENOTFOUND` and the like in a chain of
 * causes; both are in this table. First match wins.
 */
const faults: readonly (readonly [RegExp, FailureCode])[] = [
  [/ERR_PROXY_AUTH|ERR_TUNNEL_CONNECTION_FAILED.*407|Proxy response \(407\)/, 'proxy_needs_sign_in'],
  [/ERR_PROXY|ERR_TUNNEL|ERR_SOCKS|ERR_MANDATORY_PROXY|Proxy response \(/, 'proxy_unreachable'],
  [/DEPTH_ZERO_SELF_SIGNED_CERT/, 'certificate_self_signed'],
  [/ERR_CERT_DATE_INVALID|CERT_HAS_EXPIRED|CERT_NOT_YET_VALID/, 'certificate_expired'],
  // A chain that ends in an unknown root is what an intercepting proxy shows.
  [
    /ERR_CERT_|SELF_SIGNED_CERT_IN_CHAIN|UNABLE_TO_(VERIFY|GET)|ERR_TLS_CERT_ALTNAME_INVALID|CERT_(UNTRUSTED|REVOKED|REJECTED)/,
    'certificate_untrusted',
  ],
  [/ERR_SSL_|ERR_BAD_SSL|EPROTO|ERR_TLS_/, 'tls_failed'],
  [/ERR_NAME_NOT_RESOLVED|ERR_NAME_RESOLUTION_FAILED|ENOTFOUND|EAI_AGAIN|ERR_DNS_/, 'name_not_resolved'],
  [/ERR_INTERNET_DISCONNECTED|ERR_ADDRESS_UNREACHABLE|ENETUNREACH|EHOSTUNREACH|ENETDOWN/, 'offline'],
  [/ERR_CONNECTION_REFUSED|ECONNREFUSED/, 'connection_refused'],
  [/ERR_(CONNECTION_)?TIMED_OUT|ETIMEDOUT|UND_ERR_(CONNECT|HEADERS|BODY)_TIMEOUT/, 'network_timeout'],
  [
    /ERR_CONNECTION_|ERR_EMPTY_RESPONSE|ERR_INCOMPLETE|ERR_CONTENT_LENGTH|ERR_NETWORK_CHANGED|ECONNRESET|EPIPE|UND_ERR_SOCKET|ECONNABORTED|terminated/,
    'connection_broken',
  ],
  [/ERR_INVALID_REDIRECT|[Rr]edirect was cancelled|unexpected redirect/, 'redirect_refused'],
  [
    /ERR_INVALID_HTTP_RESPONSE|ERR_INVALID_CHUNKED|ERR_RESPONSE_HEADERS|HPE_|UND_ERR_RESPONSE|UND_ERR_HEADERS_OVERFLOW|ERR_CONTENT_DECODING/,
    'response_invalid',
  ],
]

/** Codes after which nothing is known of the server: it was not reached. */
export const notReached: ReadonlySet<FailureCode> = new Set<FailureCode>([
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
  'network_failed',
])

/**
 * Turns whatever a fetch threw into a `Failure` that names the fault and the host. Of the error itself only the words
 * that were recognized are kept: messages of the platform may quote a header, and with it a token.
 */
export function networkFailure(
  error: unknown,
  url: URL,
  circumstance: { readonly timedOut: boolean; readonly cancelled: boolean; readonly reason?: unknown },
): Failure {
  if (error instanceof Failure) return error
  const facts = { host: url.host }
  if (circumstance.cancelled) {
    if (circumstance.reason instanceof Failure) return circumstance.reason
    return new Failure('cancelled', 'the request was cancelled', { facts })
  }
  if (circumstance.timedOut) {
    return new Failure('network_timeout', `${url.host} did not answer in time`, { facts })
  }
  const story = wholeStory(error)
  for (const [pattern, code] of faults) {
    const words = pattern.exec(story)?.[0]
    if (words) return new Failure(code, `cannot reach ${url.host}: ${words}`, { facts })
  }
  const name = error instanceof Error ? error.name : typeof error
  return new Failure('network_failed', `cannot reach ${url.host}: ${name}`, { facts })
}

/** Messages and codes of an error and of everything it was caused by. */
function wholeStory(error: unknown, depth = 0): string {
  if (!(error instanceof Error) || depth > 5) return typeof error === 'string' ? error : ''
  const code = 'code' in error ? String(error.code) : ''
  const inner = error instanceof AggregateError ? error.errors.map((each) => wholeStory(each, depth + 1)) : []
  return [code, error.message, ...inner, wholeStory(error.cause, depth + 1)].join(' ')
}
