import type { IncomingMessage } from 'node:http'
import { describe, expect, it } from 'vitest'
import { createAuthorized } from '../../electron/http/authorized'
import { secret } from '../../electron/support/secret'
import { failureOf } from '../support/failure-of'
import { guarded, serve } from './servers'

/** Answers paths with where they lead, and anything else with its address and what was sent there. */
async function serveRedirects(paths: Readonly<Record<string, string | readonly [number, string]>> = {}) {
  const received: IncomingMessage[] = []
  const origin = await serve((request, response) => {
    received.push(request)
    const found = paths[request.url ?? '']
    if (found === undefined) return void response.end(JSON.stringify({ at: request.url }))
    const [status, location] = typeof found === 'string' ? [302, found] : found
    response.writeHead(status, { location }).end('moved')
  })
  return { origin, received }
}

const authorized = createAuthorized({
  fetch: guarded({ redirects: 'handed_back' }),
  lease: async () => ({
    accessToken: secret('the-token'),
    tokenType: 'bearer',
    sendBound: async () => {
      throw new Error('not bound')
    },
  }),
})

const ask = (url: string, origins: readonly string[], request: { method?: string; body?: string } = {}) =>
  authorized({ accountId: 'a', origins }, new URL(url), { method: 'GET', ...request })

describe('a redirect', () => {
  it.each([301, 302, 303, 307, 308])(
    '(%i) within the origins is followed, with the token',
    async (status) => {
      const { origin, received } = await serveRedirects({ '/old?page=2': [status, '../new?page=2'] })
      const answer = await ask(`${origin}/old?page=2`, [origin])

      expect([answer.status, answer.text, answer.url.href]).toEqual([
        200,
        '{"at":"/new?page=2"}',
        `${origin}/new?page=2`,
      ])
      expect(received.map(({ headers }) => headers.authorization)).toEqual([
        'Bearer the-token',
        'Bearer the-token',
      ])
    },
  )

  it('to another origin that the provider names is followed', async () => {
    const second = await serveRedirects()
    const first = await serveRedirects({ '/': `${second.origin}/here` })
    expect((await ask(`${first.origin}/`, [first.origin, second.origin])).text).toBe('{"at":"/here"}')
  })

  it('to any other origin is refused, nothing is sent there, and the failure names both', async () => {
    const elsewhere = await serveRedirects()
    const first = await serveRedirects({ '/': '/on', '/on': `${elsewhere.origin}/steal` })
    const failure = await failureOf(ask(`${first.origin}/`, [first.origin]))

    expect(failure).toMatchObject({
      code: 'redirect_refused',
      facts: { host: new URL(first.origin).host, subject: new URL(elsewhere.origin).host, status: 302 },
    })
    expect(elsewhere.received).toEqual([])
  })

  it.each([
    ['another scheme', (origin: string) => origin.replace('http:', 'https:')],
    ['another port', (origin: string) => origin.replace(/:\d+$/, ':1')],
    ['the same address by another name', (origin: string) => origin.replace('127.0.0.1', 'localhost')],
    ['a name in front of the right one', (origin: string) => origin.replace('//', '//user:word@')],
    ['another host, without a scheme', () => '//evil.example/'],
    ['a backslash', () => String.raw`\\evil.example\x`],
    ['an address that is data', () => 'data:application/json,{}'],
    ['a script', () => 'javascript:alert(1)'],
    ['a file', () => 'file:///etc/passwd'],
    ['no address', () => 'http://['],
  ])('to %s is refused', async (_, where) => {
    const paths: Record<string, string> = {}
    const { origin, received } = await serveRedirects(paths)
    paths['/'] = where(origin)
    expect((await failureOf(ask(`${origin}/`, [origin]))).code).toBe('redirect_refused')
    expect(received).toHaveLength(1)
  })

  it('without an address is refused', async () => {
    const origin = await serve((_request, response) => void response.writeHead(302).end())
    expect((await failureOf(ask(origin, [origin]))).code).toBe('redirect_refused')
  })

  it('in a circle ends after five', async () => {
    const { origin, received } = await serveRedirects({ '/a': '/b', '/b': '/a' })
    expect((await failureOf(ask(`${origin}/a`, [origin]))).code).toBe('redirect_refused')
    expect(received).toHaveLength(6)
  })

  it.each(['POST', 'PUT', 'DELETE'])(
    'of a %s is refused: nobody agreed to change something there',
    async (method) => {
      const { origin, received } = await serveRedirects({ '/': [307, '/other'] })
      expect((await failureOf(ask(`${origin}/`, [origin], { method }))).code).toBe('redirect_refused')
      expect(received).toHaveLength(1)
    },
  )

  it('to an address without https is refused, even where a provider named it', async () => {
    const { origin } = await serveRedirects({ '/': 'http://api.example/' })
    expect((await failureOf(ask(`${origin}/`, [origin, 'http://api.example']))).code).toBe('foreign_origin')
  })

  it('asks for a proof of its own where the token is bound to a key', async () => {
    const { origin } = await serveRedirects({ '/old': '/new' })
    const proven: string[] = []
    const bound = createAuthorized({
      fetch: async () => {
        throw new Error('must not be used')
      },
      lease: async () => ({
        accessToken: secret('the-token'),
        tokenType: 'dpop',
        sendBound: async (url, { method }) => {
          proven.push(url.pathname)
          return guarded({ redirects: 'handed_back' })(url.href, { method })
        },
      }),
    })
    const target = { accountId: 'a', origins: [origin] }
    const answer = await bound(target, new URL('/old', origin), { method: 'GET' })
    expect([answer.text, proven]).toEqual(['{"at":"/new"}', ['/old', '/new']])
  })
})
