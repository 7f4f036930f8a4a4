import { mkdtemp, readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { afterEach, beforeAll, expect, test } from 'vitest'
import type { RunningApp } from './harness/app'
import { describeOnLinux, useDesktop } from './harness/use-desktop'
import { askForSandbox, connectPerson, signInByRequests } from './sandbox-person'

describeOnLinux('lists that are long, slow or break off, in the window', () => {
  const stage = useDesktop()
  let app: RunningApp

  const resources = () => app.window.getByRole('navigation', { name: 'Resources' })
  const grid = (name: string) => app.window.getByRole('grid', { name })
  const text = (words: string | RegExp) => app.window.getByText(words, { exact: true })
  const button = (name: string) => app.window.getByRole('button', { name, exact: true })

  beforeAll(async () => {
    app = await stage.launch()
    const { window } = app
    await connectPerson('Ada Lovelace', window, stage)
    await askForSandbox(window)
    await window.getByText('Events', { exact: true }).click()
    await button('Continue in browser').click()
    await signInByRequests('Grace Hopper', stage)
    await button('Done').click()
    await browse('Grace Hopper')
    await grid('Servers').getByRole('gridcell').first().waitFor()
  })
  afterEach(async () => {
    for (let tries = 0; tries < 3 && (await app.window.getByRole('dialog').count()) > 0; tries += 1)
      await app.window.keyboard.press('Escape')
  })

  async function browse(person: string) {
    await app.window.getByRole('button', { name: 'Accounts', exact: true }).first().click()
    const row = app.window.getByRole('main').getByRole('listitem').filter({ hasText: person })
    await row.getByRole('button', { name: 'Browse' }).click()
  }

  const choose = (name: string) => resources().getByRole('button', { name, exact: true }).click()

  async function openList(name: string) {
    await choose(name)
    await grid(name).getByRole('gridcell').first().waitFor()
  }

  /** From here on the paths that are asked for, and how each request ended. */
  async function watchRequests(): Promise<() => Promise<readonly string[]>> {
    await app.electronApp.evaluate(({ session }) => {
      const seen: string[] = []
      Reflect.set(globalThis, 'requestsSeen', seen)
      const { webRequest } = session.fromPartition('network')
      webRequest.onCompleted(
        ({ url, statusCode }) => void seen.push(`${new URL(url).pathname} ${statusCode}`),
      )
      webRequest.onErrorOccurred(({ url, error }) => void seen.push(`${new URL(url).pathname} ${error}`))
    })
    return () => app.electronApp.evaluate(() => Reflect.get(globalThis, 'requestsSeen') as string[])
  }

  test('a list that breaks off keeps its rows, says what went wrong, and goes on where it was', async () => {
    const { window } = app
    const requests = await watchRequests()
    await openList('Flaky jobs')
    await grid('Flaky jobs').getByRole('row').nth(1).focus()
    await window.keyboard.press('End')
    await text('300 flaky jobs · 100 loaded').waitFor()
    await window.keyboard.press('End')
    await text(/Sandbox Cloud asks for a pause of \d s/).waitFor()
    const rowsWhileWaiting = await grid('Flaky jobs').getByRole('row').count()
    await text('300 flaky jobs · 150 loaded').waitFor()
    await window.keyboard.press('End')
    const said = await window.getByRole('alert').textContent()
    const rowsAfter = await grid('Flaky jobs').getByRole('row').count()
    await window.keyboard.press('Home')
    const inView = await window.getByRole('alert').evaluate((alert) => {
      const { top, bottom } = alert.getBoundingClientRect()
      return top > 0 && bottom < innerHeight
    })
    const before = (await requests()).filter((one) => one.startsWith('/api/v1/jobs')).length
    await window.getByRole('alert').getByRole('button', { name: 'Try again' }).click()
    await text('300 flaky jobs · 200 loaded').waitFor()
    const went = (await requests()).filter((one) => one.startsWith('/api/v1/jobs'))

    expect(rowsWhileWaiting).toBeGreaterThan(5)
    expect(said).toContain('503')
    expect(inView).toBe(true)
    expect(rowsAfter).toBeGreaterThan(5)
    expect(went.filter((one) => one.endsWith(' 429'))).toHaveLength(1)
    expect(went.filter((one) => one.endsWith(' 503'))).toHaveLength(3)
    expect(went.slice(before)).toEqual(['/api/v1/jobs 200'])
    expect(await window.getByRole('alert').count()).toBe(0)
  })

  test('all of it is read with one click, over a wait that is shown and ends by itself', async () => {
    const { window } = app
    const requests = await watchRequests()
    await openList('Rationed logs')
    await button('Load all').click()
    await text(/Sandbox Cloud asks for a pause of \d s/).waitFor()
    await text('500 rationed logs').waitFor({ timeout: 30_000 })

    const statuses = (await requests()).filter((one) => one.startsWith('/api/v1/log-lines'))
    expect(statuses.every((one) => one.endsWith(' 200'))).toBe(true)
    expect(statuses).toHaveLength(10)
    expect(await window.getByText(/asks for a pause/).count()).toBe(0)
  })

  test('leaving a slow list ends its request at once', async () => {
    const requests = await watchRequests()
    await choose('Slow reports')
    await app.window.getByRole('status').getByText('Loading', { exact: true }).waitFor()
    await openList('Servers')

    await expect.poll(requests).toContain('/api/v1/reports net::ERR_ABORTED')
  })

  test('beside an open row the table has the columns that fit, and all of them when it is closed', async () => {
    await app.electronApp.evaluate(({ BrowserWindow }) =>
      BrowserWindow.getAllWindows()[0]?.setBounds({ width: 1280, height: 760 }),
    )
    await openList('Servers')
    const headings = () => grid('Servers').getByRole('columnheader').allTextContents()
    const isScrolledSideways = () =>
      grid('Servers').evaluate(({ parentElement: scroller }) =>
        scroller === null ? undefined : scroller.scrollWidth > scroller.clientWidth,
      )
    const before = await headings()
    await grid('Servers').getByRole('row').nth(1).click()
    await button('Close details').waitFor()
    const beside = await headings()
    const sideways = await isScrolledSideways()
    await button('Close details').click()

    expect(before).toEqual(['Name', 'State', 'Region', 'Memory', 'Address', 'Created'])
    expect(beside.length).toBeLessThan(before.length)
    expect(before.slice(0, beside.length)).toEqual(beside)
    expect(sideways).toBe(false)
    await expect.poll(headings).toEqual(before)
  })

  test('all 100,000 rows are read and scrolled to the end, in bounded memory', {
    timeout: 120_000,
  }, async () => {
    const { window } = app
    await openList('Events')
    await window.getByText(/^100,000 events · /).waitFor()
    const heapBefore = await heap()
    await button('Load all').click()
    await text('100,000 events').waitFor({ timeout: 90_000 })
    await grid('Events').getByRole('row').nth(1).focus()
    await window.keyboard.press('End')
    const last = grid('Events').locator('[aria-rowindex="100001"]')
    await last.waitFor()
    await expect.poll(() => last.evaluate((row) => row === document.activeElement)).toBe(true)
    await window.keyboard.press('Enter')
    await window.getByText('"evt-099999"').first().waitFor()
    await window.keyboard.press('Escape')

    expect(await grid('Events').getByRole('row').count()).toBeLessThan(80)
    expect((await heap()) - heapBefore).toBeLessThan(150 * 1024 * 1024)
  })

  test('an export writes all 100,000 rows, each once', { timeout: 120_000 }, async () => {
    const { window } = app
    const folder = await mkdtemp(join(stage.desktop.folder, 'saved-'))
    const file = join(folder, 'events.json')
    await app.electronApp.evaluate(({ dialog }, filePath) => {
      dialog.showSaveDialog = async () => ({ canceled: false, filePath })
    }, file)
    await openList('Events')
    await button('Export').click()
    await window.getByText('JSON', { exact: true }).first().click()
    await button('Choose a file…').click()
    await window.getByText('100,000 rows written').waitFor({ timeout: 90_000 })
    await window.keyboard.press('Escape')

    const written = JSON.parse(await readFile(file, 'utf8')) as { id: string }[]
    expect([written.length, new Set(written.map(({ id }) => id)).size]).toEqual([100_000, 100_000])
  })

  test('Alt-Left comes back to a list as it was left, without asking for it again', async () => {
    const { window } = app
    await openList('Servers')
    await grid('Servers').getByRole('row').nth(1).focus()
    await window.keyboard.press('End')
    await text('137 servers · 100 loaded').waitFor()
    await window.keyboard.press('PageUp')
    await window.keyboard.press('Enter')
    const name = await grid('Servers')
      .getByRole('row', { selected: true })
      .getByRole('gridcell')
      .first()
      .textContent()
    const top = await scrollTop('Servers')
    await openList('Buckets')
    const requests = await watchRequests()
    await window.keyboard.press('Alt+ArrowLeft')
    await window.getByRole('region', { name: name ?? '', exact: true }).waitFor()
    await text('137 servers · 100 loaded').waitFor()

    expect(top).toBeGreaterThan(500)
    expect(await scrollTop('Servers')).toBe(top)
    expect((await requests()).filter((one) => one.startsWith('/api/v1/servers'))).toEqual([])
    await window.getByRole('button', { name: 'Close details' }).click()
  })

  test('one search finds rows of both accounts, seen or not, grouped by account', async () => {
    const { window } = app
    await button('Accounts').first().click()
    await window.keyboard.press('Control+k')
    await window.getByRole('searchbox', { name: 'Search everything' }).fill('fra2')
    const of = (account: string) => window.getByRole('group').filter({ hasText: `${account} · Servers` })
    await of('Grace Hopper').first().waitFor()
    await of('Ada Lovelace').getByText('from Sandbox Cloud').waitFor()
    const ofAda = of('Ada Lovelace').getByRole('menuitem')
    const name = (await ofAda.first().textContent())?.match(/\w+-fra2-\d+/)?.[0] ?? ''
    await ofAda.first().click()
    await window.getByRole('region', { name, exact: true }).waitFor()

    expect(name).not.toBe('')
    await window.getByRole('heading', { name: 'Ada Lovelace', level: 1 }).waitFor()
  })

  /** Bytes of JavaScript objects in the window, after what is garbage has gone. */
  async function heap(): Promise<number> {
    const session = await app.window.context().newCDPSession(app.window)
    await session.send('HeapProfiler.collectGarbage')
    const { usedSize } = await session.send('Runtime.getHeapUsage')
    await session.detach()
    return usedSize
  }

  const scrollTop = (name: string) => grid(name).evaluate((list) => list.parentElement?.scrollTop ?? 0)
})
