import { timingSafeEqual } from 'node:crypto'
import type { IncomingMessage, ServerResponse } from 'node:http'
import { Failure } from '../../shared/failure'
import { type LoopbackPage, loopbackPage, pageSecurityPolicy } from './loopback-page'
import { listenOnLoopback } from './loopback-socket'
import type { RedirectRule } from './oauth-client'

const kibibyte = 1024
const largestRequest = 8 * kibibyte
/** How long the page after the redirect can still be fetched. ms */
const farewell = 2_000

export type Stranger =
  | 'wrong_host'
  | 'wrong_method'
  | 'wrong_path'
  | 'too_large'
  | 'no_state'
  | 'foreign_state'
  | 'repeated'
  | 'replay'

export interface Loopback {
  /** As registered, with the port that was bound: the same string goes into both requests, byte for byte. */
  readonly redirectUri: string
  /**
   * Waits for the answer that carries `state` (RFC 6749 §10.12). Whatever else arrives gets a 4xx and is told to
   * `onStranger`; the wait goes on. Rejects only with the signal's reason.
   */
  waitFor(state: string, signal: AbortSignal, onStranger: (kind: Stranger) => void): Promise<URLSearchParams>
  /**
   * The address a person's browser ended on, pasted by them. Goes through the same checks.
   * Throws `paste_not_a_redirect` or `state_mismatch`.
   */
  paste(text: string): void
  /** Lets the last page be fetched, then closes socket and connections. */
  close(): Promise<void>
}

/**
 * Binds the socket that the browser will come back to (RFC 8252 §7.3): once, before the browser opens, on loopback
 * only. Throws `loopback_port_in_use`, `loopback_port_reserved` or `loopback_unavailable`.
 */
export async function openLoopback(rule: RedirectRule): Promise<Loopback> {
  let expected: { readonly state: string; readonly answer: (parameters: URLSearchParams) => void } | undefined
  let tellStranger: (kind: Stranger) => void = () => {}
  let answered = false
  let lastPageFetched: () => void = () => {}

  const socket = await listenOnLoopback(rule, { maxHeaderSize: largestRequest }, (request, response) => {
    receive(request, response).catch(() => response.destroy())
  })
  const authority = `${rule.host}:${socket.port}`
  const redirectUri = new URL(`http://${authority}${rule.path}`).href

  async function receive(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const turnAway = (kind: Stranger, status: number, page: LoopbackPage = 'stranger') => {
      tellStranger(kind)
      show(response, status, page)
    }
    if (request.headers.host !== authority) return turnAway('wrong_host', 421)
    const url = new URL(request.url ?? '/', `http://${authority}`)
    const page = pageAt(url.pathname, rule.path)
    if (page && request.method === 'GET') {
      show(response, 200, page)
      lastPageFetched()
      return
    }
    if (url.pathname !== rule.path) return turnAway('wrong_path', 404)
    const parameters = await parametersOf(request, url)
    if (parameters === 'wrong_method') return turnAway('wrong_method', 405)
    if (parameters === 'too_large') return turnAway('too_large', 413)
    const verdict = judge(parameters)
    if (verdict === 'replay') return turnAway('replay', 410, 'used')
    if (verdict !== 'ours') return turnAway(verdict, 400)
    accept(parameters)
    response.writeHead(303, {
      ...headers,
      location: `${base(rule.path)}${parameters.has('error') ? 'not-connected' : 'connected'}`,
    })
    response.end()
  }

  /** `state` is compared before anything else in the answer is believed, an `error` included. */
  function judge(parameters: URLSearchParams): Stranger | 'ours' {
    const states = parameters.getAll('state')
    if (states.length === 0) return 'no_state'
    const names = [...parameters.keys()]
    if (new Set(names).size !== names.length) return 'repeated'
    if (!expected || !sameText(states[0] ?? '', expected.state)) return 'foreign_state'
    return answered ? 'replay' : 'ours'
  }

  function accept(parameters: URLSearchParams): void {
    answered = true
    expected?.answer(parameters)
  }

  return {
    redirectUri,
    waitFor(state, signal, onStranger) {
      tellStranger = onStranger
      return new Promise((resolve, reject) => {
        const stop = () => reject(signal.reason)
        if (signal.aborted) return stop()
        signal.addEventListener('abort', stop, { once: true })
        expected = {
          state,
          answer(parameters) {
            signal.removeEventListener('abort', stop)
            resolve(parameters)
          },
        }
      })
    },
    paste(text) {
      const parameters = parametersOfPaste(text, redirectUri)
      const verdict = judge(parameters)
      if (verdict === 'foreign_state' || verdict === 'no_state') {
        throw new Failure('state_mismatch', 'the pasted address belongs to another attempt')
      }
      if (verdict !== 'ours')
        throw new Failure('paste_not_a_redirect', `the pasted address is no answer: ${verdict}`)
      accept(parameters)
    },
    async close() {
      if (answered) {
        await new Promise<void>((resolve) => {
          const timer = setTimeout(resolve, farewell)
          lastPageFetched = () => {
            clearTimeout(timer)
            setTimeout(resolve, 50)
          }
        })
      }
      await socket.close()
    },
  }
}

function base(path: string): string {
  return `${path.replace(/\/$/, '')}/`
}

/** Clean pages, without code or state in their address. */
function pageAt(pathname: string, redirectPath: string): LoopbackPage | undefined {
  if (pathname === `${base(redirectPath)}connected`) return 'received'
  return pathname === `${base(redirectPath)}not-connected` ? 'refused' : undefined
}

async function parametersOf(
  request: IncomingMessage,
  url: URL,
): Promise<URLSearchParams | 'wrong_method' | 'too_large'> {
  if (request.method === 'GET') return url.searchParams
  const isForm = /^application\/x-www-form-urlencoded\b/i.test(request.headers['content-type'] ?? '')
  if (request.method !== 'POST' || !isForm) return 'wrong_method'
  let body = ''
  for await (const piece of request) {
    body += String(piece)
    if (body.length > largestRequest) return 'too_large'
  }
  return new URLSearchParams(body)
}

function parametersOfPaste(text: string, redirectUri: string): URLSearchParams {
  const trimmed = text.trim().replace(/^["'<]+|["'>]+$/g, '')
  let url: URL
  try {
    url = new URL(trimmed)
  } catch (cause) {
    throw new Failure('paste_not_a_redirect', 'the pasted text is not an address', { cause })
  }
  if (`${url.origin}${url.pathname}` !== redirectUri || text.length > 2 * largestRequest) {
    throw new Failure('paste_not_a_redirect', 'the pasted address is not where the sign-in ends', {
      facts: { redirectUri },
    })
  }
  return url.searchParams
}

const headers = {
  'content-security-policy': pageSecurityPolicy,
  'cache-control': 'no-store',
  'referrer-policy': 'no-referrer',
  'x-content-type-options': 'nosniff',
  'cross-origin-resource-policy': 'same-origin',
  connection: 'close',
} as const

function show(response: ServerResponse, status: number, page: LoopbackPage): void {
  response.writeHead(status, { ...headers, 'content-type': 'text/html; charset=utf-8' })
  response.end(loopbackPage(page))
}

function sameText(one: string, other: string): boolean {
  const a = Buffer.from(one)
  const b = Buffer.from(other)
  return a.length === b.length && timingSafeEqual(a, b)
}
