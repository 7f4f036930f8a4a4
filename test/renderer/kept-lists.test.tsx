import { describe, expect, it } from 'vitest'
import { type KeptLists, keptAt, keptOf, withKept } from '../../renderer/kept-lists'
import type { Listed } from '../../renderer/list-reader'
import { act, fireEvent, press, screen, settle, show, type } from './show'
import { makeAccount } from './world/accounts'
import { apiAnswer } from './world/console'
import { makeRow, pagesOf, resourcesOf } from './world/rows'

const acme = makeAccount('acme', Date.now(), { label: 'Acme' })

async function open() {
  const shown = await show(
    { accounts: [acme], resources: resourcesOf, rows: pagesOf(148, 50) },
    { sendApiRequest: async ({ request }) => apiAnswer(request) },
  )
  await press('button', 'Browse', screen.getByRole('listitem', { name: 'Acme' }))
  await settle()
  const asked = () => shown.fake.requestsOf('listRows').length
  return { ...shown, asked }
}

const scroller = () => screen.getByRole('grid').parentElement as HTMLElement

describe('a list that one comes back to', () => {
  it('is as it was left, at the same place, and nobody is asked for it again', async () => {
    const { asked } = await open()
    await act(async () => {
      scroller().scrollTop = 1_250
      fireEvent.scroll(scroller())
    })
    await settle()
    expect(screen.getByText('148 droplets · 100 loaded')).toBeDefined()
    await press('button', 'Databases')
    const before = asked()
    await press('button', 'Droplets')

    expect(screen.getByText('148 droplets · 100 loaded')).toBeDefined()
    expect(scroller().scrollTop).toBe(1_250)
    expect(asked()).toBe(before)
  })

  it('is read anew, from its top, with “Refresh”', async () => {
    const { asked } = await open()
    await press('button', 'Databases')
    await press('button', 'Droplets')
    await act(async () => {
      scroller().scrollTop = 30
      fireEvent.scroll(scroller())
    })
    const before = asked()
    await press('button', 'Refresh')

    expect(asked()).toBe(before + 1)
    expect(scroller().scrollTop).toBe(0)
    expect(screen.getByText('148 droplets · 50 loaded')).toBeDefined()
  })

  it('says how old it is', async () => {
    const { services } = await open()
    await press('button', 'Databases')
    expect(screen.queryByText(/^Read /)).toBeNull()
    services.store.change(({ lists }) => ({
      lists: new Map([...lists].map(([key, list]) => [key, { ...list, readAt: Date.now() - 5 * 60_000 }])),
    }))
    await press('button', 'Droplets')
    expect(screen.getByText('Updated 5 minutes ago')).toBeDefined()
    await press('button', 'Refresh')
    expect(screen.queryByText(/^Read /)).toBeNull()
  })

  it('is forgotten when the console has changed something', async () => {
    const { services, fake } = await open()
    await press('button', 'Console')
    expect(services.store.get().lists.size).toBe(1)
    await type(screen.getByRole('combobox', { name: 'Address' }), '/v2/droplets')
    await press('button', /Method/)
    await press('option', 'DELETE')
    await press('button', 'Send')
    await press('button', 'Send DELETE')
    expect(fake.requestsOf('sendApiRequest')).toHaveLength(1)
    expect(services.store.get().lists.size).toBe(0)
  })

  it('is forgotten while Keyfob is locked', async () => {
    const { fake, services } = await open()
    await press('button', 'Databases')
    expect(services.store.get().lists.size).toBe(1)
    await act(async () => fake.change(() => ({ locked: true })))
    await settle()

    expect(services.store.get().lists.size).toBe(0)
  })

  it('is forgotten with its account', async () => {
    const { fake, services } = await open()
    await press('button', 'Databases')
    await act(async () => fake.change(() => ({ accounts: [] })))
    await settle()

    expect(services.store.get().lists.size).toBe(0)
  })
})

describe('keeping lists', () => {
  const none: KeptLists = new Map()
  const rows = (amount: number) => Array.from({ length: amount }, (_, index) => makeRow(index))
  const left = (amount: number): Listed => ({ rows: rows(amount), state: 'failed', readAt: 1 })
  const at = (resourceId: string, accountId = 'a') => ({ accountId, resourceId })

  it('makes room by forgetting those left longest ago', () => {
    const many = left(100_000)
    let lists = withKept(none, at('one'), many, 0)
    lists = withKept(lists, at('two'), many, 0)
    lists = withKept(lists, at('one'), many, 7)
    lists = withKept(lists, at('three'), many, 0)

    expect(keptAt(lists, at('two'))).toBeUndefined()
    expect(keptAt(lists, at('one'))).toMatchObject({ scrollTop: 7, state: 'idle' })
    expect(keptAt(lists, at('three'))).toBeDefined()
  })

  it('keeps neither empty lists nor rows that only stood in', () => {
    expect(withKept(none, at('one'), left(0), 0).size).toBe(0)
    const before = withKept(none, at('one'), left(3), 0)
    expect(withKept(before, at('one'), { ...left(3), asOf: 5 }, 0).size).toBe(0)
  })

  it('tells lists apart by account and by the row above', () => {
    let lists = withKept(none, at('one'), left(1), 0)
    lists = withKept(lists, { ...at('one'), parentId: 'p' }, left(2), 0)
    lists = withKept(lists, at('one', 'b'), left(3), 0)

    expect(keptAt(lists, at('one'))?.rows).toHaveLength(1)
    expect([...keptOf(lists, [{ id: 'b' }]).values()].map((list) => list.rows.length)).toEqual([3])
  })
})
