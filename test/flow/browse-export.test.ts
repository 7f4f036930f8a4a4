import { randomUUID } from 'node:crypto'
import { lstat, mkdtemp, readdir, readFile, rm, symlink, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import type { ExportRequest } from '../../shared/export'
import type { RequestProgress } from '../../shared/resource'
import { failureOf } from '../support/failure-of'
import { accountOf, createRig, type Rig } from './rig'

let rig: Rig
let folder: string
let suggested: string[] = []
let shown: string[] = []
let choose: (name: string) => string | undefined
let accountId: string

beforeAll(async () => {
  rig = await createRig({
    around: {
      chooseFile: async (name) => {
        suggested.push(name)
        return choose(name)
      },
      showFile: (file) => void shown.push(file),
    },
    sandbox: { rateLimit: { limit: 100_000, window: 60 } },
  })
  accountId = accountOf(await rig.connect('Grace', { scopes: ['servers:read', 'events:read'] })).id
})
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'keyfob-export-'))
  suggested = []
  shown = []
  choose = (name) => join(folder, name)
  return () => rm(folder, { recursive: true, force: true })
})
afterAll(() => rig.end())

function exporting(more: Partial<ExportRequest> = {}) {
  return rig.api.exportRows({
    requestId: randomUUID(),
    accountId,
    resourceId: 'servers',
    format: 'csv',
    ...more,
  })
}

describe('an export', () => {
  test('writes every row of every page, under the names of the columns', async () => {
    const outcome = await exporting()
    const [name = ''] = suggested
    const text = await readFile(join(folder, name), 'utf8')
    const lines = text.trimEnd().split('\r\n')

    expect(outcome).toMatchObject({
      kind: 'saved',
      rows: 137,
      complete: true,
      bytes: Buffer.byteLength(text),
    })
    expect(name).toMatch(/Servers\.csv$/)
    expect(lines).toHaveLength(138)
    expect(lines[0]).toBe('\uFEFF"Name","State","Region","Memory","Address","Created"')
    expect(await readdir(folder)).toEqual([name])
  })

  test('is for its person alone, and takes the place of a link instead of writing through it', async () => {
    const elsewhere = join(folder, 'somebody-else.csv')
    await writeFile(elsewhere, 'theirs')
    choose = () => join(folder, 'mine.csv')
    await symlink(elsewhere, join(folder, 'mine.csv'))
    await exporting()

    const written = await lstat(join(folder, 'mine.csv'))
    expect([written.isFile(), written.mode & 0o777]).toEqual([true, 0o600])
    expect(await readFile(elsewhere, 'utf8')).toBe('theirs')
  })

  test('as JSON holds the items as the server sent them', async () => {
    await exporting({ format: 'json' })
    const items = JSON.parse(await readFile(join(folder, suggested[0] ?? ''), 'utf8'))
    const page = await rig.api.listRows({ accountId, resourceId: 'servers' })

    expect(items).toHaveLength(137)
    expect(items[0]).toEqual(JSON.parse(page.rows[0]?.json ?? ''))
  })

  test('keeps to the filter, the order and the columns of the screen', async () => {
    const { rows } = await rig.api.listRows({ accountId, resourceId: 'servers' })
    const region = String(rows[0]?.cells[2])
    await exporting({
      filter: region.toUpperCase(),
      columns: ['region', 'memory_bytes'],
      sort: { column: 'memory_bytes', descending: true },
    })
    const lines = (await readFile(join(folder, suggested[0] ?? ''), 'utf8')).trimEnd().split('\r\n')
    const sizes = lines.slice(1).map((line) => Number(line.split(',')[1]))

    expect(lines[0]).toBe('\uFEFF"Region","Memory"')
    expect(lines.length).toBeGreaterThan(2)
    expect(lines.slice(1).every((line) => line.startsWith(`"${region}",`))).toBe(true)
    expect(sizes).toEqual([...sizes].sort((a, b) => b - a))
  })

  test('of 100,000 rows tells how far it is, and can be cancelled, which leaves no file', async () => {
    const requestId = randomUUID()
    const told: RequestProgress[] = []
    const stop = rig.services.tasks.progress.subscribe((progress) => {
      if (progress.requestId !== requestId) return
      told.push(progress)
      if (progress.rows >= 5_000) void rig.api.cancelRequest({ requestId })
    })
    const failure = await failureOf(exporting({ requestId, resourceId: 'events', format: 'json' }))
    stop()

    expect(failure.code).toBe('cancelled')
    expect(told.at(-1)).toMatchObject({ state: 'writing', rows: 5_000, total: 100_000, pages: 10 })
    await expect.poll(() => readdir(folder)).toEqual([])
    const asked = rig.server.stats().api['GET /events']?.[200]
    await new Promise((resolve) => setTimeout(resolve, 200))
    expect(rig.server.stats().api['GET /events']?.[200]).toBe(asked)
  })

  test('that fails in the middle leaves the file that was there', async () => {
    choose = () => join(folder, 'rows.csv')
    await exporting()
    const before = await readFile(join(folder, 'rows.csv'), 'utf8')
    const requestId = randomUUID()
    const stop = rig.services.tasks.progress.subscribe(({ pages }) => {
      if (pages === 2) void rig.stopServer()
    })
    const failure = await failureOf(exporting({ requestId, resourceId: 'events' }))
    stop()
    await rig.startServer()

    expect(failure.code).toMatch(/^connection_/)
    expect(await readdir(folder)).toEqual(['rows.csv'])
    expect(await readFile(join(folder, 'rows.csv'), 'utf8')).toBe(before)
  })

  test('of this run can be shown in its folder, by its own name alone', async () => {
    const requestId = randomUUID()
    await exporting({ requestId })
    await rig.api.showExport({ requestId })

    expect(shown).toEqual([join(folder, suggested[0] ?? '')])
    expect(await failureOf(rig.api.showExport({ requestId: randomUUID() }))).toMatchObject({
      code: 'not_found',
    })
    expect(shown).toHaveLength(1)
  })

  test('to nowhere asks for nothing', async () => {
    choose = () => undefined
    const asked = rig.server.stats().api['GET /servers']?.[200]
    expect(await exporting()).toEqual({ kind: 'no_file' })
    expect(rig.server.stats().api['GET /servers']?.[200]).toBe(asked)
  })

  test('to a folder that is not there is told as that', async () => {
    choose = () => join(folder, 'missing', 'rows.csv')
    expect((await failureOf(exporting())).code).toBe('disk_unwritable')
  })
})
