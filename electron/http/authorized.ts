import { Failure, type FailureCode } from '../../shared/failure'
import type { Fetch } from '../support/fetch'
import { retryAfterSeconds } from '../support/retry-after'
import type { Secret } from '../support/secret'
import { readChallenge } from './challenge'

/** A token for one request. */
export interface Lease {
  readonly accessToken: Secret
  readonly tokenType: 'bearer' | 'dpop'
  /** Sends with a proof of possession, for tokens that are bound to a key (RFC 9449 §7). */
  readonly sendBound: (url: URL, request: ApiRequest) => Promise<Response>
}

export interface ApiRequest {
  readonly method: string
  readonly headers: Headers
  readonly body?: string | undefined
  readonly signal?: AbortSignal | undefined
}

export interface ApiTarget {
  readonly accountId: string
  /** The only origins the token may go to. */
  readonly origins: readonly string[]
  readonly headers?: Readonly<Record<string, string>> | undefined
}

export interface Authorized {
  /**
   * Sends a request with the account's token, in a header and nowhere else. A 401 asks the keeper once more, naming the
   * refused token, and tries again with what it gives. Answers below 400 are returned; anything else throws
   * `invalid_token`, `insufficient_scope`, `resource_not_found`, `rate_limited`, `server_unavailable` or
   * `resource_refused`. An address outside the origins throws `foreign_origin` and nothing is sent.
   */
  request(target: ApiTarget, url: URL, request?: Partial<Omit<ApiRequest, 'headers'>>): Promise<Response>
}

export function createAuthorized(deps: {
  readonly fetch: Fetch
  readonly lease: (accountId: string, refused?: Secret) => Promise<Lease>
  readonly now: () => number
}): Authorized {
  return {
    async request(target, url, request = {}) {
      if (!target.origins.includes(url.origin)) {
        throw new Failure('foreign_origin', `the token must not go to ${url.origin}`, {
          facts: { stage: 'resource', host: url.host },
        })
      }
      const lease = await deps.lease(target.accountId)
      const response = await send(lease, target, url, request)
      if (!isWorthRenewing(response)) return accepted(response, lease, url)
      const another = await deps.lease(target.accountId, lease.accessToken)
      return accepted(await send(another, target, url, request), another, url)
    },
  }

  function accepted(response: Response, lease: Lease, url: URL): Response {
    if (response.status >= 400) throw refusal(response, lease.accessToken, url, deps.now())
    return response
  }

  function send(
    lease: Lease,
    target: ApiTarget,
    url: URL,
    request: Partial<Omit<ApiRequest, 'headers'>>,
  ): Promise<Response> {
    const headers = new Headers({ accept: 'application/json', ...target.headers })
    if (request.body !== undefined) headers.set('content-type', 'application/json')
    const whole = { ...request, method: request.method ?? 'GET', headers }
    if (lease.tokenType === 'dpop') return lease.sendBound(url, whole)
    headers.set('authorization', `Bearer ${lease.accessToken.reveal()}`)
    const { body, signal, method } = whole
    return deps.fetch(url.href, {
      method,
      headers,
      ...(body === undefined ? {} : { body }),
      ...(signal ? { signal } : {}),
    })
  }
}

/** A new token helps against 401, unless the server says that this one is too narrow: renewing widens nothing. */
function isWorthRenewing(response: Response): boolean {
  if (response.status !== 401) return false
  return readChallenge(response.headers.get('www-authenticate')).error !== 'insufficient_scope'
}

function refusal(response: Response, token: Secret, url: URL, now: number): Failure {
  const challenge = readChallenge(response.headers.get('www-authenticate'))
  const retryAfter = retryAfterSeconds(response.headers.get('retry-after'), now)
  // Some servers repeat the token they refuse; failures are shown and kept.
  const clean = (text: string) => text.replaceAll(token.reveal(), '••••')
  const facts = {
    stage: 'resource',
    host: url.host,
    status: response.status,
    ...(challenge.error ? { serverError: clean(challenge.error).slice(0, 80) } : {}),
    ...(challenge.description ? { serverDescription: clean(challenge.description) } : {}),
    ...(challenge.scopes.length > 0 ? { missingScopes: challenge.scopes } : {}),
    ...(retryAfter === undefined ? {} : { retryAfter }),
  } as const
  return new Failure(codeOf(response, challenge.error), `${url.host} answered ${response.status}`, { facts })
}

function codeOf({ status, headers }: Response, error: string | undefined): FailureCode {
  if (error === 'insufficient_scope') return 'insufficient_scope'
  if (status === 401) return 'invalid_token'
  if (status === 404 || status === 410) return 'resource_not_found'
  // Some count with 403 and say when to come back.
  if (status === 429 || (status === 403 && headers.has('retry-after'))) return 'rate_limited'
  return status >= 500 ? 'server_unavailable' : 'resource_refused'
}
