import { describe, expect, it } from 'vitest'
import { createListReader, type Listed } from '../../renderer/list-reader'
import { Failure } from '../../shared/failure'
import type { Page } from '../../shared/resource'
import { makeRow, pagesOf } from './world/rows'

type Ask = (request: { readonly next?: string | undefined }) => Page | Promise<Page>

const turnOfEvents = () => new Promise((resolve) => setTimeout(resolve, 0))

function read(listRows: Ask, start?: Listed) {
  const told: Listed[] = []
  const cancelled: string[] = []
  const open: { current: string | null } = { current: null }
  let asked = 0
  const reader = createListReader({
    keyfob: {
      async listRows(request) {
        asked += 1
        await turnOfEvents()
        return listRows(request)
      },
      knownRows: async () => null,
      async cancelRequest({ requestId }) {
        cancelled.push(requestId)
      },
    },
    address: { accountId: 'a', resourceId: 'things' },
    start,
    tell: (listed) => told.push(listed),
    open,
    now: () => 1000,
  })
  const last = () => told.at(-1)
  async function settled() {
    for (let turns = 0; turns < 5000; turns += 1) {
      await turnOfEvents()
      if (last()?.state === 'idle' || last()?.state === 'failed') return last()
    }
    throw new Error('it never ends')
  }
  return { reader, told, cancelled, open, last, settled, asked: () => asked }
}

const ofPages = (total: number, size: number): Ask => {
  const page = pagesOf(total, size)
  return ({ next }) => page({ accountId: 'a', resourceId: 'things', next })
}

describe('reading all of a list', () => {
  it('brings every row once, and draws the table anew far less often than pages come', async () => {
    const { reader, told, settled } = read(ofPages(20_000, 100))
    await settled()
    const before = told.length
    reader.all()
    const end = await settled()

    expect(end?.rows.length).toBe(20_000)
    expect(new Set(end?.rows.map(({ id }) => id)).size).toBe(20_000)
    expect(new Set(told.slice(before).map(({ rows }) => rows)).size).toBeLessThan(20)
    const arrived = told.slice(before).map((one) => one.arrived ?? one.rows.length)
    expect(arrived).toEqual(arrived.toSorted((one, other) => one - other))
    expect(new Set(arrived).size).toBeGreaterThan(190)
  })

  it('stops with the page under way when told to', async () => {
    const { reader, told, settled, asked } = read(ofPages(1000, 10))
    await settled()
    reader.all()
    while ((told.at(-1)?.arrived ?? 0) < 40) await turnOfEvents()
    reader.stop()
    const pages = asked()
    const end = await settled()

    expect(asked()).toBe(pages)
    expect(end?.rows.length).toBe(pages * 10)
    expect(end?.next).toBeDefined()
  })

  it('keeps what came when a page fails, and goes on from there', async () => {
    let broken = true
    const whole = ofPages(500, 50)
    const { reader, settled, asked } = read((request) => {
      if (request.next === '300' && broken) throw new Failure('server_unavailable', '503')
      return whole(request)
    })
    await settled()
    reader.all()
    const half = await settled()
    expect([half?.state, half?.rows.length, half?.failure?.code]).toEqual([
      'failed',
      300,
      'server_unavailable',
    ])
    broken = false
    const before = asked()
    reader.all()
    const end = await settled()
    expect([end?.rows.length, asked() - before]).toEqual([500, 4])
  })
})

describe('reading a list again', () => {
  it('shows what was there until the first page has come, and asks for the first page', async () => {
    const starts: (string | undefined)[] = []
    const whole = ofPages(200, 50)
    const { reader, last, settled } = read((request) => {
      starts.push(request.next)
      return whole(request)
    })
    await settled()
    reader.more()
    await settled()
    reader.again()
    expect(last()).toMatchObject({ state: 'loading_more' })
    expect(last()?.rows.length).toBe(100)
    expect((await settled())?.rows.length).toBe(50)
    expect(starts).toEqual([undefined, '50', undefined])
  })
})

describe('a list that was read before', () => {
  const kept: Listed = { rows: [makeRow(0), makeRow(1)], next: '2', state: 'idle', readAt: 5 }

  it('is asked of nobody, and goes on after its last page without a row twice', async () => {
    const { reader, settled, asked } = read(() => ({ rows: [makeRow(1), makeRow(2)] }), kept)
    await turnOfEvents()
    expect(asked()).toBe(0)
    reader.more()
    const end = await settled()
    expect(end?.rows.map(({ id }) => id)).toEqual([makeRow(0).id, makeRow(1).id, makeRow(2).id])
    expect(end?.readAt).toBe(5)
  })
})

describe('leaving', () => {
  it('cancels the request under way and tells nothing any more', async () => {
    const { reader, told, cancelled, open } = read(ofPages(10, 5))
    const requestId = open.current
    const before = told.length
    reader.leave()
    await turnOfEvents()
    expect(cancelled).toEqual([requestId])
    expect(told).toHaveLength(before)
  })
})
