import { timingSafeEqual } from 'node:crypto'
import type { IncomingMessage, ServerResponse } from 'node:http'
import { Failure } from '../../shared/failure'
import { type LoopbackPage, loopbackPage, pageSecurityPolicy } from './loopback-page'
import { largestRequest, parametersOf, parametersOfPaste, targetOf } from './loopback-request'
import { listenOnLoopback } from './loopback-socket'
import type { RedirectRule } from './oauth-client'

/** How long the page after the redirect can still be fetched. ms */
const farewell = 2_000
/** Whoever knocks more often than this is no longer told of: a page in the browser could knock all day. */
const mostStrangersTold = 50
/** Parameters that would mean two things if they came twice (RFC 6749 §3.1). */
const onceOnly = ['state', 'code', 'iss', 'error']

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
 * only. A request that is not whole after `requestPatience` (ms) is dropped. Throws `loopback_port_in_use`, `loopback_port_reserved` or `loopback_unavailable`.
 */
export async function openLoopback(rule: RedirectRule, requestPatience = 10_000): Promise<Loopback> {
  let expected: { readonly state: string; readonly answer: (parameters: URLSearchParams) => void } | undefined
  let tellStranger: (kind: Stranger) => void = () => {}
  let answered = false
  let lastPage: 'not_needed' | 'awaited' | 'fetched' = 'not_needed'
  let lastPageFetched: () => void = () => {}
  let strangers = 0

  const limits = {
    maxHeaderSize: largestRequest,
    headersTimeout: requestPatience,
    requestTimeout: requestPatience,
    connectionsCheckingInterval: Math.min(1_000, requestPatience),
  }
  const socket = await listenOnLoopback(rule, limits, (request, response) => {
    receive(request, response).catch(() => response.destroy())
  })
  const { host: authority, href: redirectUri } = new URL(`http://${rule.host}:${socket.port}${rule.path}`)

  async function receive(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const turnAway = (kind: Stranger, status: number, page: LoopbackPage = 'stranger') => {
      strangers += 1
      if (strangers <= mostStrangersTold) tellStranger(kind)
      show(response, status, page)
    }
    if (request.headers.host !== authority) return turnAway('wrong_host', 421)
    const url = targetOf(request.url, authority)
    if (!url) return turnAway('wrong_path', 400)
    const page = pageAt(url.pathname, rule.path)
    if (page && answered && request.method === 'GET') {
      show(response, 200, page)
      lastPage = 'fetched'
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
    lastPage = 'awaited'
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
    if (onceOnly.some((name) => parameters.getAll(name).length > 1)) return 'repeated'
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
        const stop = () => {
          expected = undefined
          reject(signal.reason)
        }
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
      if (lastPage === 'awaited') {
        await new Promise<void>((resolve) => {
          const timer = setTimeout(resolve, farewell).unref()
          lastPageFetched = () => {
            clearTimeout(timer)
            setImmediate(resolve)
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
