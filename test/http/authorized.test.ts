import { describe, expect, it } from 'vitest'
import {
  type Answer as ApiAnswer,
  type Authorized,
  createAuthorized,
  type Lease,
} from '../../electron/http/authorized'
import { refusalOf } from '../../electron/http/refusal'
import { type Secret, secret } from '../../electron/support/secret'
import { Failure, type FailureCode } from '../../shared/failure'
import { type Answer, empty } from '../hostile/answer'
import { type HostileServer, startHostileServer } from '../hostile/server'
import { createWorld, failureOf } from '../oauth/rig'

const bound: Lease['sendBound'] = async () => {
  throw new Error('not bound')
}
const bearer = (token: string): Lease => ({
  accessToken: secret(token),
  tokenType: 'bearer',
  sendBound: bound,
})

/** The API of the hostile server, and a keeper that lends these tokens in turn and remembers what was refused. */
async function connect(tokens: readonly string[] = ['first', 'second']) {
  const server = await startHostileServer()
  const refused: (string | undefined)[] = []
  const left = [...tokens]
  for (const token of tokens) server.grants.lend(token)
  const authorized = createAuthorized({
    fetch: createWorld({ redirects: 'handed_back' }).fetch,
    lease: async (_accountId: string, token?: Secret) => {
      refused.push(token?.reveal())
      const next = left.shift()
      if (next === undefined) throw new Failure('needs_reconnecting', 'no more tokens')
      return bearer(next)
    },
  })
  return { server, authorized, refused, request: (path = '/api') => requestAt(server, authorized, path) }
}

function requestAt(server: HostileServer, authorized: Authorized, path: string, init = {}) {
  const target = { accountId: 'a', origins: [server.origin] }
  return authorized(target, new URL(path, server.origin), { method: 'GET', ...init })
}

/** What an answer from 400 on is called. */
async function refusedBy(answer: Promise<ApiAnswer>): Promise<Failure> {
  return refusalOf(await answer, Date.now())
}

function challenge(status: number, value: string): Answer {
  return { ...empty(status), headers: { 'www-authenticate': value } }
}

/** Answers 200 with these bytes, cut into pieces of so many. */
function answering(text: string, size: number): Authorized {
  const bytes = new TextEncoder().encode(text)
  const body = new ReadableStream({
    start(controller) {
      for (let at = 0; at < bytes.length; at += size) controller.enqueue(bytes.slice(at, at + size))
      controller.close()
    },
  })
  return createAuthorized({ fetch: async () => new Response(body), lease: async () => bearer('abc/def') })
}

describe('an answer that comes in pieces', () => {
  const text = '\uFEFF{"name":"Zoë 🗝","told":"abc/def","again":"abc\\/def"}'

  it.each([1, 2, 3, 7, 1000])('of %i bytes is the same text, without the token', async (size) => {
    const target = { accountId: 'a', origins: ['https://api.example'] }
    const answer = await answering(text, size)(target, new URL('https://api.example/'), { method: 'GET' })
    expect(answer.text).toBe('{"name":"Zoë 🗝","told":"••••","again":"••••"}')
    expect(answer.size).toBe(new TextEncoder().encode(text).length)
  })
})

describe('a request in the name of an account', () => {
  it('carries the token in a header and nowhere else', async () => {
    const { server, request } = await connect()
    expect(JSON.parse((await request('/api/files?page=2')).text)).toEqual({ items: [1, 2, 3] })
    const [sent] = server.requestsTo('api')
    expect(sent?.headers.authorization).toBe('Bearer first')
    expect(sent?.url.href).not.toContain('first')
    expect(sent?.body).toBe('')
  })

  it('carries the headers of the provider, but they replace no token', async () => {
    const { server, authorized } = await connect()
    const headers = { 'x-api-version': '7', authorization: 'Bearer smuggled' }
    const target = { accountId: 'a', origins: [server.origin], headers }
    await authorized(target, new URL('/api', server.origin), { method: 'GET' })
    expect(server.requestsTo('api')[0]?.headers).toMatchObject({
      'x-api-version': '7',
      authorization: 'Bearer first',
    })
  })

  it('sends a body as JSON', async () => {
    const { server, authorized } = await connect()
    await requestAt(server, authorized, '/api', { method: 'POST', body: '{"name":"x"}' })
    const [sent] = server.requestsTo('api')
    expect([sent?.method, sent?.headers['content-type'], sent?.body]).toEqual([
      'POST',
      'application/json',
      '{"name":"x"}',
    ])
  })

  it.each([
    ['another port', (origin: string) => origin.replace(/:\d+$/, ':1')],
    ['another scheme', (origin: string) => origin.replace('http:', 'https:')],
    ['another name for the same computer', (origin: string) => origin.replace('127.0.0.1', 'localhost')],
    [
      'a name that begins like the right one',
      (origin: string) => `${origin}.evil.example`.replace(/:\d+/, ''),
    ],
    ['a right name in front of an @', (origin: string) => `${origin}@evil.example`],
  ])('is never sent to %s, and no token is even asked for', async (_name, change) => {
    const { server, authorized, refused } = await connect()
    const target = { accountId: 'a', origins: [server.origin] }
    const url = new URL(`${change(server.origin)}/api`)
    const failure = await failureOf(authorized(target, url, { method: 'GET' }))
    expect([failure.code, failure.facts.host]).toEqual(['foreign_origin', url.host])
    expect([refused, server.received]).toEqual([[], []])
    await requestAt(server, authorized, '/api')
  })

  it('goes through the account’s key where its tokens are bound to one', async () => {
    const server = await startHostileServer()
    const sent: unknown[] = []
    const authorized = createAuthorized({
      fetch: async () => {
        throw new Error('must not be used')
      },
      lease: async () => ({
        accessToken: secret('first'),
        tokenType: 'dpop',
        sendBound: async (url, { method, headers, body }) => {
          sent.push([url.pathname, method, headers.has('authorization'), body])
          return Response.json({ ok: true })
        },
      }),
    })
    await requestAt(server, authorized, '/api/x', { method: 'POST', body: '{}' })
    expect(sent).toEqual([['/api/x', 'POST', false, '{}']])
  })
})

describe('a token that an answer repeats', () => {
  const token = 'ya29.A+b/c=d'
  const answerOf = async (text: string, headers: Record<string, string> = {}) => {
    const authorized = createAuthorized({
      fetch: async () => new Response(text, { headers }),
      lease: async () => bearer(token),
    })
    const target = { accountId: 'a', origins: ['https://api.example'] }
    return authorized(target, new URL('https://api.example/echo'), { method: 'GET' })
  }

  it.each([
    ['as it is', JSON.stringify({ said: `Bearer ${token}` })],
    ['with its slashes escaped, as PHP does', '{"said":"Bearer ya29.A+b\\/c=d"}'],
    ['with its plus signs escaped, as .NET does', '{"said":"Bearer ya29.A\\u002Bb/c=d"}'],
    ['with its equals signs escaped, as Gson does', '{"said":"Bearer ya29.A+b/c\\u003dd"}'],
    ['as part of an address', `{"said":"https://api.example/?token=${encodeURIComponent(token)}"}`],
  ])('is taken out of the body: %s', async (_, text) => {
    const { said } = JSON.parse((await answerOf(text)).text)
    expect(said).toMatch(/(Bearer |token=)••••$/)
  })

  it('is taken out of the headers', async () => {
    const { headers } = await answerOf('{}', { 'x-said': token, 'x-link': encodeURIComponent(token) })
    expect([headers.get('x-said'), headers.get('x-link')]).toEqual(['****', '****'])
  })
})

describe('a token that is refused', () => {
  it.each(['Bearer error="invalid_token"', 'error=invalid_token', 'Bearer'])(
    'with 401 (%s) is named to the keeper, and the request is sent once more with what it gives',
    async (value) => {
      const { server, request, refused } = await connect()
      server.misbehave({ api: challenge(401, value) }, 1)
      expect((await request()).status).toBe(200)
      expect(refused).toEqual([undefined, 'first'])
      expect(server.requestsTo('api').map((each) => each.headers.authorization)).toEqual([
        'Bearer first',
        'Bearer second',
      ])
    },
  )

  it('twice is not tried a third time', async () => {
    const { server, request, refused } = await connect(['first', 'second', 'third'])
    server.misbehave({ api: challenge(401, 'Bearer error="invalid_token", error_description="expired"') })
    const failure = await refusedBy(request())
    expect(failure.code).toBe('invalid_token')
    expect(failure.facts).toMatchObject({ stage: 'resource', status: 401, serverDescription: 'expired' })
    expect(refused).toEqual([undefined, 'first'])
    expect(server.requestsTo('api')).toHaveLength(2)
  })

  it('and cannot be renewed fails with what the keeper says', async () => {
    const { server, request } = await connect(['first'])
    server.misbehave({ api: empty(401) })
    expect((await failureOf(request())).code).toBe('needs_reconnecting')
  })

  it('as too narrow is not renewed, whatever the status: renewing widens nothing', async () => {
    for (const status of [401, 403]) {
      const { server, request, refused } = await connect()
      server.misbehave({
        api: challenge(status, 'Bearer error="insufficient_scope", scope="files:write files:read"'),
      })
      const failure = await refusedBy(request())
      expect(failure.code).toBe('insufficient_scope')
      expect(failure.facts.missingScopes).toEqual(['files:write', 'files:read'])
      expect(refused).toEqual([undefined])
    }
  })

  it.each<[name: string, status: number, body: object, scopes: readonly string[]]>([
    [
      'at the top',
      403,
      { error: 'insufficient_scope', error_description: 'more', scope: 'api read_api' },
      ['api', 'read_api'],
    ],
    [
      'below a tag',
      401,
      {
        error_summary: 'missing_scope/..',
        error: { '.tag': 'missing_scope', required_scope: 'files.metadata.read' },
      },
      ['files.metadata.read'],
    ],
    [
      'with commas',
      401,
      { error: 'missing_scope', needed: 'channels:read,groups:read' },
      ['channels:read', 'groups:read'],
    ],
  ])('as too narrow in the body alone, %s, is not renewed either', async (_, status, body, scopes) => {
    const { server, request, refused } = await connect()
    server.misbehave({ api: { ...empty(status), body: JSON.stringify(body) } })
    const failure = await refusedBy(request())
    expect([failure.code, failure.facts.missingScopes, refused]).toEqual([
      'insufficient_scope',
      scopes,
      [undefined],
    ])
  })

  it('with a body that is too long to explain anything is renewed: nothing in it is believed', async () => {
    const { server, request, refused } = await connect()
    const body = JSON.stringify({ error: 'insufficient_scope', padding: 'x'.repeat(70_000) })
    server.misbehave({ api: { ...empty(401), body } }, 1)
    expect((await request()).status).toBe(200)
    expect(refused).toEqual([undefined, 'first'])
  })

  it('is taken out of an error that repeats it', async () => {
    const { server, request } = await connect(['kfat_first', 'kfat_second'])
    server.misbehave({
      api: challenge(401, 'Bearer error="invalid_token", error_description="kfat_second is bad"'),
    })
    const failure = await refusedBy(request())
    expect(failure.facts.serverDescription).toBe('**** is bad')
  })
})

describe('an answer of the API that is a refusal', () => {
  it.each<[answer: Answer, code: FailureCode, facts: object]>([
    [empty(403), 'resource_refused', { status: 403 }],
    [empty(403, { 'retry-after': '60' }), 'rate_limited', { retryAfter: 60 }],
    [empty(404), 'resource_not_found', { status: 404 }],
    [empty(410), 'resource_not_found', { status: 410 }],
    [empty(402), 'resource_refused', { status: 402 }],
    [empty(400), 'request_not_accepted', { status: 400 }],
    [empty(405), 'request_not_accepted', { status: 405 }],
    [empty(409), 'request_not_accepted', { status: 409 }],
    [empty(415), 'request_not_accepted', { status: 415 }],
    [empty(422), 'request_not_accepted', { status: 422 }],
    [empty(408), 'server_unavailable', { status: 408 }],
    [empty(429, { 'retry-after': '17' }), 'rate_limited', { retryAfter: 17 }],
    [empty(429), 'rate_limited', { status: 429 }],
    [empty(500), 'server_unavailable', { status: 500 }],
    [empty(503, { 'retry-after': '5' }), 'server_unavailable', { retryAfter: 5 }],
  ])('%o is named %s and does not touch the token', async (api, code, facts) => {
    const { server, request, refused } = await connect()
    server.misbehave({ api })
    const failure = await refusedBy(request())
    expect(failure.code).toBe(code)
    expect(failure.facts).toMatchObject({ stage: 'resource', host: new URL(server.origin).host, ...facts })
    expect(refused).toEqual([undefined])
  })

  it('understands a time of day in Retry-After', async () => {
    const { server, request } = await connect()
    const later = new Date(Date.now() + 90_000).toUTCString()
    server.misbehave({ api: empty(429, { 'retry-after': later }) })
    const { facts } = await refusedBy(request())
    expect(facts.retryAfter).toBeGreaterThan(85)
    expect(facts.retryAfter).toBeLessThanOrEqual(91)
  })

  it('of the network keeps its name', async () => {
    const { server, request } = await connect()
    server.misbehave({ api: 'reset' })
    expect((await failureOf(request())).code).toBe('connection_broken')
  })

  it('is none below 400', async () => {
    const { server, request } = await connect()
    server.misbehave({ api: empty(204) })
    expect((await request()).status).toBe(204)
  })
})

describe('a 200 that refuses the token', () => {
  const refusedBy = { path: 'error', values: ['token_expired', 'invalid_auth'] }

  async function slackLike(errors: readonly (string | undefined)[]) {
    const left = [...errors]
    const sent: (string | null)[] = []
    const refused: (string | undefined)[] = []
    const tokens = ['first', 'second', 'third']
    const authorized = createAuthorized({
      fetch: async (_url, init) => {
        sent.push(new Headers(init?.headers).get('authorization'))
        const error = left.shift()
        return Response.json(error === undefined ? { ok: true } : { ok: false, error })
      },
      lease: async (_accountId, token) => {
        refused.push(token?.reveal())
        return bearer(tokens[refused.length - 1] ?? '')
      },
    })
    const target = { accountId: 'a', origins: ['https://slack.example'], refusedBy }
    const answer = await authorized(target, new URL('https://slack.example/api'), { method: 'GET' })
    return { answer, sent, refused }
  }

  it('is answered like a 401: named to the keeper and asked once more', async () => {
    const { answer, sent, refused } = await slackLike(['token_expired'])
    expect([JSON.parse(answer.text), sent, refused]).toEqual([
      { ok: true },
      ['Bearer first', 'Bearer second'],
      [undefined, 'first'],
    ])
  })

  it('twice is handed back, and not tried a third time', async () => {
    const { answer, sent } = await slackLike(['invalid_auth', 'invalid_auth', undefined])
    expect([JSON.parse(answer.text).error, sent.length]).toEqual(['invalid_auth', 2])
  })

  it('in other words is no refusal of the token', async () => {
    const { sent } = await slackLike(['channel_not_found'])
    expect(sent).toHaveLength(1)
  })
})
