import { Failure } from '../../shared/failure'
import type { Fetch } from '../support/fetch'
import type { Secret } from '../support/secret'
import type { ApiTarget, Lease } from './authorized'
import { readChallenge } from './challenge'

/** An answer of any status, read whole. The token that was sent is masked wherever the server repeats it. */
export interface Answer {
  readonly url: URL
  readonly status: number
  readonly headers: Headers
  readonly text: string
  /** Of the body, decompressed. Bytes. */
  readonly size: number
}

export interface ExchangeRequest {
  readonly method: string
  readonly body?: string | undefined
  readonly signal?: AbortSignal | undefined
}

/**
 * Sends a request with an account's token, in a header and nowhere else, and gives back whatever was answered. A 401
 * asks the keeper once more, naming the refused token, and tries again with what it gives. An address outside the
 * target's origins throws `foreign_origin` and nothing is sent; network failures and those of the keeper pass through.
 */
export type Exchange = (target: ApiTarget, url: URL, request: ExchangeRequest) => Promise<Answer>

export function createExchange(deps: {
  readonly fetch: Fetch
  readonly lease: (accountId: string, refused?: Secret) => Promise<Lease>
}): Exchange {
  return async (target, url, request) => {
    if (!target.origins.includes(url.origin)) {
      throw new Failure('foreign_origin', `the token must not go to ${url.origin}`, {
        facts: { stage: 'resource', host: url.host },
      })
    }
    const lease = await deps.lease(target.accountId)
    const response = await send(lease, target, url, request)
    if (!isWorthRenewing(response)) return read(response, url, lease.accessToken)
    request.signal?.throwIfAborted()
    const another = await deps.lease(target.accountId, lease.accessToken)
    return read(await send(another, target, url, request), url, another.accessToken)
  }

  function send(lease: Lease, target: ApiTarget, url: URL, request: ExchangeRequest): Promise<Response> {
    const { method, body, signal } = request
    signal?.throwIfAborted()
    const headers = new Headers({
      accept: 'application/json',
      ...(body === undefined ? {} : { 'content-type': 'application/json' }),
      ...target.headers,
    })
    if (lease.tokenType === 'dpop') return lease.sendBound(url, { ...request, headers })
    headers.set('authorization', `Bearer ${lease.accessToken.reveal()}`)
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

async function read(response: Response, url: URL, token: Secret): Promise<Answer> {
  const bytes = await response.arrayBuffer()
  const clean = (text: string) => text.replaceAll(token.reveal(), '••••')
  const headers = new Headers()
  for (const [name, value] of response.headers) {
    // Header values are bytes: the mask has to be one that they can hold.
    headers.append(name, value.replaceAll(token.reveal(), '****'))
  }
  const text = clean(new TextDecoder().decode(bytes))
  return { url, status: response.status, headers, text, size: bytes.byteLength }
}
