import { describe, expect, it } from 'vitest'
import type { Account } from '../../shared/account'
import { Failure } from '../../shared/failure'
import type { Page } from '../../shared/resource'
import type { FakeKeyfob } from './fake-keyfob'
import { act, fireEvent, key, pending, press, screen, settle, show, type, within } from './show'
import type { World } from './world'
import { makeAccount } from './world/accounts'
import { makeRow, pagesOf, resourcesOf } from './world/rows'

const now = Date.now()
const account = makeAccount('acme', now, { label: 'Acme' })

async function open(rows: World['rows'] = pagesOf(148, 30)) {
  const shown = await show({ accounts: [account], resources: resourcesOf, rows })
  await press('button', 'Browse', screen.getByRole('listitem', { name: 'Acme' }))
  await settle()
  return shown
}

function pagesAsked(fake: FakeKeyfob): readonly (string | undefined)[] {
  return (fake.requestsOf('listRows') as { next?: string }[]).map((request) => request.next)
}

function names(): readonly (string | undefined)[] {
  const [, ...rows] = screen.getAllByRole('row')
  return rows.map((row) => within(row).getAllByRole('gridcell')[0]?.textContent ?? undefined)
}

async function scrollTo(pixels: number) {
  const grid = screen.getByRole('grid')
  const scroller = grid.parentElement
  if (scroller === null) throw new Error('the grid scrolls in its parent')
  await act(async () => {
    scroller.scrollTop = pixels
    fireEvent.scroll(scroller)
  })
  await settle()
}

describe('the rows of a resource', () => {
  it('are asked for page by page, as far as the person looks', async () => {
    const { fake } = await open(pagesOf(148, 50))
    expect(pagesAsked(fake)).toEqual([undefined])
    expect(screen.getByRole('grid', { name: 'Droplets' }).getAttribute('aria-rowcount')).toBe('149')
    expect(screen.getByText('148 droplets · 50 loaded')).toBeDefined()
    await scrollTo(1_250)
    expect(pagesAsked(fake)).toEqual([undefined, '50'])
  })

  it('are asked for one page at a time', async () => {
    const second = pending<Page>()
    const { fake } = await open((request) => (request.next ? second.promise : pagesOf(148, 30)(request)))
    await scrollTo(600)
    await scrollTo(700)
    expect(pagesAsked(fake)).toEqual([undefined, '30'])
  })

  it('exist in the document only where they are in view', async () => {
    await open(pagesOf(5_000, 5_000))
    expect(screen.getByText('5,000 droplets')).toBeDefined()
    expect(names().length).toBeGreaterThan(10)
    expect(names().length).toBeLessThan(60)
  })

  it('appear once when a page repeats them', async () => {
    await open((request) =>
      request.next === undefined
        ? { rows: [makeRow(0), makeRow(1)], next: '2' }
        : { rows: [makeRow(1), makeRow(2)] },
    )
    expect(names()).toEqual(['web-01', 'worker-02', 'db-replica-03'])
  })

  it('stay when the next page fails, with a way to go on', async () => {
    let broken = true
    await open((request) => {
      if (request.next !== undefined && broken)
        throw new Failure('rate_limited', '429', { facts: { retryAfter: 30 } })
      return pagesOf(40, 30)(request)
    })
    await settle()
    expect(screen.getByRole('alert').textContent).toContain('30 seconds')
    expect(names().length).toBeGreaterThan(10)
    broken = false
    await press('button', 'Try again')
    expect(screen.queryByRole('alert')).toBeNull()
    expect(screen.getByText('40 droplets')).toBeDefined()
  })

  it('that a filter keeps none of still say that the next page has failed', async () => {
    await open((request) => {
      if (request.next !== undefined) throw new Failure('server_error', '503')
      return pagesOf(40, 30)(request)
    })
    await settle()
    const alert = screen.getByRole('alert')
    expect(screen.getByRole('grid').parentElement?.contains(alert)).toBe(false)
    await type(screen.getByRole('searchbox', { name: 'Filter droplets' }), 'no such thing')
    expect(within(screen.getByRole('alert')).getByRole('button', { name: 'Try again' })).toBeDefined()
  })

  it('of a list that is not looked at any more are cancelled, and dropped if they come', async () => {
    const slow = pending<Page>()
    const { fake, services } = await open((request) =>
      request.resourceId === 'droplets' ? slow.promise : { rows: [makeRow(7)] },
    )
    await press('button', 'Databases')
    expect(names()).toEqual(['bastion-08'])
    await act(async () => slow.resolve({ rows: [makeRow(0)] }))
    await settle()
    expect(names()).toEqual(['bastion-08'])
    expect(services.navigation.current()).toMatchObject({ resourceId: 'databases' })
    const [first] = fake.requestsOf('listRows') as { requestId: string }[]
    expect(fake.requestsOf('cancelRequest')).toEqual([{ requestId: first?.requestId }])
  })

  it('are sorted by a column, the other way round, and as they came', async () => {
    await open(pagesOf(4, 4))
    const order = () => names().join(' ')
    const came = order()
    await press('button', 'Sort by Memory')
    expect(order()).toBe('ci-runner-04 web-01 worker-02 db-replica-03')
    expect(screen.getByRole('columnheader', { name: /Memory/ }).getAttribute('aria-sort')).toBe('ascending')
    await press('button', 'Sort by Memory')
    expect(order()).toBe('db-replica-03 worker-02 web-01 ci-runner-04')
    await press('button', 'Sort by Memory')
    expect(order()).toBe(came)
  })

  it('are filtered by any cell, and it is said when not everything is loaded', async () => {
    const { fake } = await open(pagesOf(200, 60))
    const filter = screen.getByRole('searchbox', { name: 'Filter droplets' })
    await type(filter, 'vpn')
    expect(names().every((name) => name?.startsWith('vpn'))).toBe(true)
    expect(pagesAsked(fake)).toEqual([undefined])
    await type(filter, 'no such thing')
    expect(screen.getByText('Not everything is loaded yet.')).toBeDefined()
    const before = pagesAsked(fake).length
    await press('button', 'Load more')
    expect(pagesAsked(fake)).toHaveLength(before + 1)
  })

  it('that do not exist are called so, not an error', async () => {
    await open(() => ({ rows: [], total: 0 }))
    expect(screen.getByRole('heading', { name: 'No droplets' })).toBeDefined()
  })
})

describe('one row', () => {
  it('opens its fields and its JSON beside the table', async () => {
    const { fake } = await open()
    await press('row', /web-01/)
    const detail = screen.getByRole('region', { name: 'web-01' })
    expect(within(detail).getByRole('region', { name: 'JSON' }).textContent).toContain('"name": "web-01"')
    expect(detail.textContent).toContain('ImageDebian 12')
    expect(detail.textContent).toContain('Memory4 GB')
    await press('button', 'Open in browser', detail)
    expect(fake.requestsOf('openWebPage')).toEqual([{ url: 'https://cloud.example/droplets/0' }])
    await press('button', 'Copy JSON', detail)
    // As it is shown.
    expect(fake.requestsOf('copyText')).toEqual([
      { text: JSON.stringify(JSON.parse(makeRow(0).json), null, 2) },
    ])
  })

  it('is shown as it was read alone, until its list is read anew', async () => {
    let status = 'off'
    const rereadable = (of: Account) => resourcesOf(of).map((one) => ({ ...one, rereadable: true }))
    await show(
      {
        accounts: [account],
        resources: rereadable,
        rows: () => ({ rows: [{ ...makeRow(0), title: status }] }),
      },
      { getItem: async () => ({ ...makeRow(0), title: 'starting' }) },
    )
    await press('button', 'Browse', screen.getByRole('listitem', { name: 'Acme' }))
    await press('row', /web-01/)
    await press('button', 'Refresh this row', screen.getByRole('region', { name: 'off' }))
    expect(screen.getByRole('region', { name: 'starting' })).toBeDefined()
    status = 'active'
    await key(document.body, 'F5')
    expect(screen.getByRole('region', { name: 'active' })).toBeDefined()
  })

  it('is reached by the arrows, opened by Enter and closed by Escape', async () => {
    await open()
    const row = (name: RegExp) => screen.getByRole('row', { name })
    expect(row(/web-01/).tabIndex).toBe(0)
    await key(row(/web-01/), 'ArrowDown')
    expect(document.activeElement).toBe(row(/worker-02/))
    await key(row(/worker-02/), 'Enter')
    expect(screen.getByRole('region', { name: 'worker-02' })).toBeDefined()
    await key(row(/worker-02/), 'ArrowDown')
    expect(screen.getByRole('region', { name: 'db-replica-03' })).toBeDefined()
    await key(row(/db-replica-03/), 'Escape')
    expect(screen.queryByRole('region', { name: 'db-replica-03' })).toBeNull()
    expect(document.activeElement).toBe(row(/db-replica-03/))
  })

  it('keeps the focus, and is where the arrows go on from, when it has scrolled out of view', async () => {
    await open(pagesOf(5_000, 5_000))
    const row = (name: RegExp) => screen.getByRole('row', { name })
    row(/web-01/).focus()
    await key(row(/web-01/), 'ArrowDown')
    await scrollTo(50_000)
    expect(document.activeElement).toBe(row(/worker-02/))
    await key(row(/worker-02/), 'ArrowDown')
    expect(document.activeElement).toBe(row(/db-replica-03/))
    expect(screen.getByRole('grid').parentElement?.scrollTop).toBeLessThan(200)
  })

  it('does not call the list back to it when rows come that are sorted in before it', async () => {
    const second = pending<Page>()
    const first = pagesOf(60, 30)
    await open((request) => (request.next ? second.promise : first(request)))
    await press('button', 'Sort by Name')
    await press('row', /metrics-06/)
    second.resolve({ rows: Array.from({ length: 30 }, (_, index) => makeRow(30 + index)), total: 60 })
    await settle()
    expect(screen.getByText('60 droplets')).toBeDefined()
    expect(screen.getByRole('grid').parentElement?.scrollTop).toBe(0)
  })

  it('shows markup from a provider as text', async () => {
    const nasty = '<img src=x onerror=alert(1)>'
    await open(() => ({
      rows: [
        {
          id: '1',
          title: nasty,
          cells: [nasty, null, null, null, null],
          json: JSON.stringify({ name: nasty }),
        },
      ],
    }))
    await press('row', /onerror/)
    expect(screen.getByRole('region', { name: nasty })).toBeDefined()
    expect(document.querySelector('img')).toBeNull()
  })

  it('leads to what lies below it, and back up', async () => {
    const { fake } = await open()
    await press('row', /worker-02/)
    await press('button', 'Snapshots')
    expect(fake.requestsOf('listRows')).toContainEqual({
      accountId: 'acme',
      resourceId: 'snapshots',
      parentId: makeRow(1).id,
      requestId: expect.any(String),
    })
    const path = screen.getByRole('navigation', { name: 'Path' })
    expect(path.textContent).toBe('Dropletsworker-02Snapshots')
    await press('button', 'Droplets', path)
    expect(screen.getByRole('grid', { name: 'Droplets' })).toBeDefined()
  })
})

describe('a missing permission', () => {
  it('is named before asking, and asked for alone, on the same account', async () => {
    const { fake } = await open()
    await press('button', 'Kubernetes, permission missing')
    expect(screen.getByRole('heading', { name: 'A permission is missing for Kubernetes' })).toBeDefined()
    expect(screen.getByText('See your clusters and node pools')).toBeDefined()
    await press('button', 'Ask for this permission')
    expect(fake.requestsOf('connect')).toMatchObject([
      {
        accountId: 'acme',
        scopes: ['droplet:read', 'database:read', 'domain:read', 'kubernetes:read'],
        kind: 'authorization_code',
      },
    ])
  })

  it('is asked for without what was declined before', async () => {
    const { asked, granted } = account.scopes
    const scopes = { asked, granted: granted.filter((name) => name !== 'database:read') }
    const { fake } = await show({
      accounts: [{ ...account, scopes }],
      resources: resourcesOf,
      rows: pagesOf(3, 3),
    })
    await press('button', 'Browse', screen.getByRole('listitem', { name: 'Acme' }))
    await press('button', 'Kubernetes, permission missing')
    await press('button', 'Ask for this permission')
    expect(fake.requestsOf('connect')).toMatchObject([
      { scopes: ['droplet:read', 'domain:read', 'kubernetes:read'] },
    ])
  })

  it('that the server alone tells of is asked for from where it failed', async () => {
    const { fake } = await open(() => {
      throw new Failure('insufficient_scope', '403', { facts: { missingScopes: ['kubernetes:read'] } })
    })
    await press('button', 'Ask for this permission')
    expect((fake.requestsOf('connect')[0] as { scopes: string[] }).scopes).toContain('kubernetes:read')
  })

  it('that Keyfob does not know is named, and not offered to be asked for', async () => {
    await open(() => {
      throw new Failure('scope_unknown', '403', { facts: { missingScopes: ['droplet:admin'] } })
    })
    expect(screen.getByRole('alert').textContent).toContain('DigitalOcean asks for droplet:admin')
    expect(screen.queryByRole('button', { name: 'Ask for this permission' })).toBeNull()
  })
})
