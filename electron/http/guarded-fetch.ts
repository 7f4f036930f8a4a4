import { Failure, type FailureCode } from '../../shared/failure'
import { bodyless, type Fetch } from '../support/fetch'
import { isSafeToSend } from '../support/loopback-address'
import { networkFailure } from './network-failure'
import { redirects } from './redirect'

export interface GuardedFetchOptions {
  readonly fetch: Fetch
  /** Handed back to somebody who knows where the token may go, or refused. None is ever followed here. */
  readonly redirects: 'refused' | 'handed_back'
  /** A longer answer is cut off and refused. Bytes. */
  readonly maximumBytes: number
  /** For the whole exchange, body included. ms. */
  readonly timeout: number
  /** Told of every answer's `Date` header, with the local time in the middle of the exchange (ms). */
  readonly onServerDate?: (host: string, serverTime: number, localTime: number) => void
  readonly now: () => number
}

/**
 * Makes a fetch that is safe to hand to anybody: https or loopback only, no cookies, no redirect followed, one time
 * limit, one size limit, and every network fault named by a `Failure`. The body is read whole before it resolves.
 *
 * Throws `foreign_origin`, `redirect_refused`, `response_too_large`, `response_invalid`, `network_timeout`, `cancelled` (or
 * the `Failure` that the signal was aborted with) and the network codes.
 */
export function createGuardedFetch(options: GuardedFetchOptions): Fetch {
  return async (address, init = {}) => {
    const url = new URL(address)
    if (!isSafeToSend(url)) {
      throw new Failure('foreign_origin', `refused to send anything to ${url.protocol}//${url.host}`, {
        facts: { host: url.host },
      })
    }
    const started = options.now()
    const timeout = AbortSignal.timeout(options.timeout)
    const signal = init.signal ? AbortSignal.any([init.signal, timeout]) : timeout
    try {
      const response = await options.fetch(url.href, {
        ...init,
        signal,
        redirect: 'manual',
        credentials: 'omit',
        cache: 'no-store',
      })
      await refuseOddAnswer(response, url, options.redirects === 'handed_back')
      noteDate(response, url, started)
      return await readWhole(response, url)
    } catch (error) {
      throw networkFailure(error, url, {
        timedOut: timeout.aborted,
        cancelled: init.signal?.aborted === true,
        reason: init.signal?.reason,
      })
    }
  }

  function noteDate({ headers }: Response, url: URL, started: number) {
    const ended = options.now()
    const serverTime = Date.parse(headers.get('date') ?? '')
    // A cache passes on the date of when it was told (RFC 9111 §4.2.3).
    const isKept = Number(headers.get('age') ?? 0) > 0
    // The computer slept meanwhile, or its clock was set: where the middle is, nobody knows.
    const isTorn = ended < started || ended - started > options.timeout
    if (Number.isFinite(serverTime) && !isKept && !isTorn)
      options.onServerDate?.(url.host, serverTime, (started + ended) / 2)
  }

  async function readWhole(response: Response, url: URL): Promise<Response> {
    const tooLarge = () =>
      new Failure('response_too_large', `${url.host} sent more than ${options.maximumBytes} bytes`, {
        facts: { host: url.host, status: response.status },
      })
    if (Number(response.headers.get('content-length')) > options.maximumBytes) {
      await response.body?.cancel()
      throw tooLarge()
    }
    const pieces: Uint8Array[] = []
    let size = 0
    const reader = response.body?.getReader()
    while (reader) {
      const { done, value } = await reader.read()
      if (done) break
      size += value.byteLength
      if (size > options.maximumBytes) {
        await reader.cancel()
        throw tooLarge()
      }
      pieces.push(value)
    }
    const headers = new Headers(response.headers)
    // The body below is the decoded one.
    headers.delete('content-encoding')
    headers.delete('content-length')
    const body = bodyless.has(response.status) ? null : inPieces(pieces)
    const copy = new Response(body, { status: response.status, headers })
    Object.defineProperty(copy, 'url', { value: url.href })
    return copy
  }
}

/** A response copies what it is given, but for a stream. */
function inPieces(pieces: readonly Uint8Array[]): ReadableStream<Uint8Array> {
  return new ReadableStream({
    start(controller) {
      for (const piece of pieces) controller.enqueue(piece)
      controller.close()
    },
  })
}

async function refuseOddAnswer(response: Response, url: URL, handsBack: boolean): Promise<void> {
  const { status, type, redirected } = response
  const isFollowed = redirected || type === 'opaqueredirect'
  const code = oddAnswer(status, isFollowed || (redirects.has(status) && !handsBack))
  if (!code) return
  await response.body?.cancel()
  throw new Failure(code, `${url.host} answered ${status}`, {
    facts: { host: url.host, ...(status === 0 ? {} : { status }) },
  })
}

function oddAnswer(status: number, isRedirected: boolean): FailureCode | undefined {
  if (isRedirected) return 'redirect_refused'
  if (status === 407) return 'proxy_needs_sign_in'
  return status < 200 || status > 599 ? 'response_invalid' : undefined
}
