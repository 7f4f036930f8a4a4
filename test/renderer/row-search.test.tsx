import { describe, expect, it, vi } from 'vitest'
import { Failure } from '../../shared/failure'
import type { SearchGroup, SearchResults } from '../../shared/row-search'
import { act, key, pending, press, screen, settle, show, type } from './show'
import { makeAccount } from './world/accounts'
import { makeRow, pagesOf, resourcesOf } from './world/rows'

const now = Date.now()
const accounts = [
  makeAccount('acme', now, { label: 'Acme' }),
  makeAccount('side', now, { label: 'Side projects' }),
]
const world = { accounts, resources: resourcesOf, rows: pagesOf(10, 10) }

const group = (
  accountId: string,
  rows: SearchGroup['rows'],
  rest: Partial<SearchGroup> = {},
): SearchGroup => ({
  accountId,
  resourceId: 'droplets',
  label: 'Droplets',
  icon: 'server',
  rows,
  from: 'seen',
  more: false,
  ...rest,
})

/** Types, and lets the time pass in which somebody may still be typing. */
async function typeToTheEnd(words: string) {
  vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] })
  await type(screen.getByRole('searchbox', { name: 'Search everything' }), words)
  await act(async () => vi.advanceTimersByTime(200))
  vi.useRealTimers()
  await settle()
}

async function search(words: string) {
  await key(document.body, 'k', { ctrlKey: true })
  await typeToTheEnd(words)
}

const idOf = (requests: readonly unknown[], at = -1) => (requests.at(at) as { requestId: string }).requestId

describe('the search over all accounts', () => {
  it('shows rows by account and resource as they come in, and says who is still asked', async () => {
    const answer = pending<SearchResults>()
    const { fake } = await show(world, { searchRows: () => answer.promise })
    await search('web')
    const requestId = idOf(fake.requestsOf('searchRows'))
    const first = { requestId, text: 'web', groups: [group('acme', [makeRow(0)])], failed: [] }
    await act(async () => fake.emit('search', { ...first, pending: ['side'] }))
    expect(screen.getByRole('menuitem', { name: /web-01.*active · fra1 · 4 GB/ })).toBeDefined()
    expect(screen.getByText('Acme · Droplets')).toBeDefined()
    expect(screen.getByText('Asking Side projects…')).toBeDefined()
    const groups = [...first.groups, group('side', [makeRow(10)], { from: 'provider' })]
    await act(async () => answer.resolve({ ...first, groups, pending: [] }))
    await settle()
    expect(screen.getByText('Side projects · Droplets')).toBeDefined()
    expect(screen.getByText('from DigitalOcean')).toBeDefined()
    expect(screen.queryByText(/Asking/)).toBeNull()
  })

  it('says which account could not be searched, and why', async () => {
    const failure = { code: 'rate_limited', message: '429', facts: {} } as const
    await show(world, {
      searchRows: async (request) => ({
        ...request,
        groups: [],
        pending: [],
        failed: [{ accountId: 'side', failure }],
      }),
    })
    await search('nothing at all')
    expect(screen.getByText(/^Side projects could not be searched: /)).toBeDefined()
    expect(screen.getByText(/Searched the rows loaded so far/)).toBeDefined()
  })

  it('cancels the search before when other words are typed, and drops what still comes of it', async () => {
    const { fake } = await show(world, { searchRows: () => new Promise(() => undefined) })
    await search('web')
    const requestId = idOf(fake.requestsOf('searchRows'))
    await type(screen.getByRole('searchbox', { name: 'Search everything' }), 'webs')
    expect(fake.requestsOf('cancelRequest')).toEqual([{ requestId }])
    await act(async () =>
      fake.emit('search', {
        requestId,
        text: 'web',
        groups: [group('acme', [makeRow(0)])],
        pending: [],
        failed: [],
      }),
    )
    expect(screen.queryByText('Acme · Droplets')).toBeNull()
  })

  it('cancels when it is closed, and asks nobody for a single letter', async () => {
    const { fake } = await show(world, { searchRows: () => new Promise(() => undefined) })
    await search('w')
    expect(fake.requestsOf('searchRows')).toEqual([])
    await typeToTheEnd('we')
    const requestId = idOf(fake.requestsOf('searchRows'))
    await key(screen.getByRole('searchbox', { name: 'Search everything' }), 'Escape')
    expect(fake.requestsOf('cancelRequest')).toEqual([{ requestId }])
  })

  it('opens a row that was found beside its list, also when no page has brought it yet', async () => {
    const { services } = await show(world, {
      searchRows: async (request) => ({
        ...request,
        groups: [group('side', [makeRow(120)], { from: 'provider' })],
        pending: [],
        failed: [],
      }),
    })
    await search('web')
    await press('menuitem', /web-121/)
    expect(services.navigation.current()).toEqual({
      screen: 'browse',
      accountId: 'side',
      resourceId: 'droplets',
      rowId: makeRow(120).id,
    })
    expect(screen.getByRole('region', { name: 'web-121' })).toBeDefined()
    expect(screen.queryByRole('row', { name: /web-121/ })).toBeNull()
    await press('button', 'Close details')
    expect(screen.queryByRole('region', { name: 'web-121' })).toBeNull()
  })

  it('unfolds a long group without closing', async () => {
    const rows = Array.from({ length: 9 }, (_, index) => makeRow(index))
    await show(world, {
      searchRows: async (request) => ({ ...request, groups: [group('acme', rows)], pending: [], failed: [] }),
    })
    await search('e')
    await typeToTheEnd('fra1')
    expect(screen.queryByRole('menuitem', { name: /mail-out-09/ })).toBeNull()
    await press('menuitem', 'Show 4 more rows')
    expect(screen.getByRole('menuitem', { name: /mail-out-09/ })).toBeDefined()
  })

  it('finds the row above one that lies deeper', async () => {
    const snapshot = { ...makeRow(3), id: 'snap-1', title: 'before-upgrade' }
    const { services } = await show(world, {
      searchRows: async (request) => ({
        ...request,
        groups: [
          group('acme', [snapshot], { resourceId: 'snapshots', label: 'Snapshots', parentId: makeRow(1).id }),
        ],
        pending: [],
        failed: [],
      }),
      knownRows: async () => ({ rows: [makeRow(0), makeRow(1)], at: now, complete: true }),
    })
    await search('upgrade')
    await press('menuitem', /before-upgrade/)
    expect(services.navigation.current()).toMatchObject({
      resourceId: 'snapshots',
      parents: [{ resourceId: 'droplets', rowId: makeRow(1).id, title: 'worker-02' }],
    })
  })

  it('says so when it could not be done at all', async () => {
    await show(world, {
      async searchRows() {
        throw new Failure('vault_locked', 'locked')
      },
    })
    await search('web')
    expect(screen.getByText(/^Rows could not be searched: /)).toBeDefined()
  })
})
