import { inspect } from 'node:util'
import { describe, expect, it } from 'vitest'
import { networkFailure } from '../../electron/http/network-failure'
import type { FailureCode } from '../../shared/failure'

const url = new URL('https://id.example/token?x=1')
const nothingElse = { timedOut: false, cancelled: false }

/** As Node reports: the code in a chain of causes. */
function nodeError(code: string, message = code): Error {
  return new TypeError('fetch failed', { cause: Object.assign(new Error(message), { code }) })
}

describe('a network fault is named, from Chromium’s words', () => {
  it.each<[words: string, code: FailureCode]>([
    ['net::ERR_NAME_NOT_RESOLVED', 'name_not_resolved'],
    ['net::ERR_INTERNET_DISCONNECTED', 'offline'],
    ['net::ERR_ADDRESS_UNREACHABLE', 'offline'],
    ['net::ERR_CONNECTION_REFUSED', 'connection_refused'],
    ['net::ERR_CONNECTION_RESET', 'connection_broken'],
    ['net::ERR_CONNECTION_CLOSED', 'connection_broken'],
    ['net::ERR_EMPTY_RESPONSE', 'connection_broken'],
    ['net::ERR_NETWORK_CHANGED', 'connection_broken'],
    ['net::ERR_CONTENT_LENGTH_MISMATCH', 'connection_broken'],
    ['net::ERR_CONNECTION_TIMED_OUT', 'network_timeout'],
    ['net::ERR_TIMED_OUT', 'network_timeout'],
    ['net::ERR_CERT_AUTHORITY_INVALID', 'certificate_untrusted'],
    ['net::ERR_CERT_COMMON_NAME_INVALID', 'certificate_untrusted'],
    ['net::ERR_CERT_REVOKED', 'certificate_untrusted'],
    ['net::ERR_CERT_DATE_INVALID', 'certificate_expired'],
    ['net::ERR_SSL_PROTOCOL_ERROR', 'tls_failed'],
    ['net::ERR_SSL_VERSION_OR_CIPHER_MISMATCH', 'tls_failed'],
    ['net::ERR_PROXY_AUTH_UNSUPPORTED', 'proxy_needs_sign_in'],
    ['net::ERR_PROXY_CONNECTION_FAILED', 'proxy_unreachable'],
    ['net::ERR_TUNNEL_CONNECTION_FAILED', 'proxy_unreachable'],
    ['net::ERR_INVALID_HTTP_RESPONSE', 'response_invalid'],
    ['net::ERR_CONTENT_DECODING_FAILED', 'response_invalid'],
    ['net::ERR_TOO_MANY_BLUE_MOONS', 'network_failed'],
  ])('%s', (words, code) => {
    const failure = networkFailure(new Error(words), url, nothingElse)
    expect([failure.code, failure.facts]).toEqual([code, { host: 'id.example' }])
  })
})

describe('a network fault is named, from Node’s codes', () => {
  it.each<[fault: string, code: FailureCode]>([
    ['ENOTFOUND', 'name_not_resolved'],
    ['EAI_AGAIN', 'name_not_resolved'],
    ['ENETUNREACH', 'offline'],
    ['EHOSTUNREACH', 'offline'],
    ['ECONNREFUSED', 'connection_refused'],
    ['ECONNRESET', 'connection_broken'],
    ['UND_ERR_SOCKET', 'connection_broken'],
    ['ETIMEDOUT', 'network_timeout'],
    ['UND_ERR_CONNECT_TIMEOUT', 'network_timeout'],
    ['DEPTH_ZERO_SELF_SIGNED_CERT', 'certificate_self_signed'],
    ['SELF_SIGNED_CERT_IN_CHAIN', 'certificate_untrusted'],
    ['UNABLE_TO_VERIFY_LEAF_SIGNATURE', 'certificate_untrusted'],
    ['ERR_TLS_CERT_ALTNAME_INVALID', 'certificate_untrusted'],
    ['CERT_HAS_EXPIRED', 'certificate_expired'],
    ['EPROTO', 'tls_failed'],
    ['HPE_INVALID_CONSTANT', 'response_invalid'],
    ['UND_ERR_HEADERS_OVERFLOW', 'response_invalid'],
  ])('%s', (fault, code) => {
    expect(networkFailure(nodeError(fault), url, nothingElse).code).toBe(code)
  })

  it('also when several addresses were tried', () => {
    const cause = new AggregateError([nodeError('ECONNREFUSED'), nodeError('ENETUNREACH')])
    const failure = networkFailure(new TypeError('fetch failed', { cause }), url, nothingElse)
    expect(failure.code).toBe('offline')
  })

  it('and a port or host that looks like a status is not taken for one', () => {
    const failure = networkFailure(
      nodeError('ECONNREFUSED', 'connect ECONNREFUSED 127.0.0.1:407'),
      url,
      nothingElse,
    )
    expect(failure.code).toBe('connection_refused')
  })

  it('a proxy that wants a password is told from one that cannot be reached', () => {
    const message = 'Proxy response (407) !== 200 when HTTP Tunneling'
    expect(networkFailure(nodeError('UND_ERR_ABORTED', message), url, nothingElse).code).toBe(
      'proxy_needs_sign_in',
    )
  })
})

describe('a network failure', () => {
  it('keeps no word of the platform that it did not look for: it may quote a header', () => {
    const error = new TypeError('Headers.append: "Bearer kfat_secret" is an invalid header value.')
    const failure = networkFailure(error, url, nothingElse)
    expect(failure.code).toBe('network_failed')
    expect(inspect(failure, { depth: 10, showHidden: true })).not.toContain('kfat_secret')
  })

  it('says timeout when the time was up, whatever the platform calls it', () => {
    const error = new DOMException('This operation was aborted', 'AbortError')
    expect(networkFailure(error, url, { timedOut: true, cancelled: false }).code).toBe('network_timeout')
    expect(networkFailure(error, url, { timedOut: true, cancelled: true }).code).toBe('cancelled')
  })
})
