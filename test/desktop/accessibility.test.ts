import axe, { type AxeResults, type RunOptions } from 'axe-core'
import type { Page } from 'playwright-core'
import { afterEach, beforeAll, expect, test } from 'vitest'
import type { RemovalStatus } from '../../shared/removal'
import type { UpdateStatus } from '../../shared/update'
import type { RunningApp } from './harness/app'
import { describeOnLinux, useDesktop } from './harness/use-desktop'
import { askForSandbox, closeDialog, connectPerson, signInByRequests } from './sandbox-person'

describeOnLinux('the window, for everybody', () => {
  const stage = useDesktop()
  let app: RunningApp
  let window: Page
  const found: string[] = []

  beforeAll(async () => {
    app = await stage.launch()
    window = app.window
    // Colours in the middle of a transition are nobody's.
    await window.emulateMedia({ reducedMotion: 'reduce' })
    await window.evaluate(axe.source)
  })

  // What one test leaves open or found is not the next one's.
  afterEach(async () => {
    found.length = 0
    await window.emulateMedia({ forcedColors: null, reducedMotion: 'reduce' })
    for (let tries = 0; tries < 3 && (await window.getByRole('dialog').count()) > 0; tries += 1)
      await window.keyboard.press('Escape')
  })

  /** Looks at what is shown, in light with every rule, then in dark at the contrast. */
  async function look(place: string) {
    for (const appearance of ['light', 'dark']) {
      await window.evaluate((name) => {
        document.documentElement.dataset.appearance = name
      }, appearance)
      const { violations } = await run(
        appearance === 'dark' ? { runOnly: ['color-contrast', 'link-in-text-block'] } : {},
      )
      for (const { id, nodes } of violations)
        for (const node of nodes) found.push(`${place}, ${appearance}: ${id} ${node.html.slice(0, 600)}`)
    }
  }
  /** Once nothing changes its colour or place any more. */
  const run = (options: RunOptions): Promise<AxeResults> =>
    window.evaluate(async (wanted) => {
      await new Promise((resolve) => requestAnimationFrame(resolve))
      const endless = (one: Animation) => one.effect?.getComputedTiming().endTime === Infinity
      const passing = document.getAnimations().filter((one) => !endless(one))
      await Promise.allSettled(passing.map(({ finished }) => finished))
      return Reflect.get(globalThis, 'axe').run({ ...wanted, resultTypes: ['violations'] })
    }, options)
  /** What main would tell the window. */
  const tell = (event: string, payload: object) =>
    app.electronApp.evaluate(
      ({ BrowserWindow }, [name, value]) =>
        BrowserWindow.getAllWindows()[0]?.webContents.send('keyfob:tell', name, JSON.stringify(value)),
      [event, payload] as const,
    )
  const goTo = (screen: string) =>
    window.getByRole('navigation').getByRole('button', { name: screen, exact: true }).click()
  const button = (name: string | RegExp) => window.getByRole('button', { name, exact: true })
  const dialogs = () => window.getByRole('dialog').or(window.getByRole('alertdialog'))
  async function dismiss() {
    await window.keyboard.press('Escape')
    await dialogs().waitFor({ state: 'detached' })
  }

  test('shows no accessibility violation on the way to an account', { timeout: 90_000 }, async () => {
    await button('Connect an account').waitFor()
    await look('first run')
    await button('Connect an account').click()
    await window.getByRole('searchbox', { name: 'Search providers' }).waitFor()
    await look('provider grid')
    await window.getByRole('dialog').getByRole('button', { name: 'GitHub', exact: true }).click()
    await window.getByRole('heading', { name: 'Set up GitHub' }).waitFor()
    await look('client guide')
    await closeDialog(window)
    await askForSandbox(window)
    await look('permissions')
    await window.getByText('Service account', { exact: true }).click()
    await button('Connect service account').click()
    await window.getByText('Both are required.').first().waitFor()
    await look('service account, with empty fields')
    await window.getByText('In the browser', { exact: true }).click()
    await button('Continue in browser').click()
    await stage.browser.nextUrl()
    await button('QR').click()
    await window.getByRole('img', { name: /QR code/ }).waitFor()
    await button(/another machine/).click()
    await look('waiting for the browser')
    await button('Cancel').click()
    await window.getByRole('alert').first().waitFor()
    await look('cancelled')
    await dismiss()
    expect(found).toEqual([])
  })

  test('shows none with a code, a server of one’s own, and while Keyfob is locked', {
    timeout: 90_000,
  }, async () => {
    await askForSandbox(window)
    await window.getByText('With a code', { exact: true }).click()
    await button('Get a code').click()
    await window.getByRole('img', { name: /QR code/ }).waitFor()
    await look('device code')
    await button('Cancel').click()
    await window.getByRole('alert').first().waitFor()
    await dismiss()
    await button('Connect an account').click()
    await button('Another provider…').click()
    const issuer = window.getByLabel('Server address (issuer)')
    await issuer.fill('http://127.0.0.1:9')
    await button('Look it up').click()
    await window.getByRole('alert').first().waitFor()
    await look('custom provider, not there')
    await button('Enter the endpoints by hand').click()
    await button('Save and continue').click()
    await window.getByLabel('Authorization endpoint').waitFor()
    await look('endpoints by hand, with empty fields')
    await closeDialog(window)
    await goTo('Settings')
    await window.getByRole('tab', { name: 'Security' }).click()
    await button('Lock now').click()
    await button('Unlock').waitFor()
    await look('locked')
    await button('Unlock').click()
    await window.getByRole('navigation').waitFor()
    expect(found).toEqual([])
  })

  test('shows none on any screen, dialog and menu of an account', { timeout: 120_000 }, async () => {
    await goTo('Accounts')
    await connectPerson('Ada Lovelace', window, stage)
    await look('accounts')
    const more = button('More about Ada Lovelace')
    for (const [entry, name] of [
      ['Rename…', 'rename'],
      ['Protections', 'protections'],
      ['Revoke access…', 'revoke'],
    ] as const) {
      await more.click()
      if (name === 'rename') await look('account menu')
      await window.getByRole('menuitem', { name: entry }).click()
      // A popover is a dialog too, until it has gone.
      await window.getByRole('menu').waitFor({ state: 'detached' })
      await dialogs().waitFor()
      await look(name)
      await dismiss()
    }
    await window.keyboard.press('F1')
    await window.getByRole('dialog', { name: 'Keyboard shortcuts' }).waitFor()
    await look('keyboard shortcuts')
    await dismiss()
    await goTo('Activity')
    await button('See each step').first().waitFor()
    await look('activity')
    await button('See each step').first().click()
    await button('Copy report').waitFor()
    await look('trace')
    expect(found).toEqual([])
  })

  test('shows none in the settings, opened out, and in the doctor', { timeout: 120_000 }, async () => {
    await goTo('Settings')
    for (const tab of await window.getByRole('tab').all()) {
      await tab.click()
      await window.getByRole('tabpanel').waitFor()
      const name = await tab.textContent()
      if (name === 'Access') {
        await button('Revoke everything…').click()
        await window.getByRole('alertdialog').waitFor()
        await look('revoke everything')
        await dismiss()
      }
      if (name === 'Security') {
        await button('Remove everything…').click()
        await window.getByRole('alertdialog').waitFor()
        await look('remove everything')
        await dismiss()
        await button('Try a stolen code').click()
        await dialogs().waitFor()
        await look('stolen code')
        await button('Continue in browser').click()
        await signInByRequests('Ada Lovelace', stage)
        await button('Done').waitFor()
        await look('stolen code, refused')
        await button('Done').click()
        await dialogs().waitFor({ state: 'detached' })
      }
      if (name === 'Network') await window.getByText('This proxy', { exact: true }).click()
      if (name === 'About') {
        await button('Show licences').click()
        await window.getByRole('dialog', { name: 'Licences' }).waitFor()
        await look('licences')
        await dismiss()
        await button('Create a report').click()
        await look('no updates')
        await tell('update', foundUpdate)
        await window.getByRole('region', { name: 'What’s new in 9.0.0' }).waitFor()
      }
      await look(`settings, ${name}`)
    }
    await window.getByRole('tab', { name: 'Security' }).click()
    await button('Sign-in doctor').click()
    await window.getByText(/Everything a sign-in needs is working|needs? you/).waitFor()
    await look('doctor')
    await tell('removal', undecidedRemoval)
    await window.getByRole('heading', { name: 'Some access could not be ended' }).waitFor()
    await look('removal, undecided')
    await tell('removal', { ...undecidedRemoval, state: 'revoking' })
    await window.getByRole('progressbar').waitFor()
    await look('removal, revoking')
    await tell('removal', { state: 'none', all: 0, ended: 0, accounts: [], foreign: [] })
    await window.getByRole('navigation').waitFor()
    expect(found).toEqual([])
  })

  test('shows none in the lists, the console and the search', { timeout: 180_000 }, async () => {
    const resource = (name: string) =>
      window.getByRole('navigation', { name: 'Resources' }).getByRole('button', { name }).click()
    await goTo('Browse')
    await window.getByRole('grid', { name: 'Servers' }).getByRole('gridcell').first().waitFor()
    await look('browse')
    await window.getByRole('row').nth(2).click()
    await button('Snapshots').waitFor()
    await look('browse, a row')
    await button('Snapshots').click()
    await window.getByRole('navigation', { name: 'Path' }).waitFor()
    await look('browse, below a row')
    await window.keyboard.press('Alt+ArrowLeft')
    await button('Close details').click()
    await button('Columns').click()
    await window.getByRole('menuitemcheckbox').first().waitFor()
    await look('columns')
    await window.keyboard.press('Escape')
    await window.getByRole('searchbox', { name: 'Filter servers' }).fill('no such server')
    await window.getByRole('heading', { name: /Nothing loaded matches/ }).waitFor()
    await look('nothing matches')
    await window.getByRole('searchbox', { name: 'Filter servers' }).fill('')
    await button('Export').click()
    await button('Choose a file…').waitFor()
    await look('export')
    await closeDialog(window)
    await resource('Invoices, permission missing')
    await button('Ask for this permission').waitFor()
    await look('missing permission')

    await resource('Console')
    const address = window.getByRole('combobox', { name: 'Address' })
    await address.fill('/api/v1/s')
    await window.getByRole('option').first().waitFor()
    await look('console, suggestions')
    await address.fill('/api/v1/me')
    await button('Send').click()
    await window.getByText('200 OK').waitFor()
    await look('console, an answer')
    await button('History').click()
    await look('console, with or without its history')
    await button(/Method/).click()
    await window.getByRole('option', { name: 'DELETE' }).click()
    await button('Send').click()
    await window.getByRole('alertdialog').waitFor()
    await look('console, a question')
    await window.keyboard.press('Escape')
    await window.getByRole('alertdialog').waitFor({ state: 'detached' })
    await resource('Servers')

    await window.keyboard.press('Control+k')
    await window.getByRole('searchbox', { name: 'Search everything' }).fill('api')
    await window.getByText('from Sandbox Cloud').first().waitFor()
    await look('search')
    await window.keyboard.press('Escape')
    expect(found).toEqual([])
  })

  test('tells in a palette that the system forces what is chosen', async () => {
    const chosen = (scope: string) =>
      window
        .locator(scope)
        .evaluateAll((all) =>
          all.filter((one) => getComputedStyle(one).outlineStyle === 'solid').map((one) => one.textContent),
        )
    await window.emulateMedia({ forcedColors: 'active', reducedMotion: 'reduce' })
    await goTo('Activity')
    await window.getByRole('heading', { name: 'Activity', level: 1 }).waitFor()
    expect(await chosen('aside nav button')).toEqual(['Activity'])
    await goTo('Accounts')
    await window.getByRole('heading', { name: 'Accounts', level: 1 }).waitFor()
    expect(await chosen('aside nav button')).toEqual(['Accounts'])
    await window.emulateMedia({ forcedColors: null, reducedMotion: 'reduce' })
    expect(await chosen('aside nav button')).toEqual([])
  })

  test('moves nothing about while a screen, a tab or a dialog is loading', async () => {
    await window.evaluate(() => {
      const shifts: string[] = []
      Reflect.set(globalThis, 'shifts', shifts)
      new PerformanceObserver((list) => {
        for (const entry of list.getEntries()) {
          const { value, sources } = entry as unknown as LayoutShift
          if (value > 0.001)
            shifts.push(`${value.toFixed(4)} ${sources.map((one) => one.node?.nodeName).join()}`)
        }
      }).observe({ type: 'layout-shift' })
    })
    const moved: string[] = []
    /** Two frames later the browser has told of what moved in the first. `tell`: false for what the press itself moves. */
    async function settle(place: string, tell = true) {
      await window.locator('[aria-busy="true"]').first().waitFor({ state: 'detached' })
      await window.evaluate(
        () => new Promise((resolve) => requestAnimationFrame(() => requestAnimationFrame(resolve))),
      )
      const shifts = await window.evaluate(() => (Reflect.get(globalThis, 'shifts') as string[]).splice(0))
      if (tell) moved.push(...shifts.map((shift) => `${place}: ${shift}`))
    }
    for (const screen of ['Accounts', 'Activity', 'Settings', 'Browse', 'Accounts']) {
      await goTo(screen)
      await settle(screen)
    }
    await window.getByRole('main').getByRole('button', { name: 'Browse', exact: true }).click()
    await window.getByRole('row').nth(1).waitFor()
    await settle('servers')
    await window.getByRole('main').getByText('Buckets', { exact: true }).click()
    await settle('buckets')
    await goTo('Activity')
    await button('See each step').first().click()
    await button('Copy report').waitFor()
    await settle('trace')
    await goTo('Settings')
    for (const tab of await window.getByRole('tab').all()) {
      await tab.click()
      await settle(`settings, ${await tab.textContent()}`)
    }
    await goTo('Accounts')
    await button('Connect account').click()
    await window.getByRole('searchbox', { name: 'Search providers' }).waitFor()
    await settle('provider grid')
    await window.getByRole('dialog').getByRole('button', { name: 'Sandbox Cloud' }).click()
    await button('Continue in browser').waitFor()
    // The dialog has the height of its step; from there on nothing moves in it.
    await settle('permissions', false)
    await settle('permissions')
    await closeDialog(window)
    expect(moved).toEqual([])
  })

  test.each([
    ['a window of 900 × 600', 1, [900, 600]],
    ['a zoom of 200 %', 2, [1200, 760]],
  ] as const)('loses nothing in %s', async (_, zoom, [width, height]) => {
    await app.electronApp.evaluate(
      ({ BrowserWindow }, size) => {
        const [shown] = BrowserWindow.getAllWindows()
        shown?.setContentSize(size.width, size.height)
        shown?.webContents.setZoomFactor(size.zoom)
      },
      { width, height, zoom },
    )
    await expect.poll(() => window.evaluate(() => innerWidth)).toBe(width / zoom)
    const lost: string[] = []
    for (const screen of ['Accounts', 'Activity', 'Settings']) {
      await goTo(screen)
      await window.getByRole('heading', { name: screen, level: 1 }).waitFor()
      lost.push(...(await window.evaluate(outOfReach)).map((name) => `${screen}: ${name}`))
    }
    for (const tab of await window.getByRole('tab').all()) {
      await tab.click()
      await window.getByRole('tabpanel').waitFor()
      const place = await tab.textContent()
      lost.push(...(await window.evaluate(outOfReach)).map((name) => `${place}: ${name}`))
    }
    await window.keyboard.press('F1')
    await window.getByRole('dialog', { name: 'Keyboard shortcuts' }).waitFor()
    lost.push(...(await window.evaluate(outOfReach)).map((name) => `shortcuts: ${name}`))
    await closeDialog(window)
    await goTo('Accounts')
    await button('Connect account').click()
    await window.getByRole('searchbox', { name: 'Search providers' }).waitFor()
    lost.push(...(await window.evaluate(outOfReach)).map((name) => `grid: ${name}`))
    await window.getByRole('dialog').getByRole('button', { name: 'Sandbox Cloud' }).click()
    await button('Continue in browser').waitFor()
    lost.push(...(await window.evaluate(outOfReach)).map((name) => `permissions: ${name}`))
    await closeDialog(window)
    expect(lost).toEqual([])
  })
})

const foundUpdate: UpdateStatus = {
  way: { kind: 'in_place' },
  host: 'updates.keyfob.example',
  state: 'downloading',
  received: 40_000_000,
  found: {
    version: '9.0.0',
    notes: 'Faster lists.',
    bytes: 98_000_000,
    page: 'https://keyfob.example/',
  },
}

const undecidedRemoval: RemovalStatus = {
  state: 'undecided',
  all: 3,
  ended: 1,
  accounts: [
    { accountId: 'a', providerId: 'github', label: 'Ada', outcome: 'proven' },
    {
      accountId: 'b',
      providerId: 'github',
      label: 'Grace',
      outcome: 'queued',
      manualUrl: 'https://github.com/settings/applications',
    },
    { accountId: 'c', providerId: 'slack', label: 'Work', outcome: 'failed' },
  ],
  foreign: [],
}

interface LayoutShift {
  readonly value: number
  readonly sources: readonly { readonly node?: Node }[]
}

/** Runs in the window: what cannot be brought into view by scrolling down, and a page that is wider than it. */
function outOfReach(): string[] {
  const wide = document.documentElement.scrollWidth > innerWidth ? ['the page is too wide'] : []
  const dialog = document.querySelector('[role="dialog"]')
  const controls = (dialog ?? document).querySelectorAll<HTMLElement>('button, input, [role="tab"]')
  const lost = [...controls].filter((control) => {
    // Inputs behind drawn boxes and rings are one pixel in size; their label is what is seen.
    const seen = control.closest('label') ?? control
    if (!seen.checkVisibility({ visibilityProperty: true, opacityProperty: true })) return false
    seen.scrollIntoView({ block: 'center', inline: 'nearest' })
    const { left, right, top, bottom } = seen.getBoundingClientRect()
    const visible = left >= -1 && right <= innerWidth + 1 && top >= -1 && bottom <= innerHeight + 1
    return !visible
  })
  return [...wide, ...lost.map((one) => one.getAttribute('aria-label') ?? one.textContent ?? one.outerHTML)]
}
