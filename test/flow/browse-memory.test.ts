import { randomUUID } from 'node:crypto'
import { existsSync } from 'node:fs'
import { readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import type { SearchResults } from '../../shared/row-search'
import { type OddServer, providerWith, startOddServer, things, thingsAt } from '../resources/odd-server'
import { failureOf } from '../support/failure-of'
import { someAccount } from '../support/some-account'
import { accountOf, createRig, type Rig } from './rig'

let rig: Rig
let odd: OddServer
let accountId: string
beforeEach(async () => {
  odd = await startOddServer()
  const found = thingsAt(
    odd.origin,
    'found',
    { style: 'none' },
    {
      search: {
        url: `${odd.origin}/search`,
        parameter: 'q',
        template: "name contains '{text}'",
        itemsPath: 'hits',
      },
    },
  )
  const provider = providerWith(odd.origin, [found])
  // What was seen is to be found by Keyfob alone: servers are not searched for at the sandbox here.
  const resources = provider.resources.map(({ search, ...rest }) =>
    search && rest.id === found.id ? { ...rest, search } : rest,
  )
  rig = await createRig({ around: { providers: [{ ...provider, resources }] } })
  accountId = accountOf(await rig.connect('Ada')).id
})
afterEach(async () => {
  await rig.end()
  await odd.close()
})

const servers = () => ({ accountId, resourceId: 'servers' })

describe('rows seen before', () => {
  test('are there while the server is away, with their age', async () => {
    const before = Date.now()
    const page = await rig.api.listRows(servers())
    await rig.stopServer()
    const failure = await failureOf(rig.api.listRows(servers()))
    const known = await rig.api.knownRows(servers())

    expect(failure.code).toBe('connection_refused')
    expect(known).toMatchObject({ rows: page.rows, total: page.total, complete: page.next === undefined })
    expect(known?.at).toBeGreaterThanOrEqual(before)
    expect(known?.at).toBeLessThanOrEqual(Date.now())
  })

  test('of a list never seen are none', async () => {
    expect(await rig.api.knownRows(servers())).toBeNull()
  })

  test('are in memory only, unless the person turns on keeping them', async () => {
    await rig.api.listRows(servers())
    await rig.restart()
    expect(existsSync(join(rig.profile, 'rows'))).toBe(false)
    expect(await rig.api.knownRows(servers())).toBeNull()

    await rig.api.changeSettings({ keepRows: true })
    const page = await rig.api.listRows(servers())
    await rig.restart()
    expect(await rig.api.knownRows(servers())).toMatchObject({ rows: page.rows })
  })

  test('leave the disk when keeping them is turned off', async () => {
    await rig.api.changeSettings({ keepRows: true })
    await rig.api.listRows(servers())
    await rig.restart()
    expect(existsSync(join(rig.profile, 'rows', `${accountId}.json`))).toBe(true)
    await rig.api.changeSettings({ keepRows: false })
    await expect.poll(() => existsSync(join(rig.profile, 'rows'))).toBe(false)
  })

  test('go with their account, from memory and disk', async () => {
    await rig.api.changeSettings({ keepRows: true })
    await rig.api.listRows(servers())
    await rig.restart()
    await rig.api.disconnect({ accountId })
    await expect.poll(() => existsSync(join(rig.profile, 'rows', `${accountId}.json`))).toBe(false)
    expect((await failureOf(rig.api.knownRows(servers()))).code).toBe('not_found')
    expect(rig.services.rowMemory.lists()).toEqual([])
  })

  test('are not kept when they come after their account has gone', async () => {
    let isAsked = () => {}
    const asked = new Promise<void>((resolve) => {
      isAsked = resolve
    })
    let answer = () => {}
    const answered = new Promise<void>((resolve) => {
      answer = resolve
    })
    await rig.restart({
      async fetch(url, init) {
        const response = await fetch(url, init)
        if (!String(url).includes('/servers')) return response
        isAsked()
        await answered
        return response
      },
    })
    await rig.api.changeSettings({ keepRows: true })
    const listing = rig.api.listRows(servers())
    const counting = rig.api.countRows(servers())
    await asked
    await rig.api.disconnect({ accountId })
    answer()
    await Promise.all([listing, counting])
    await rig.restart()

    expect(existsSync(join(rig.profile, 'rows', `${accountId}.json`))).toBe(false)
  })

  test('that cannot be read are set aside, and the person is told', async () => {
    await rig.api.changeSettings({ keepRows: true })
    await rig.api.listRows(servers())
    await rig.restart()
    const file = join(rig.profile, 'rows', `${accountId}.json`)
    expect(JSON.parse(await readFile(file, 'utf8')).lists).toHaveLength(1)
    await writeFile(file, '{"version":1,"lists":[{"rows"')

    expect(await rig.api.knownRows(servers())).toBeNull()
    expect(existsSync(file)).toBe(false)
    expect((await rig.api.listActivity({}))[0]).toMatchObject({ kind: 'file_set_aside' })
  })
})

describe('one search box', () => {
  test('finds rows seen before in every account, and what providers find, told as it comes', async () => {
    const grace = accountOf(await rig.connect('Grace')).id
    const first = (await rig.api.listRows(servers())).rows[0]
    await rig.api.listRows({ accountId: grace, resourceId: 'servers' })
    odd.answer('/search', () => ({ body: { hits: things(1, 2) } }))
    const told: SearchResults[] = []
    const stop = rig.services.searches.subscribe((results) => told.push(results))
    const region = String(first?.cells[2])
    const results = await rig.api.searchRows({ requestId: randomUUID(), text: region })
    stop()

    const seen = results.groups.filter(({ from }) => from === 'seen')
    expect(new Set(seen.map((group) => group.accountId))).toEqual(new Set([accountId, grace]))
    expect(
      seen.every(({ rows }) => rows.length > 0 && rows.every(({ cells }) => cells.includes(region))),
    ).toBe(true)
    expect(results.groups.filter(({ from }) => from === 'provider')).toHaveLength(2)
    expect(results).toMatchObject({ pending: [], failed: [] })
    expect(told[0]?.pending).toHaveLength(2)
    expect(told.at(-1)).toEqual(results)
  })

  test('asks a provider in its own words, and a quote in the text stays in its place', async () => {
    odd.answer('/search', () => ({ body: { hits: [] } }))
    await rig.api.searchRows({ requestId: randomUUID(), text: "a' or '1" })
    expect(odd.requests[0]?.url.searchParams.get('q')).toBe("name contains 'a\\' or \\'1'")
  })

  test('names the account whose provider cannot be searched, and finds the rest', async () => {
    const first = (await rig.api.listRows(servers())).rows[0]
    odd.answer('/search', () => ({ status: 403 }))
    const results = await rig.api.searchRows({ requestId: randomUUID(), text: first?.title ?? '' })

    expect(results.failed).toMatchObject([{ accountId, failure: { code: 'resource_refused' } }])
    expect(results.groups[0]?.rows[0]?.id).toBe(first?.id)
  })

  test('an account whose provider is not known here keeps nobody from being searched', async () => {
    const first = (await rig.api.listRows(servers())).rows[0]
    await rig.services.registry.put(someAccount({ id: 'stranger', providerId: 'custom-gone' }))
    const results = await rig.api.searchRows({ requestId: randomUUID(), text: first?.title ?? '' })
    await rig.services.registry.remove('stranger')

    expect(results.groups[0]?.rows[0]?.id).toBe(first?.id)
    expect(results.pending).toEqual([])
  })

  test('can be left', async () => {
    odd.answer('/search', () => new Promise(() => undefined))
    const requestId = randomUUID()
    const outcome = failureOf(rig.api.searchRows({ requestId, text: 'x' }))
    await expect.poll(() => odd.requests.length).toBe(1)
    await rig.api.cancelRequest({ requestId })
    expect((await outcome).code).toBe('cancelled')
  })
})
