import { mkdtemp, readdir, readFile } from 'node:fs/promises'
import { join } from 'node:path'
import type { Page } from 'playwright-core'
import { afterEach, beforeAll, expect, test } from 'vitest'
import type { RunningApp } from './harness/app'
import { describeOnLinux, useDesktop } from './harness/use-desktop'
import { setOffline } from './network-line'
import { askForSandbox, signInByRequests } from './sandbox-person'
import { askMain } from './window-asks'

describeOnLinux('browsing, in the window', () => {
  const stage = useDesktop()
  let app: RunningApp

  const resources = () => app.window.getByRole('navigation', { name: 'Resources' })
  const grid = (name: string) => app.window.getByRole('grid', { name })
  const firstCell = (name: string) => grid(name).getByRole('gridcell').first()
  const response = () => app.window.getByRole('region', { name: 'Response' })

  beforeAll(async () => {
    app = await stage.launch()
    const { window } = app
    await askForSandbox(window)
    await window.getByText('Change servers', { exact: true }).click()
    await window.getByRole('button', { name: 'Continue in browser' }).click()
    await signInByRequests('Grace Hopper', stage)
    await window.getByRole('button', { name: 'Done' }).click()
    await window.getByRole('main').getByRole('button', { name: 'Browse' }).click()
    await firstCell('Servers').waitFor()
  })
  afterEach(async () => {
    for (let tries = 0; tries < 3 && (await app.window.getByRole('dialog').count()) > 0; tries += 1)
      await app.window.keyboard.press('Escape')
  })

  async function openList(name: string) {
    await resources().getByRole('button', { name, exact: true }).click()
    await firstCell(name).waitFor()
  }

  async function openConsole() {
    await resources().getByRole('button', { name: 'Console' }).click()
    await app.window.getByRole('combobox', { name: 'Address' }).waitFor()
  }

  async function ask(method: string, address: string) {
    const { window } = app
    await window.getByRole('button', { name: /Method/ }).click()
    await window.getByRole('option', { name: method, exact: true }).click()
    await window.getByRole('combobox', { name: 'Address' }).fill(address)
    await window.getByRole('button', { name: 'Send', exact: true }).click()
  }

  /** Answers the next dialogs for a file as a person would, with a file in a new folder. */
  async function saveTo(name: string): Promise<string> {
    const file = join(await mkdtemp(join(stage.desktop.folder, 'saved-')), name)
    await app.electronApp.evaluate(({ dialog }, filePath) => {
      dialog.showSaveDialog = async () => ({ canceled: false, filePath })
    }, file)
    return file
  }

  test('counts what each resource holds, and lists the first', async () => {
    await expect
      .poll(() => resources().getByRole('listitem', { name: 'Servers' }).textContent())
      .toMatch(/137/)
    await expect
      .poll(() => resources().getByRole('listitem', { name: 'Buckets' }).textContent())
      .toMatch(/14/)

    expect(await grid('Servers').getAttribute('aria-rowcount')).toBe('138')
  })

  test('a row opens by the keyboard, leads to what lies below it, and Alt-Left comes back to it', async () => {
    const { window } = app
    await grid('Servers').getByRole('row').nth(1).focus()
    await window.keyboard.press('ArrowDown')
    await window.keyboard.press('Enter')
    const name =
      (await grid('Servers')
        .getByRole('row', { selected: true })
        .getByRole('gridcell')
        .first()
        .textContent()) ?? ''
    const detail = window.getByRole('region', { name, exact: true })
    await detail.getByText('Address', { exact: true }).waitFor()
    await detail.getByRole('button', { name: 'Refresh this row' }).click()
    await detail.getByRole('button', { name: 'Snapshots' }).click()
    await window.getByRole('navigation', { name: 'Path' }).getByText(name).waitFor()
    await window.keyboard.press('Alt+ArrowLeft')
    await detail.waitFor()
    await window.keyboard.press('Alt+ArrowRight')
    await window.getByRole('navigation', { name: 'Path' }).waitFor()
    await window.keyboard.press('Alt+ArrowLeft')
    await detail.getByRole('button', { name: 'Close details' }).click()

    expect(await detail.count()).toBe(0)
  })

  test('a missing permission is named, asked for alone, and its list of 100,000 rows scrolls', async () => {
    const { window } = app
    await resources().getByRole('button', { name: 'Events, permission missing' }).click()
    await window.getByRole('heading', { name: 'A permission is missing for Events' }).waitFor()
    await window.getByRole('button', { name: 'Ask for this permission' }).click()
    await signInByRequests('Grace Hopper', stage)
    await window.getByRole('button', { name: 'Done' }).click()
    await firstCell('Events').waitFor()

    const granted = await grantedScopes(window)
    expect(granted).toEqual(expect.arrayContaining(['servers:read', 'servers:write', 'events:read']))
    expect(granted).not.toContain('invoices:read')
    expect(await grid('Events').getAttribute('aria-rowcount')).toBe('100001')
    await grid('Events').getByRole('row').nth(1).focus()
    for (const loaded of ['1,000', '1,500', '2,000', '2,500', '3,000']) {
      await window.keyboard.press('End')
      await window.getByText(`100,000 events · ${loaded} loaded`, { exact: true }).waitFor()
    }
    expect(await grid('Events').getByRole('row').count()).toBeLessThan(80)
  })

  test('the filter, the order and the columns are what an export writes, all of it', async () => {
    const { window } = app
    await openList('Servers')
    await window.getByRole('searchbox', { name: 'Filter servers' }).fill('running')
    await window.getByRole('button', { name: 'Sort by Name' }).click()
    await window.getByRole('button', { name: 'Columns' }).click()
    await window.getByRole('menuitemcheckbox', { name: 'Region' }).click()
    await window.keyboard.press('Escape')
    await window.getByRole('columnheader', { name: /Region/ }).waitFor({ state: 'detached' })
    const file = await saveTo('servers.csv')
    await window.getByRole('button', { name: 'Export' }).click()
    await window.getByRole('button', { name: 'Choose a file…' }).click()
    await window.getByText(/rows written$/).waitFor()
    const said = await window.getByRole('dialog').textContent()
    const [head, ...lines] = (await readFile(file, 'utf8')).trimEnd().split('\r\n')

    expect(said).toContain(file)
    expect(head).toBe('\uFEFF"Name","State","Memory","Address","Created"')
    expect(lines.length).toBeGreaterThan(50)
    expect(lines.every((line) => line.includes('"running"'))).toBe(true)
    expect(said).toContain(`${lines.length} rows written`)
    await window.getByRole('dialog').getByRole('button', { name: 'Close', exact: true }).last().click()
    await window.getByRole('searchbox', { name: 'Filter servers' }).fill('')
  })

  test('an export of 100,000 rows tells how far it is, and cancelled it leaves nothing', async () => {
    const { window } = app
    await openList('Events')
    const file = await saveTo('events.json')
    await window.getByRole('button', { name: 'Export' }).click()
    await window.getByText('JSON', { exact: true }).click()
    await window.getByRole('button', { name: 'Choose a file…' }).click()
    await window.getByText(/of 100,000 rows read/).waitFor()
    await window.getByRole('dialog').getByRole('button', { name: 'Cancel' }).click()
    await window.getByRole('button', { name: 'Choose a file…' }).waitFor()

    await expect.poll(() => readdir(join(file, '..'))).toEqual([])
  })

  test('the console shows what the API answers, refusals as well, and keeps a history', async () => {
    const { window } = app
    await openConsole()
    await ask('GET', '/api/v1/me')
    await response().getByText('200 OK').waitFor()
    const me = await response().getByRole('region', { name: 'Body' }).textContent()
    await ask('GET', '/api/v1/failing')
    await response().getByText('500 Internal Server Error').waitFor()
    for (let times = 0; times < 4; times += 1) await ask('GET', '/api/v1/limited')
    await response().getByText('429 Too Many Requests').waitFor()
    await ask('GET', 'https://elsewhere.example/')
    const refused = await response().getByRole('alert').textContent()

    expect(me).toContain('"name": "Grace Hopper"')
    expect(refused).toContain('elsewhere.example')
    if ((await window.getByRole('complementary', { name: 'History' }).count()) === 0)
      await window.getByRole('button', { name: 'History' }).click()
    await window.getByRole('button', { name: 'Load GET /api/v1/me' }).click()
    expect(await window.getByRole('combobox', { name: 'Address' }).inputValue()).toBe('/api/v1/me')
  })

  test('addresses that are suggested leave Send within reach, for a click and for everybody who listens', async () => {
    const { window } = app
    await openConsole()
    const address = window.getByRole('combobox', { name: 'Address' })
    await address.fill('/api/v1/buck')
    await window.getByRole('option', { name: /buckets/ }).waitFor()
    await window.keyboard.press('ArrowDown')
    await window.keyboard.press('Enter')
    const chosen = await address.inputValue()
    await address.fill('/api/v1/serv')
    await window.getByRole('listbox').waitFor()
    await window.getByRole('button', { name: 'Send', exact: true }).click()
    await response().getByText('404 Not Found').waitFor()

    expect(chosen).toBe('/api/v1/buckets')
    expect(await window.getByRole('listbox').count()).toBe(0)
  })

  test('a redirect is followed within the provider, and nowhere else', async () => {
    await openConsole()
    await ask('GET', '/api/v1/machines?per_page=2')
    await response().getByText('200 OK').waitFor()
    const answered = await response().textContent()
    await ask('GET', '/api/v1/moved-away')
    await response().getByRole('alert').waitFor()
    const refused = await response().getByRole('alert').textContent()

    expect(answered).toMatch(/http:\/\/127\.0\.0\.1:\d+\/api\/v1\/servers/)
    expect(answered).toContain('"ipv4"')
    expect(refused).toContain('elsewhere.example')
  })

  test('a slow answer of the console is cancelled', async () => {
    await openConsole()
    await ask('GET', '/api/v1/slow?seconds=60')
    await response().getByText('Waiting for the answer…').waitFor()
    await app.window.getByRole('button', { name: 'Cancel', exact: true }).click()

    await app.window.getByText('No request yet').waitFor()
  })

  test('the console asks before it changes anything, and what it made is in the list', async () => {
    const { window } = app
    await openConsole()
    await window
      .getByRole('tablist', { name: 'Parts of the request' })
      .getByRole('tab', { name: 'Body' })
      .click()
    await window.getByRole('button', { name: /Method/ }).click()
    await window.getByRole('option', { name: 'POST', exact: true }).click()
    await window.getByRole('textbox', { name: 'Body of the request' }).fill('{"name":"made-by-hand"}')
    await window.getByRole('combobox', { name: 'Address' }).fill('/api/v1/servers')
    await window.keyboard.press('Enter')
    const question = await window.getByRole('alertdialog').textContent()
    await window.getByRole('button', { name: 'Send POST' }).click()
    await response().getByText('201 Created').waitFor()

    expect(question).toContain('Grace Hopper')
    expect(question).toMatch(/POST http:\/\/127\.0\.0\.1:\d+\/api\/v1\/servers/)
    await openList('Servers')
    await grid('Servers').getByText('made-by-hand').waitFor()
  })

  test('a request is copied as curl, with $TOKEN in place of the token', async () => {
    await openConsole()
    await app.window.getByRole('combobox', { name: 'Address' }).fill('/api/v1/servers')
    await app.window.getByRole('button', { name: 'Copy as curl' }).click()

    await expect
      .poll(() => app.electronApp.evaluate(({ clipboard }) => clipboard.readText()))
      .toMatch(/^curl .*\/api\/v1\/servers'.*\$TOKEN"/s)
  })

  test('the search finds a row that was seen, and opens it beside its list', async () => {
    const { window } = app
    await openList('Servers')
    await window.getByRole('button', { name: 'Accounts', exact: true }).first().click()
    await window.keyboard.press('Control+k')
    await window.getByRole('searchbox', { name: 'Search everything' }).fill('made-by-hand')
    const found = window.getByRole('menuitem', { name: /^made-by-hand/ })
    await found.waitFor()
    const heading = await window.getByText('Grace Hopper · Servers').count()
    await window.getByText(/Searched the rows/).waitFor()
    await found.click()
    await window.getByRole('region', { name: 'made-by-hand' }).getByRole('region', { name: 'JSON' }).waitFor()

    expect(heading).toBe(1)
  })

  test('offline the rows seen last are shown with their age, until the line is back', async () => {
    const { window } = app
    await openList('Servers')
    await setOffline(app.electronApp, true)
    await window.getByRole('button', { name: 'Refresh', exact: true }).click()
    await window.getByText(/these rows are from just now/i).waitFor()
    const rows = await grid('Servers').getByRole('row').count()
    await setOffline(app.electronApp, false)
    await window.getByRole('button', { name: 'Try again' }).click()
    await window.getByText(/these rows are from/i).waitFor({ state: 'detached' })

    expect(rows).toBeGreaterThan(5)
  })

  test('kept rows and columns are there after a restart without a network', async () => {
    await app.window.getByRole('button', { name: 'Settings', exact: true }).click()
    await app.window.getByRole('tab', { name: 'Security' }).click()
    await app.window.getByText('Keep them after Keyfob closes').click()
    await app.window.getByRole('button', { name: 'Browse', exact: true }).first().click()
    await openList('Buckets')
    await openList('Servers')
    const { profile } = app
    await app.close()
    app = await stage.launch({ profile })
    await setOffline(app.electronApp, true)
    await app.window.getByRole('button', { name: 'Browse', exact: true }).first().click()
    await app.window.getByText(/these rows are from/i).waitFor()

    expect(
      await grid('Servers')
        .getByRole('columnheader', { name: /Region/ })
        .count(),
    ).toBe(0)
    expect(await grid('Servers').getByText('made-by-hand').count()).toBe(1)
  })
})

async function grantedScopes(window: Page): Promise<readonly string[]> {
  const { value } = await askMain(window, 'listAccounts')
  return (value as { scopes: { granted: string[] } }[])[0]?.scopes.granted ?? []
}
