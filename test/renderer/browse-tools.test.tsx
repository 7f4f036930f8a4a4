import { describe, expect, it } from 'vitest'
import type { ExportOutcome } from '../../shared/export'
import { Failure } from '../../shared/failure'
import type { KeyfobApi } from '../../shared/keyfob-api'
import type { Page } from '../../shared/resource'
import { act, fireEvent, key, pending, press, screen, settle, show, type, within } from './show'
import type { World } from './world'
import { makeAccount, minute } from './world/accounts'
import { pagesOf, resourcesOf } from './world/rows'

const now = Date.now()
const account = makeAccount('acme', now, { label: 'Acme' })
type Calls = { readonly [Method in keyof KeyfobApi]?: KeyfobApi[Method] }

async function open(rows: World['rows'] = pagesOf(40, 20), calls: Calls = {}) {
  const shown = await show({ accounts: [account], resources: resourcesOf, rows }, calls)
  await press('button', 'Browse', screen.getByRole('listitem', { name: 'Acme' }))
  await settle()
  return shown
}

const columns = () => screen.getAllByRole('columnheader').map((one) => one.textContent)

describe('an export', () => {
  it('asks for what is shown: filter, order and columns, in the format chosen', async () => {
    const { fake } = await open()
    await type(screen.getByRole('searchbox', { name: 'Filter droplets' }), 'fra1')
    await press('button', 'Sort by Memory')
    await press('button', 'Columns')
    await press('menuitemcheckbox', 'Region')
    await key(screen.getByRole('menu', { name: 'Columns' }), 'Escape')
    await press('button', 'Export')
    expect(screen.getByText(/Only rows that match “fra1”/)).toBeDefined()
    expect(screen.getByText('Columns: Name, State, Memory, Address.')).toBeDefined()
    await press('radio', /JSON/)
    await press('button', 'Choose a file…')
    expect(fake.requestsOf('exportRows')).toEqual([
      {
        accountId: 'acme',
        resourceId: 'droplets',
        requestId: expect.any(String),
        format: 'json',
        columns: ['name', 'status', 'memory', 'address'],
        filter: 'fra1',
        sort: { column: 'memory', descending: false },
      },
    ])
    expect(screen.getByRole('button', { name: 'Choose a file…' })).toBeDefined()
  })

  it('shows how far it has come, can be cancelled, and says where the file is', async () => {
    const outcome = pending<ExportOutcome>()
    const { fake } = await open(undefined, { exportRows: () => outcome.promise })
    await press('button', 'Export')
    await press('button', 'Choose a file…')
    const { requestId } = fake.requestsOf('exportRows')[0] as { requestId: string }
    await act(async () =>
      fake.emit('progress', { requestId, state: 'writing', pages: 3, rows: 1_500, total: 100_000 }),
    )
    expect(screen.getByText('1,500 of 100,000 rows read · 3 pages')).toBeDefined()
    expect(screen.getByRole('progressbar').getAttribute('aria-valuenow')).toBe('0.015')
    await act(async () =>
      outcome.resolve({ kind: 'saved', file: '/home/o/acme.csv', rows: 12, bytes: 2_048, complete: false }),
    )
    await settle()
    const dialog = screen.getByRole('dialog')
    expect(dialog.textContent).toContain('12 rows written2 KB, saved as/home/o/acme.csv')
    expect(dialog.textContent).toContain('rows may be missing')
    await press('button', 'Show in folder')
    expect(fake.requestsOf('showExport')).toEqual([{ requestId }])
  })

  it('is cancelled with its dialog', async () => {
    const { fake } = await open(undefined, { exportRows: () => new Promise(() => undefined) })
    await press('button', 'Export')
    await press('button', 'Choose a file…')
    const { requestId } = fake.requestsOf('exportRows')[0] as { requestId: string }
    await press('button', 'Cancel')
    expect(fake.requestsOf('cancelRequest')).toEqual([{ requestId }])
    expect(screen.getByRole('button', { name: 'Choose a file…' })).toBeDefined()
  })

  it('that failed says why and can be tried again', async () => {
    await open(undefined, {
      async exportRows() {
        throw new Failure('disk_full', 'ENOSPC', { facts: { subject: '/home/o/acme.csv' } })
      },
    })
    await press('button', 'Export')
    await press('button', 'Choose a file…')
    expect(screen.getByRole('alert')).toBeDefined()
    expect(screen.getByRole('button', { name: 'Choose a file…' })).toBeDefined()
  })
})

describe('the columns', () => {
  it('are hidden and shown, stay so in the settings, and the last one cannot go', async () => {
    const { fake } = await open()
    await press('button', 'Columns')
    for (const name of ['State', 'Region', 'Memory', 'Address']) await press('menuitemcheckbox', name)
    expect(columns()).toEqual(['Name'])
    const name = screen.getByRole('menuitemcheckbox', { name: 'Name' })
    expect(name.getAttribute('aria-disabled')).toBe('true')
    expect(fake.world().settings.columns).toEqual({
      'digitalocean/droplets': { hidden: ['status', 'region.slug', 'memory', 'address'], widths: {} },
    })
    await press('menuitem', 'Reset columns')
    expect(columns()).toHaveLength(5)
  })

  it('are made wider by the arrows, and let go by Enter', async () => {
    const { fake } = await open()
    const edge = () => screen.getByRole('separator', { name: 'Width of State' })
    const widths = () => fake.world().settings.columns?.['digitalocean/droplets']?.widths ?? {}
    await key(edge(), 'ArrowRight')
    const before = widths().status ?? 0
    await key(edge(), 'ArrowRight')
    await key(edge(), 'ArrowRight')
    expect(widths().status).toBeGreaterThanOrEqual(before)
    expect(Object.keys(widths())).toContain('status')
    await key(edge(), 'Enter')
    expect(Object.keys(widths())).not.toContain('status')
  })
})

describe('a list that cannot be had', () => {
  it('shows the rows seen last, with their age, until it can', async () => {
    let offline = true
    await open(
      (request) => {
        if (offline) throw new Failure('offline', 'ERR_INTERNET_DISCONNECTED')
        return pagesOf(3, 3)(request)
      },
      {
        knownRows: async () => ({
          rows: pagesOf(2, 2)({ accountId: 'acme', resourceId: 'droplets' }).rows,
          at: Date.now() - 5 * minute,
          total: 2,
          complete: true,
        }),
      },
    )
    expect(screen.getByText('You are offline. These rows are from 5 min ago.')).toBeDefined()
    expect(screen.getAllByRole('row')).toHaveLength(3)
    offline = false
    await press('button', 'Try again')
    expect(screen.queryByText(/as of/)).toBeNull()
    expect(screen.getAllByRole('row')).toHaveLength(4)
  })

  it('is asked for again by itself when the network is back', async () => {
    let offline = true
    await open(
      (request) => {
        if (offline) throw new Failure('offline', 'ERR_INTERNET_DISCONNECTED')
        return pagesOf(3, 3)(request)
      },
      {
        knownRows: async () => ({
          rows: pagesOf(2, 2)({ accountId: 'a', resourceId: 'b' }).rows,
          at: now,
          complete: true,
        }),
      },
    )
    offline = false
    await act(async () => fireEvent(window, new Event('online')))
    await settle()
    expect(screen.getAllByRole('row')).toHaveLength(4)
  })

  it('does not hide a missing permission behind old rows', async () => {
    const { fake } = await open(() => {
      throw new Failure('insufficient_scope', '403', { facts: { missingScopes: ['droplet:admin'] } })
    })
    expect(fake.requestsOf('knownRows')).toEqual([])
    expect(screen.getByRole('button', { name: 'Ask for this permission' })).toBeDefined()
  })
})

describe('patience', () => {
  it('is shown: who asks to wait, and how long still', async () => {
    const page = pending<Page>()
    const { fake } = await open(() => page.promise)
    const { requestId } = fake.requestsOf('listRows')[0] as { requestId: string }
    const why = { code: 'rate_limited', message: '429', facts: {} } as const
    await act(async () =>
      fake.emit('progress', {
        requestId,
        state: 'waiting',
        until: Date.now() + 12_000,
        why,
        pages: 0,
        rows: 0,
      }),
    )
    expect(screen.getByText(/DigitalOcean asks for a pause of 1[12] s/)).toBeDefined()
    await act(async () => page.resolve(pagesOf(3, 3)({ accountId: 'acme', resourceId: 'droplets' })))
    await settle()
    expect(screen.queryByText(/asks for a pause/)).toBeNull()
  })
})

describe('the numbers beside the resources', () => {
  it('are asked for once the list that is looked at has come, and one at a time', async () => {
    const counting = pending<number | null>()
    const { fake } = await open(undefined, { countRows: () => counting.promise })
    expect(fake.requestsOf('countRows')).toMatchObject([{ resourceId: 'droplets' }])
    await act(async () => counting.resolve(7))
    await settle()
    const list = screen.getByRole('navigation', { name: 'Resources' })
    expect(within(list).getByRole('listitem', { name: 'Databases' }).textContent).toBe('Databases7')
    expect(within(list).getByRole('listitem', { name: 'Droplets' }).textContent).toBe('Droplets40')
    expect(fake.requestsOf('countRows')).toHaveLength(3)
  })
})

describe('the keyboard', () => {
  it('reaches the filter with Ctrl-F and loads again with F5', async () => {
    const { fake } = await open()
    await key(document.body, 'f', { ctrlKey: true })
    expect(document.activeElement).toBe(screen.getByRole('searchbox', { name: 'Filter droplets' }))
    const before = fake.requestsOf('listRows').length
    await key(document.body, 'F5')
    expect(fake.requestsOf('listRows').length).toBeGreaterThan(before)
  })

  it('comes back to the open row, the filter and the order with Alt-Left', async () => {
    await open()
    await type(screen.getByRole('searchbox', { name: 'Filter droplets' }), 'worker')
    await press('row', /worker-02/)
    await press('button', 'Snapshots')
    expect(screen.queryByRole('region', { name: 'worker-02' })).toBeNull()
    await key(document.body, 'ArrowLeft', { altKey: true })
    expect(screen.getByRole('region', { name: 'worker-02' })).toBeDefined()
    const filter = screen.getByRole('searchbox', { name: 'Filter droplets' })
    expect((filter as HTMLInputElement).value).toBe('worker')
  })
})
