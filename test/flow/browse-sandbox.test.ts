import { randomUUID } from 'node:crypto'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { Resource } from '../../electron/providers/provider'
import { sandbox } from '../../electron/providers/sandbox'
import { arrivalOf } from '../support/arrival'
import { failureOf } from '../support/failure-of'
import { accountOf, createRig, type Rig } from './rig'

const endpoint = (id: string, url: string): Resource => ({
  id,
  label: id,
  icon: 'box',
  url: `{base}/api/v1${url}`,
  itemsPath: 'items',
  idField: 'id',
  titleField: 'id',
  columns: [],
  paging: { style: 'none' },
  scopes: [],
})
/** As large as the sandbox makes them. */
function largerPages(resource: Resource): Resource {
  return resource.id === 'events' && resource.paging.style === 'next_url'
    ? { ...resource, paging: { ...resource.paging, size: 1000 } }
    : resource
}

const provider = {
  ...sandbox,
  resources: [
    ...sandbox.resources.map(largerPages),
    endpoint('slow', '/slow?seconds=60'),
    endpoint('failing', '/failing?times=2&status=503&key=browse'),
    endpoint('limited', '/limited'),
    // What the list of invoices would be if its scope were not known beforehand.
    { ...endpoint('hidden', '/invoices'), itemsPath: 'invoices' },
  ],
}

let rig: Rig
let accountId: string
beforeAll(async () => {
  rig = await createRig({
    around: { providers: [provider] },
    sandbox: { rateLimit: { limit: 100_000, window: 60 } },
  })
  accountId = accountOf(
    await rig.connect('Ada', { scopes: ['servers:read', 'buckets:read', 'events:read'] }),
  ).id
})
afterAll(() => rig.end())

const renewals = () => rig.server.stats().granted.refresh_token ?? 0

async function readAll(resourceId: string, afterPage?: (page: number) => void) {
  const ids: string[] = []
  let next: string | undefined
  let total: number | undefined
  let pages = 0
  do {
    const page = await rig.api.listRows({ accountId, resourceId, next })
    ids.push(...page.rows.map((row) => row.id))
    pages += 1
    afterPage?.(pages)
    next = page.next
    total = page.total
  } while (next !== undefined)
  return { ids, total, pages }
}

describe('a long list', { timeout: 60_000 }, () => {
  test('of 100,000 rows shows every one exactly once', async () => {
    const { ids, total } = await readAll('events')
    expect([ids.length, new Set(ids).size, total]).toEqual([100_000, 100_000, 100_000])
  })

  test('whose token is refused in the middle is renewed once and goes on, no row twice or missing', async () => {
    const before = renewals()
    const { ids, pages } = await readAll('events', (page) => {
      if (page === 3) rig.server.expireAccessTokens()
    })
    expect(renewals()).toBe(before + 1)
    expect(pages).toBe(100)
    expect([ids.length, new Set(ids).size]).toEqual([100_000, 100_000])
  })

  test('is counted by one request', async () => {
    const asked = () => rig.server.stats().api['GET /events']?.[200] ?? 0
    const before = asked()
    expect(await rig.api.countRows({ accountId, resourceId: 'events' })).toBe(100_000)
    expect(asked()).toBe(before + 1)
    const resources = await rig.api.listResources({ accountId })
    expect(resources.find(({ id }) => id === 'events')?.total).toBe(100_000)
  })
})

describe('one server', () => {
  test('is read anew by its id', async () => {
    const [first] = (await rig.api.listRows({ accountId, resourceId: 'servers' })).rows
    const again = await rig.api.getItem({ accountId, resourceId: 'servers', rowId: first?.id ?? '' })
    expect(again).toEqual(first)
    const resources = await rig.api.listResources({ accountId })
    expect(resources.filter(({ rereadable }) => rereadable).map(({ id }) => id)).toEqual(['servers'])
  })
})

describe('leaving', () => {
  test('in the middle of a page ends the request at the server too', async () => {
    const requestId = randomUUID()
    const arrival = arrivalOf('/api/v1/slow')
    const outcome = failureOf(rig.api.listRows({ accountId, resourceId: 'slow', requestId }))
    await arrival
    await rig.api.cancelRequest({ requestId })

    expect((await outcome).code).toBe('cancelled')
    await expect.poll(() => rig.server.stats().api['GET /slow']).toEqual({ 499: 1 })
  })

  test('while the server is waited for ends the wait', async () => {
    for (let asked = 0; asked < 3; asked += 1) await rig.api.listRows({ accountId, resourceId: 'limited' })
    const requestId = randomUUID()
    const waiting = new Promise<void>((resolve) => {
      const stop = rig.services.tasks.progress.subscribe((progress) => {
        if (progress.requestId !== requestId || progress.state !== 'waiting') return
        stop()
        resolve()
      })
    })
    const outcome = failureOf(rig.api.listRows({ accountId, resourceId: 'limited', requestId }))
    await waiting
    await rig.api.cancelRequest({ requestId })
    expect((await outcome).code).toBe('cancelled')
    expect(rig.server.stats().api['GET /limited']?.[429]).toBeUndefined()
  })

  test('what has ended already changes nothing', async () => {
    const requestId = randomUUID()
    await rig.api.listRows({ accountId, resourceId: 'servers', requestId })
    await rig.api.cancelRequest({ requestId })
    expect(
      (await rig.api.listRows({ accountId, resourceId: 'servers', requestId })).rows.length,
    ).toBeGreaterThan(0)
  })
})

describe('endpoints that misbehave', () => {
  test('fail twice and work at the third try', async () => {
    await rig.api.listRows({ accountId, resourceId: 'failing' })
    expect(rig.server.stats().api['GET /failing']).toEqual({ 503: 2, 200: 1 })
  })

  test('the server itself names the scope that a list needs', async () => {
    expect(await failureOf(rig.api.listRows({ accountId, resourceId: 'hidden' }))).toMatchObject({
      code: 'insufficient_scope',
      facts: { missingScopes: ['invoices:read'], status: 403 },
    })
  })
})

describe('a rate limit', () => {
  test('of the whole API is waited out, and the list goes on where it was', async () => {
    const tight = await createRig({ sandbox: { rateLimit: { limit: 4, window: 2 } } })
    try {
      const account = accountOf(await tight.connect('Grace'))
      const ids: string[] = []
      let next: string | undefined
      for (let turn = 0; turn < 2; turn += 1) {
        do {
          const page = await tight.api.listRows({ accountId: account.id, resourceId: 'servers', next })
          ids.push(...page.rows.map((row) => row.id))
          next = page.next
          expect(page.rateLimit).toMatchObject({ limit: 4 })
        } while (next !== undefined)
      }
      expect([ids.length, new Set(ids).size]).toEqual([2 * 137, 137])
    } finally {
      await tight.end()
    }
  })
})
