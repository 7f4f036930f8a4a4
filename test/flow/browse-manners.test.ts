import { randomUUID } from 'node:crypto'
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import type { Clock } from '../../electron/support/clock'
import type { RequestProgress } from '../../shared/resource'
import { type OddServer, providerWith, startOddServer, things, thingsAt } from '../resources/odd-server'
import { failureOf } from '../support/failure-of'
import { accountOf, createRig, type Rig } from './rig'

let rig: Rig
let odd: OddServer
let accountId: string
let slept: number[] = []
/** How far the clock has been set forward, in ms. */
let ahead = 0

/** Sleeps by setting itself forward. */
const clock: Clock = {
  now: () => Date.now() + ahead,
  async sleep(ms, signal) {
    signal?.throwIfAborted()
    slept.push(ms)
    ahead += ms
  },
}

beforeAll(async () => {
  odd = await startOddServer()
  const one = thingsAt(odd.origin, 'one', { style: 'none' }, { item: { url: `${odd.origin}/one/{id}` } })
  const posted = thingsAt(odd.origin, 'posted', { style: 'none' }, { body: { all: true } })
  const other = thingsAt(odd.origin, 'other', { style: 'none' })
  const scoped = thingsAt(odd.origin, 'scoped', { style: 'none' }, { scopes: ['servers:read'] })
  const telling = thingsAt(odd.origin, 'telling', { style: 'none' }, { errorPath: 'error' })
  const lists = [one, posted, other, scoped, telling]
  const limitedBy = { path: 'errors[0].code', values: ['RATELIMITED'] }
  const provider = { ...providerWith(odd.origin, lists), limitedBy }
  rig = await createRig({ around: { clock, providers: [provider] } })
  accountId = accountOf(await rig.connect('Ada')).id
})
beforeEach(() => {
  slept = []
})
afterAll(async () => {
  await rig.end()
  await odd.close()
})

const list = (resourceId = 'one', requestId?: string) =>
  rig.api.listRows({ accountId, resourceId, ...(requestId ? { requestId } : {}) })
const good = { body: { things: things(0, 3) } }
/** By the clock that the server's `Date` tells. */
const secondsAhead = (seconds: number) => String(Math.ceil(Date.now() / 1000) + seconds)

describe('a server that asks to be left alone', () => {
  test('is asked again when its Retry-After has passed, and the window is told until when', async () => {
    odd.answer('/one', (_, times) => (times === 1 ? { status: 429, headers: { 'retry-after': '7' } } : good))
    const told: RequestProgress[] = []
    const stop = rig.services.tasks.progress.subscribe((progress) => told.push(progress))
    const requestId = randomUUID()
    const before = clock.now()
    const page = await list('one', requestId)
    stop()

    expect(page.rows).toHaveLength(3)
    expect(slept).toHaveLength(1)
    expect(slept[0]).toBeGreaterThanOrEqual(7_000 - 50)
    expect(slept[0]).toBeLessThan(8_000)
    const waiting = told.find(({ state }) => state === 'waiting')
    expect(waiting).toMatchObject({ requestId, why: { code: 'rate_limited' } })
    expect((waiting?.until ?? 0) - before).toBeGreaterThan(6_900)
    expect(told.at(-1)?.state).toBe('asking')
  })

  test('is left alone by other lists of the account as well', async () => {
    odd.answer('/one', () => ({ status: 429, headers: { 'retry-after': '3600' } }))
    odd.answer('/other', () => good)
    const refused = await failureOf(list('one'))
    const other = await failureOf(list('other'))

    expect(refused).toMatchObject({ code: 'rate_limited', facts: { status: 429, retryAfter: 3600 } })
    expect(other).toMatchObject({ code: 'rate_limited', facts: { retryAfter: 3600 } })
    expect(odd.requests.map(({ url }) => url.pathname)).toEqual(['/one'])
    expect(slept).toEqual([])
    ahead += 3_601_000
    expect((await list('other')).rows).toHaveLength(3)
  })

  test('is not asked while a list has used up its quota, as the headers of the last answer say', async () => {
    const headers = () => ({
      'x-ratelimit-limit': '50',
      'x-ratelimit-remaining': '0',
      'x-ratelimit-reset': secondsAhead(20),
    })
    odd.answer('/one', () => ({ ...good, headers: headers() }))
    const first = await list()
    expect(first.rateLimit).toMatchObject({ remaining: 0, limit: 50 })
    expect(slept).toEqual([])
    await list()
    expect(slept).toHaveLength(1)
    expect(slept[0]).toBeGreaterThan(18_000)
    ahead += 30_000
  })

  test('that counts with 403 is understood too', async () => {
    odd.answer('/one', (_, times) => {
      const reset = secondsAhead(5)
      const headers = { 'x-ratelimit-limit': '60', 'x-ratelimit-remaining': '0', 'x-ratelimit-reset': reset }
      return times === 1 ? { status: 403, headers } : good
    })
    expect((await list()).rows).toHaveLength(3)
    expect(slept).toHaveLength(1)
  })
})

describe('a server that says in words that it was too much', () => {
  test('is asked again after a pause, by POST as well', async () => {
    odd.answer('/posted', (_, times) =>
      times === 1 ? { status: 400, body: { errors: [{ code: 'RATELIMITED' }] } } : good,
    )
    expect((await list('posted')).rows).toHaveLength(3)
    expect(slept).toHaveLength(1)
  })
})

describe('a server that falters', () => {
  test.each([500, 502, 503, 504])('with %i is asked three times, with growing pauses', async (status) => {
    odd.answer('/one', (_, times) => (times < 3 ? { status } : good))
    expect((await list()).rows).toHaveLength(3)
    expect(slept).toHaveLength(2)
    expect(slept[0]).toBeGreaterThanOrEqual(250)
    expect(slept[0]).toBeLessThanOrEqual(500)
    expect(slept[1]).toBeGreaterThanOrEqual(500)
    expect(slept[1]).toBeLessThanOrEqual(1000)
  })

  test('for good is told after the third try, in its own words', async () => {
    odd.answer('/one', () => ({ status: 503, body: { message: 'Under maintenance' } }))
    expect(await failureOf(list())).toMatchObject({
      code: 'server_unavailable',
      facts: { status: 503, serverDescription: 'Under maintenance' },
    })
    expect(odd.requests).toHaveLength(3)
  })

  test('is not asked twice by POST, which may change something', async () => {
    odd.answer('/posted', () => ({ status: 503 }))
    expect((await failureOf(list('posted'))).code).toBe('server_unavailable')
    expect(odd.requests).toHaveLength(1)
    expect(slept).toEqual([])
  })

  test('by refusing, which will not pass, is asked once', async () => {
    odd.answer('/one', () => ({ status: 404 }))
    expect((await failureOf(list())).code).toBe('resource_not_found')
    expect(odd.requests).toHaveLength(1)
  })

  test('and keeps refusing the token is asked twice, with two tokens', async () => {
    odd.answer('/one', () => ({ status: 401 }))
    expect((await failureOf(list())).code).toBe('invalid_token')
    expect(odd.requests).toHaveLength(2)
    expect(new Set(odd.requests.map(({ headers }) => headers.authorization)).size).toBe(2)
  })
})

describe('an answer that is not what it should be', () => {
  test.each([
    [
      'HTML',
      { body: '<html>Sign in to the Wi-Fi</html>', headers: { 'content-type': 'text/html' } },
      'response_not_json',
    ],
    ['nothing', { body: '' }, 'response_empty'],
    ['half of the JSON', { body: '{"things":[{"id":' }, 'response_not_json'],
    ['no list', { body: { things: 'none' } }, 'response_invalid'],
  ] as const)('%s has a failure of its own', async (_, answer, code) => {
    odd.answer('/one', () => answer)
    expect((await failureOf(list())).code).toBe(code)
  })

  test('items without their fields are rows without their cells, each with an id', async () => {
    odd.answer('/one', () => ({ body: { things: [{}, null, 'text', { id: 't1' }, { name: 'no id' }] } }))
    const { rows } = await list()
    expect(rows).toHaveLength(5)
    expect(new Set(rows.map((row) => row.id)).size).toBe(5)
    expect(rows.map((row) => row.cells)).toEqual([
      [null, null],
      [null, null],
      [null, null],
      [null, null],
      ['no id', null],
    ])
  })

  test('a page of 10 MiB is read', async () => {
    const padding = 'x'.repeat(10 * 1024)
    odd.answer('/one', () => ({ body: { things: things(0, 1024).map((thing) => ({ ...thing, padding })) } }))
    expect((await list()).rows).toHaveLength(1024)
  })

  test('a page of more than 20 MiB is cut off, and said to be too large', async () => {
    odd.answer('/one', () => ({ body: { things: ['x'.repeat(21 * 1024 * 1024)] } }))
    expect((await failureOf(list())).code).toBe('response_too_large')
    expect(odd.requests).toHaveLength(1)
  })

  test('the token is masked where a server repeats it', async () => {
    odd.answer('/one', ({ headers }) => ({ body: { things: [{ id: '1', name: headers.authorization }] } }))
    const page = await list()
    expect(page.rows[0]?.cells[0]).toMatch(/^(Bearer|DPoP) ••••$/)
    expect(JSON.stringify(page)).not.toContain(odd.requests[0]?.headers.authorization?.split(' ')[1])
  })
})

describe('a scope that the server says is missing', () => {
  const refusing = (scope?: string, resourceId = 'one') => {
    const named = scope === undefined ? '' : `, scope="${scope}"`
    const headers = { 'www-authenticate': `Bearer error="insufficient_scope"${named}` }
    odd.answer(`/${resourceId}`, () => ({ status: 403, headers }))
    return failureOf(list(resourceId))
  }

  test('and does not name is that of the list', async () => {
    expect(await refusing(undefined, 'scoped')).toMatchObject({
      code: 'insufficient_scope',
      facts: { missingScopes: ['servers:read'] },
    })
  })

  test('is named without those that are granted', async () => {
    expect(await refusing('servers:read servers:write')).toMatchObject({
      code: 'insufficient_scope',
      facts: { missingScopes: ['servers:write'] },
    })
  })

  test('is named as it was where all of it is granted', async () => {
    expect(await refusing('servers:read')).toMatchObject({
      code: 'insufficient_scope',
      facts: { missingScopes: ['servers:read'] },
    })
  })

  test('is one that can be asked for, where only some can', async () => {
    expect(await refusing('servers:admin servers:write')).toMatchObject({
      code: 'insufficient_scope',
      facts: { missingScopes: ['servers:write'] },
    })
  })

  test.each([
    ['servers:read servers:admin', { missingScopes: ['servers:admin'] }],
    [undefined, {}],
  ])('and that cannot be asked for (%s) is said to be unknown', async (scope, facts) => {
    expect(await refusing(scope)).toMatchObject({ code: 'scope_unknown', facts })
  })

  test('in a 200 is one as well', async () => {
    odd.answer('/telling', () => ({ body: { ok: false, error: 'missing_scope', needed: 'servers:write' } }))
    expect(await failureOf(list('telling'))).toMatchObject({
      code: 'insufficient_scope',
      facts: { missingScopes: ['servers:write'] },
    })
  })
})

describe('one item', () => {
  test('can be read anew and whole', async () => {
    odd.answer('/one/t%2F7', () => ({ body: { id: 't/7', name: 'seven', more: 'than in the list' } }))
    const row = await rig.api.getItem({ accountId, resourceId: 'one', rowId: 't/7' })
    expect(row).toMatchObject({ id: 't/7', title: 'seven' })
    expect(JSON.parse(row.json)).toHaveProperty('more')
  })

  test('of a list that has no address for items is not asked for', async () => {
    odd.answer('/other', () => good)
    expect((await failureOf(rig.api.getItem({ accountId, resourceId: 'other', rowId: 't0' }))).code).toBe(
      'not_found',
    )
    expect(odd.requests).toEqual([])
  })
})
