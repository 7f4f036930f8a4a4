import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { startCloudOfTricks, tricks } from '../hostile/cloud-of-tricks'
import type { RunningApp } from './harness/app'
import { readNetLog } from './harness/net-log'
import { describeOnLinux, useDesktop } from './harness/use-desktop'
import { askMain, type Reply } from './window-asks'

describeOnLinux('a provider that means harm', () => {
  const stage = useDesktop()
  let cloud: Awaited<ReturnType<typeof startCloudOfTricks>>
  let app: RunningApp
  let netLog: string

  beforeAll(async () => {
    cloud = await startCloudOfTricks()
    netLog = join(stage.desktop.folder, 'net-log.json')
    app = await stage.launch({ args: [`--log-net-log=${netLog}`] })
    const saved = await ask('saveClient', {
      providerId: 'gitlab',
      base: cloud.origin,
      clientId: 'c'.repeat(64),
    })
    expect(saved).toMatchObject({ ok: true })
  })
  afterAll(() => cloud.close())

  const ask = (method: string, request: unknown): Promise<Reply> => askMain(app.window, method, request)

  /** Connects over the bridge; the server answers the browser at once. */
  async function connect(scopes: readonly string[]): Promise<Reply> {
    const flowId = crypto.randomUUID()
    const request = {
      flowId,
      providerId: 'gitlab',
      base: cloud.origin,
      kind: 'authorization_code',
      scopes,
      kept: 'keychain',
    }
    const [outcome] = await Promise.all([ask('connect', request), followLink()])
    return outcome
  }
  async function followLink() {
    const sent = await fetch(await stage.browser.nextUrl(), { redirect: 'manual' })
    await fetch(sent.headers.get('location') ?? '')
  }

  /** Whether anything of a provider's has become more than text. */
  async function expectNothingRan() {
    const found = await app.window.evaluate(() => ({
      ran: Reflect.get(globalThis, 'trickRan') ?? false,
      made: document.querySelectorAll(
        'iframe, object, embed, [onerror], [onload], link[href*=exit], script:not([src])',
      ).length,
      foreign: [...document.querySelectorAll('[src], [href]')]
        .map((element) => element.getAttribute('src') ?? element.getAttribute('href') ?? '')
        .filter((address) => /^(https?:|javascript:|\/\/)/i.test(address)),
    }))
    expect(found).toEqual({ ran: false, made: 0, foreign: [] })
    expect(app.window.url()).toMatch(/^app:\/\/bundle\//)
  }

  test('its refusal is shown as it is written, on one line and cut', async () => {
    const outcome = await connect([])

    expect(outcome).toMatchObject({ ok: false, code: 'access_denied' })
    expect(outcome.facts?.serverDescription?.length).toBeLessThanOrEqual(300)
    expect(outcome.facts?.serverDescription).not.toMatch(/\p{Cc}|\p{Cf}/u)
  })

  test('a name is letters, whatever stands in it, and a picture that is a program is left out', async () => {
    expect(await connect(['read_api'])).toMatchObject({ ok: true })
    const { window } = app
    const card = window.getByRole('main').getByRole('listitem').filter({ hasText: '<img src=x' })
    await card.waitFor()

    expect(cloud.requests).toContain('GET /picture')
    expect(await window.locator('main img').count()).toBe(0)
    expect(await card.textContent()).toContain('gpj.exe')
    expect(await card.textContent()).not.toMatch(/\p{Cc}|\p{Cf}/u)
    await expectNothingRan()
  })

  test('rows are letters too, in the list, in the detail and in what is exported', async () => {
    const { window } = app
    await window.getByRole('main').getByRole('button', { name: 'Browse' }).first().click()
    await window.getByRole('row').nth(1).waitFor()
    for (const place of [1, 10, tricks.length]) {
      await window.getByRole('row').nth(place).click()
      await window
        .getByRole('button', { name: 'Close details' })
        .or(window.getByRole('heading', { name: 'JSON' }))
        .first()
        .waitFor()
      await expectNothingRan()
    }
    const file = join(stage.desktop.folder, 'rows.csv')
    await app.electronApp.evaluate(({ dialog }, filePath) => {
      dialog.showSaveDialog = async () => ({ canceled: false, filePath })
    }, file)
    const [account] = (await ask('listAccounts', {})).value as { id: string }[]
    await ask('exportRows', {
      accountId: account?.id,
      resourceId: 'projects',
      requestId: crypto.randomUUID(),
      format: 'csv',
    })
    const csv = await readFile(file, 'utf8').catch(() => '')

    expect(csv).not.toMatch(/(^|[,;\t\n])"?=HYPERLINK/m)
  })

  test('what it answers to harm is a failure with a name, and the window stays', async () => {
    const [account] = (await ask('listAccounts', {})).value as { id: string }[]
    const list = (resourceId: string, next?: string) =>
      ask('listRows', { accountId: account?.id, resourceId, ...(next ? { next } : {}) })
    const first = (await list('projects')).value as { next?: string }

    expect(await list('groups')).toMatchObject({ ok: false, code: 'response_invalid' })
    expect(await list('issues')).toMatchObject({ ok: false })
    expect(await list('merge-requests')).toMatchObject({ ok: false, code: 'redirect_refused' })
    const request = { accountId: account?.id, address: '/api/v4/merge_requests', query: [], headers: [] }
    for (const more of [{ method: 'HEAD' }, { method: 'DELETE' }, { method: 'POST', body: '{"title":"x"}' }])
      expect(
        await ask('sendApiRequest', {
          requestId: crypto.randomUUID(),
          request: { ...request, ...more },
          confirmed: true,
        }),
      ).toMatchObject({ ok: false, code: 'redirect_refused' })
    expect(cloud.requests).toContain('POST /api/v4/merge_requests')
    expect(first.next === undefined ? 'no way on' : (await list('projects', first.next)).code).toMatch(
      /no way on|foreign_origin/,
    )
    await expectNothingRan()
  })

  test('an answer that breaks off, goes on for ever or stops is given up, and its connection closed', async () => {
    const [account] = (await ask('listAccounts', {})).value as { id: string }[]
    const get = (address: string, requestId = crypto.randomUUID()) =>
      ask('sendApiRequest', {
        requestId,
        request: { accountId: account?.id, method: 'GET', address, query: [], headers: [] },
        confirmed: false,
      })
    const stuck = crypto.randomUUID()

    expect(await get('/api/v4/cut')).toMatchObject({ ok: false, code: 'connection_broken' })
    expect(await get('/api/v4/endless')).toMatchObject({ ok: false, code: 'response_too_large' })
    const waiting = get('/api/v4/stuck', stuck)
    await expect.poll(() => cloud.requests).toContain('GET /api/v4/stuck')
    // By then what was sent of it has come.
    await pause(300)
    await ask('cancelRequest', { requestId: stuck })
    expect(await waiting).toMatchObject({ ok: false, code: 'cancelled' })
    await expect.poll(() => cloud.left).toEqual(['/api/v4/cut', '/api/v4/endless', '/api/v4/stuck'])
  })

  test('every screen that tells of it stays letters, to the proof of a refused revocation', async () => {
    const { window } = app
    const goTo = (screen: string) =>
      window.getByRole('navigation').getByRole('button', { name: screen, exact: true }).click()
    await goTo('Activity')
    await window.getByRole('button', { name: 'See each step' }).first().click()
    await window.getByText('Token request').first().waitFor()
    await expectNothingRan()
    await goTo('Settings')
    await window
      .getByRole('button', { name: /^Revoke access to/ })
      .first()
      .click()
    await expectNothingRan()
    await window.getByRole('button', { name: 'Revoke', exact: true }).click()
    await expect.poll(() => cloud.requests.some((each) => each.startsWith('POST /oauth/revoke'))).toBe(true)
    await window.getByRole('tab', { name: 'Providers' }).click()
    await expectNothingRan()
  })

  test('and nobody but it was spoken to', async () => {
    await app.close()
    const { names, urls, addresses } = readNetLog(netLog)

    expect(names.filter((name) => name.endsWith('exit.example'))).toEqual([])
    expect(urls.filter((url) => /^https?:/.test(url) && !url.startsWith(cloud.origin))).toEqual([])
    expect(addresses.filter((address) => address === new URL(cloud.origin).host)).toHaveLength(1)
    expect(app.log()).not.toContain('trick-access')
  })
})
