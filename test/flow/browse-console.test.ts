import { randomUUID } from 'node:crypto'
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import type { ConsoleRequest } from '../../shared/api-console'
import { type OddServer, providerWith, startOddServer } from '../resources/odd-server'
import { arrivalOf } from '../support/arrival'
import { failureOf } from '../support/failure-of'
import { accountOf, createRig, type Rig } from './rig'

let rig: Rig
let odd: OddServer
let accountId: string
beforeAll(async () => {
  odd = await startOddServer()
  rig = await createRig({ around: { providers: [{ ...providerWith(odd.origin, []), dpop: false }] } })
  accountId = accountOf(await rig.connect('Ada', { scopes: ['servers:read', 'servers:write'] })).id
})
beforeEach(() => rig.api.clearApiHistory({}))
afterAll(async () => {
  await rig.end()
  await odd.close()
})

function requestOf(more: Partial<ConsoleRequest> = {}): ConsoleRequest {
  return { accountId, method: 'GET', address: '/api/v1/servers', query: [], headers: [], ...more }
}

function send(more: Partial<ConsoleRequest> = {}, confirmed = false) {
  return rig.api.sendApiRequest({ requestId: randomUUID(), request: requestOf(more), confirmed })
}

const token = async () => (await rig.services.keeper.lease(accountId)).accessToken.reveal()

describe('the API console', () => {
  test('asks the API of the account and shows status, time, size, headers and JSON', async () => {
    const response = await send({ query: [['per_page', '1']] })
    expect(response).toMatchObject({
      status: 200,
      address: `${rig.server.issuer}/api/v1/servers?per_page=1`,
      body: { kind: 'text', cut: false },
      rateLimit: { limit: expect.any(Number) },
    })
    const text = response.body.kind === 'text' ? response.body.text : ''
    expect(JSON.parse(text).servers).toHaveLength(1)
    expect(response.size).toBe(Buffer.byteLength(text))
    expect(response.took).toBeGreaterThanOrEqual(0)
    expect(response.headers.map(([name]) => name)).toContain('content-type')
  })

  test('shows a refusal as an answer', async () => {
    expect(await send({ address: '/api/v1/nothing' })).toMatchObject({ status: 404, body: { kind: 'text' } })
    expect(await send({ address: '/api/v1/failing' })).toMatchObject({ status: 500 })
  })

  test('says which permission an answer lacks, where it can be asked for and where it cannot', async () => {
    const answer = (scope: string) => {
      odd.answer('/narrow', () => ({ status: 403, body: { error: 'insufficient_scope', scope } }))
      return send({ address: `${odd.origin}/narrow` })
    }
    expect(await answer('servers:read invoices:read')).toMatchObject({
      status: 403,
      lacking: { code: 'insufficient_scope', facts: { missingScopes: ['invoices:read'] } },
    })
    expect(await answer('servers:admin')).toMatchObject({ status: 403, lacking: { code: 'scope_unknown' } })
    expect(await send({ address: '/api/v1/nothing' })).not.toHaveProperty('lacking')
  })

  test('renews a token that the API refuses, and asks again', async () => {
    rig.server.expireAccessTokens()
    expect(await send()).toMatchObject({ status: 200 })
  })

  test('has the person asked before a GET where the provider’s GET changes things, and writes nothing down', async () => {
    const wary = { ...providerWith(odd.origin, []), dpop: false, readingPaths: '/api/v1/servers' }
    const its = await createRig({ around: { providers: [wary] } })
    try {
      const { id } = accountOf(await its.connect('Ada', { scopes: ['servers:read'] }))
      const get = (address: string, confirmed: boolean) =>
        its.api.sendApiRequest({
          requestId: randomUUID(),
          request: { ...requestOf({ address }), accountId: id },
          confirmed,
        })
      expect(await get('/api/v1/servers?per_page=1', false)).toMatchObject({ status: 200 })
      await its.api.clearApiHistory({})
      const failure = await failureOf(get('/api/v1/nothing', false))
      expect(failure).toMatchObject({ code: 'bad_request', facts: { subject: 'confirmed' } })
      expect(await its.api.listApiHistory({})).toEqual([])
      expect(await get('/api/v1/nothing', true)).toMatchObject({ status: 404 })
    } finally {
      await its.end()
    }
  })

  test('changes something only when the person has been asked', async () => {
    const change = { method: 'POST', body: '{"name":"from-the-console"}' } as const
    const failure = await failureOf(send(change))
    expect(failure).toMatchObject({ code: 'bad_request', facts: { subject: 'confirmed' } })
    expect(rig.server.stats().api['POST /servers']).toBeUndefined()

    expect(await send(change, true)).toMatchObject({ status: 201 })
  })

  test('lists the origins that it may ask', async () => {
    expect(await rig.api.listApiOrigins({ accountId })).toEqual([rig.server.issuer, odd.origin])
  })

  test.each([
    'https://evil.example/api',
    '//evil.example/api',
    '\\\\evil.example\\api',
    'http://127.0.0.1:1/',
    'file:///etc/passwd',
  ])('sends nothing to %s, and the activity tells so', async (address) => {
    expect((await failureOf(send({ address }))).code).toBe('foreign_origin')
    expect((await rig.api.listActivity({ accountId }))[0]).toMatchObject({ kind: 'request_refused' })
  })

  test('sends nothing to an address with a password in it', async () => {
    const address = `${odd.origin.replace('//', '//me:pw@')}/x`
    expect((await failureOf(send({ address }))).code).toBe('bad_request')
  })

  test.each([
    'Authorization',
    'Cookie',
    'Host',
    'Proxy-Authorization',
    'DPoP',
    'Content-Length',
    'Transfer-Encoding',
    'X-HTTP-Method-Override',
    'Sec-Fetch-Site',
    'bad name',
  ])('refuses the header %s', async (name) => {
    const failure = await failureOf(send({ headers: [[name, 'x']] }))
    expect(failure).toMatchObject({ code: 'bad_request', facts: { subject: name } })
  })

  test('refuses a header value that would begin another header', async () => {
    expect((await failureOf(send({ headers: [['x-a', 'b\r\nauthorization: c']] }))).code).toBe('bad_request')
  })

  test('sends headers and a body as they were typed', async () => {
    odd.answer('/form', () => ({ body: { ok: true } }))
    await send(
      {
        method: 'PATCH',
        address: `${odd.origin}/form?a=1#part`,
        query: [
          ['b', '2 &'],
          ['b', '3'],
        ],
        headers: [
          ['Content-Type', 'application/x-www-form-urlencoded'],
          ['X-Custom', 'yes'],
        ],
        body: 'c=4',
      },
      true,
    )
    const [request] = odd.requests
    expect(request).toMatchObject({ method: 'PATCH', body: 'c=4' })
    expect(request?.url.search).toBe('?a=1&b=2+%26&b=3')
    expect(request?.headers).toMatchObject({
      'content-type': 'application/x-www-form-urlencoded',
      'x-custom': 'yes',
      authorization: `Bearer ${await token()}`,
    })
  })

  test('can be left while the server takes its time', async () => {
    const requestId = randomUUID()
    const arrival = arrivalOf('/api/v1/slow')
    const outcome = failureOf(
      rig.api.sendApiRequest({
        requestId,
        request: requestOf({ address: '/api/v1/slow?seconds=60' }),
        confirmed: false,
      }),
    )
    await arrival
    await rig.api.cancelRequest({ requestId })
    expect((await outcome).code).toBe('cancelled')
  })

  test('does not repeat a request that failed', async () => {
    odd.answer('/broken', () => ({ status: 503 }))
    expect(await send({ address: `${odd.origin}/broken` })).toMatchObject({ status: 503 })
    expect(odd.requests).toHaveLength(1)
  })
})

describe('what an API answers in the console', () => {
  test('never holds the token, wherever the server repeats it', async () => {
    odd.answer('/echo', ({ headers }) => ({
      headers: { 'x-echo': headers.authorization ?? '', 'set-cookie': 'session=abc' },
      body: { url: `/x?t=${encodeURIComponent(headers.authorization ?? '')}`, said: headers.authorization },
    }))
    const response = await send({ address: `${odd.origin}/echo` })
    expect(JSON.stringify(response)).not.toContain(await token())
    expect(JSON.stringify(response)).not.toContain('session=abc')
    expect(JSON.stringify(response)).toContain('****')
  })

  test.each([
    ['text', '<h1>Hello</h1>', 'text/html'],
    ['binary', 'PNG\0\0\0', 'image/png'],
    ['empty', '', 'application/json'],
  ])('as %s is shown as that', async (kind, body, type) => {
    odd.answer('/body', () => ({ body, headers: { 'content-type': type } }))
    expect((await send({ address: `${odd.origin}/body` })).body.kind).toBe(kind)
  })

  test('comes as it was sent, every digit of a number', async () => {
    const text = '{"id":80351110224678912345,"a":[],"b":{ },"s":"x, {y}: \\"z\\""}'
    odd.answer('/big', () => ({ body: text }))
    expect((await send({ address: `${odd.origin}/big` })).body).toEqual({ kind: 'text', cut: false, text })
  })

  test('is cut where a window could not show it', async () => {
    odd.answer('/long', () => ({ body: 'x'.repeat(3 * 1024 * 1024) }))
    const { body, size } = await send({ address: `${odd.origin}/long` })
    expect(body).toMatchObject({ kind: 'text', cut: true })
    expect(body.kind === 'text' && body.text.length).toBe(2 * 1024 * 1024)
    expect(size).toBe(3 * 1024 * 1024)
  })
})

describe('the history of the console', () => {
  test('is newest first, with how each request ended', async () => {
    await send()
    await failureOf(send({ address: 'https://evil.example/' }))
    const entries = await rig.api.listApiHistory({})
    expect(entries).toMatchObject([
      { failure: { code: 'foreign_origin' } },
      { status: 200, took: expect.any(Number), size: expect.any(Number), masked: false },
    ])
  })

  test('keeps no secret: not the token, nor what sounds like one', async () => {
    odd.answer('/made', () => ({ body: {} }))
    await send(
      {
        method: 'POST',
        address: `${odd.origin}/made?api_key=hidden-1&page=2`,
        query: [
          ['access_token', 'hidden-2'],
          ['note', await token()],
        ],
        headers: [['X-Api-Key', 'hidden-3']],
        body: '{"password":"hidden-4","name":"db","nested":{"clientSecret":"hidden-5"}}',
      },
      true,
    )
    await send({ method: 'POST', address: `${odd.origin}/made`, body: 'user=me&password=hidden-6' }, true)
    const text = JSON.stringify(await rig.api.listApiHistory({}))

    expect(text).not.toContain('hidden')
    expect(text).not.toContain(await token())
    expect(text).toContain('page=2')
    expect(text).toContain('user=me')
    expect(text).toContain('\\"name\\":\\"db\\"')
    expect((await rig.api.listApiHistory({})).map(({ masked }) => masked)).toEqual([true, true])
  })
})

describe('a request as a curl command', () => {
  test('has $TOKEN where the token goes, and quotes what a shell would act on', async () => {
    const text = await rig.api.showCurl(
      requestOf({
        method: 'PUT',
        query: [['filter[name]', "it's $HOME"]],
        headers: [['X-Note', '`id`']],
        body: '{"a":"\'; rm -rf /"}',
      }),
    )
    expect(text).toBe(
      [
        `curl --globoff --request PUT '${rig.server.issuer}/api/v1/servers?filter%5Bname%5D=it%27s+%24HOME'`,
        `--header "Authorization: Bearer $TOKEN"`,
        `--header 'content-type: application/json'`,
        `--header 'x-note: \`id\`'`,
        `--data-raw '{"a":"'\\''; rm -rf /"}'`,
      ].join(' \\\n  '),
    )
    expect(text).not.toContain(await token())
  })
})

describe('addresses to begin from', () => {
  test('are the lists of the account that need nothing filled in, as paths on its first origin', async () => {
    const plain = await createRig({ around: {} })
    try {
      const account = accountOf(await plain.connect('Ada', { scopes: ['servers:read'] }))
      const addresses = await plain.api.listApiAddresses({ accountId: account.id })

      expect(addresses).toContainEqual({ address: '/api/v1/servers', label: 'Servers' })
      expect(addresses.map(({ label }) => label)).not.toContain('Snapshots')
      expect(addresses.every(({ address }) => address.startsWith('/'))).toBe(true)
    } finally {
      await plain.end()
    }
  })
})
