import { Failure } from '../../shared/failure'
import type { Fetch } from '../support/fetch'
import type { Secret } from '../support/secret'
import { readChallenge } from './challenge'
import { redirectOf, refusedRedirect } from './redirect'
import { isTooNarrow, readRefusalBody, type SaidBy, wordsOf } from './refusal-body'
import { withoutToken } from './token-mask'

/** A token for one request. */
export interface Lease {
  readonly accessToken: Secret
  readonly tokenType: 'bearer' | 'dpop'
  /** Sends with a proof of possession, for tokens that are bound to a key (RFC 9449 §7). */
  readonly sendBound: (url: URL, request: BoundRequest) => Promise<Response>
}

export interface BoundRequest extends ApiRequest {
  readonly headers: Headers
}

export interface ApiRequest {
  readonly method: string
  readonly body?: string | undefined
  readonly signal?: AbortSignal | undefined
}

export interface ApiTarget {
  readonly accountId: string
  /** The only origins the token may go to. */
  readonly origins: readonly string[]
  readonly headers?: Readonly<Record<string, string>> | undefined
  /** Where a 200 says that the token is refused, and in which words. */
  readonly refusedBy?: SaidBy | undefined
  /** Where a refusal says that there were too many requests, whatever its status. */
  readonly limitedBy?: SaidBy | undefined
}

/** An answer of any status but a redirect, read whole. The token is masked wherever the server repeats it. */
export interface Answer {
  /** After redirects. */
  readonly url: URL
  readonly status: number
  readonly headers: Headers
  readonly text: string
  /** Of the body, decompressed. Bytes. */
  readonly size: number
}

/**
 * Sends a request with an account's token, in a header and nowhere else, and gives back whatever was answered. A
 * refused token is named to the keeper, and the request sent once more with what it gives. Redirects are followed as
 * far as the token may go. An address outside the target's origins throws `foreign_origin` and nothing is sent; a
 * redirect out of them throws `redirect_refused`; network failures and those of the keeper pass through.
 */
export type Authorized = (target: ApiTarget, url: URL, request: ApiRequest) => Promise<Answer>

const mostRedirects = 5

export function createAuthorized(deps: {
  /** Hands redirects back. */
  readonly fetch: Fetch
  readonly lease: (accountId: string, refused?: Secret) => Promise<Lease>
}): Authorized {
  return async (target, url, request) => {
    if (!target.origins.includes(url.origin)) {
      throw new Failure('foreign_origin', `the token must not go to ${url.origin}`, {
        facts: { stage: 'resource', host: url.host },
      })
    }
    const lease = await deps.lease(target.accountId)
    const answer = await follow(lease, target, url, request)
    if (!isTokenRefused(answer, target)) return answer
    request.signal?.throwIfAborted()
    const another = await deps.lease(target.accountId, lease.accessToken)
    // It is good, and refused at this address alone.
    if (another.accessToken.reveal() === lease.accessToken.reveal()) return answer
    return follow(another, target, url, request)
  }

  async function follow(lease: Lease, target: ApiTarget, url: URL, request: ApiRequest): Promise<Answer> {
    let at = url
    for (let hops = 0; ; hops += 1) {
      const response = await send(lease, target, at, request)
      const to = redirectOf(response, at, request.method, target.origins)
      if (!to) return read(response, at, lease.accessToken)
      if (hops === mostRedirects) throw refusedRedirect(at, response.status, to)
      at = to
    }
  }

  function send(lease: Lease, target: ApiTarget, url: URL, request: ApiRequest): Promise<Response> {
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
function isTokenRefused(answer: Answer, { refusedBy }: ApiTarget): boolean {
  if (answer.status === 200)
    return refusedBy !== undefined && refusalWords(answer.text, refusedBy) !== undefined
  if (answer.status !== 401) return false
  const { error } = readChallenge(answer.headers.get('www-authenticate'))
  return !isTooNarrow(error) && !isTooNarrow(readRefusalBody(answer.text).error)
}

/** The words with which a 200 refuses the token; undefined: it does not. */
export function refusalWords(text: string, refusedBy: SaidBy): string | undefined {
  // Most answers are not parsed twice: a refusal is short.
  return text.length > 2_000 ? undefined : wordsOf(text, refusedBy)
}

async function read(response: Response, url: URL, token: Secret): Promise<Answer> {
  const { text: sent, size } = await readText(response)
  const headers = new Headers()
  for (const [name, value] of response.headers) {
    // Header values are bytes: the mask has to be one that they can hold.
    headers.append(name, withoutToken(value, token, '****'))
  }
  return { url, status: response.status, headers, text: withoutToken(sent, token, '••••'), size }
}

/** As `response.text()`, which copies the whole of it twice; `size` in bytes. */
async function readText({ body }: Response): Promise<{ readonly text: string; readonly size: number }> {
  const decoder = new TextDecoder()
  let text = ''
  let size = 0
  for await (const piece of body ?? []) {
    text += decoder.decode(piece, { stream: true })
    size += piece.byteLength
  }
  return { text: text + decoder.decode(), size }
}
