import { afterEach, beforeAll, expect, test } from 'vitest'
import { approveDevice, copyServiceSecret, signInAndAllow } from '../sandbox/walk'
import type { RunningApp } from './harness/app'
import { describeOnLinux, useDesktop } from './harness/use-desktop'
import { askForSandbox } from './sandbox-person'
import { askMain, openSettings } from './window-asks'

describeOnLinux('the other ways in, in the window', () => {
  const stage = useDesktop()
  let app: RunningApp
  const account = (label: string) =>
    app.window.getByRole('main').getByRole('listitem').filter({ hasText: label })

  beforeAll(async () => {
    app = await stage.launch()
  })
  afterEach(async () => {
    // A test that failed leaves no dialog in the way of the next.
    for (let tries = 0; tries < 3 && (await app.window.getByRole('dialog').count()) > 0; tries += 1) {
      await app.window.keyboard.press('Escape')
    }
  })

  test('a device code is shown large, with a QR code and the time left, and connects', async () => {
    const { window } = app
    await askForSandbox(window)
    await window.getByText('With a code', { exact: true }).click()
    await window.getByRole('button', { name: 'Get a code' }).click()
    const code = await window.getByText(/^[A-Z]{4}-[A-Z]{4}$/).textContent()
    const page = await window.getByText(/^http:\/\/127\.0\.0\.1:\d+\/device$/).textContent()
    await window.getByRole('img', { name: /^QR code/ }).waitFor()
    await window.getByText(/expires in \d+:\d\d/).waitFor()
    await approveDevice(page ?? '', { person: 'Ada Lovelace', userCode: code ?? '' })
    await window.getByRole('button', { name: 'Done' }).click()

    expect(await account('Ada Lovelace').count()).toBe(1)
  })

  test('the address that a browser ended on elsewhere is pasted back, and a wrong one is explained', async () => {
    const { window } = app
    await askForSandbox(window)
    await window.getByRole('button', { name: 'Continue in browser' }).click()
    const callback = await signInAndAllow(await stage.browser.nextUrl(), { person: 'Grace Hopper' })
    await window.getByRole('button', { name: /another machine/ }).click()
    const address = window.getByRole('textbox', { name: 'Address the browser ended up on' })
    const use = window.getByRole('button', { name: 'Use this address' })
    await address.fill('https://example.com/?code=1')
    await use.click()
    const said = await window
      .getByText(/not the address|not where|does not belong|not an address/i)
      .first()
      .textContent()
    await address.fill(callback.href)
    await use.click()
    await window.getByRole('button', { name: 'Done' }).click()

    expect(said).toMatch(/address|sign-in/i)
    expect(await account('Grace Hopper').count()).toBe(1)
  })

  test('the link can be opened again, with a request that is pushed anew, and is the same attempt', async () => {
    const { window } = app
    await askForSandbox(window)
    await window.getByRole('button', { name: 'Continue in browser' }).click()
    const first = await stage.browser.nextUrl()
    await window.getByRole('button', { name: 'Open again' }).click()
    const second = await stage.browser.nextUrl()
    await window.getByRole('button', { name: 'QR', exact: true }).click()
    await window.getByRole('img', { name: /^QR code/ }).waitFor()
    await window.getByRole('button', { name: 'Copy link' }).click()
    const copied = () => app.electronApp.evaluate(({ clipboard }) => clipboard.readText())
    await expect.poll(copied).toContain(new URL(first).origin)
    const links = [first, second, await copied()]
    const callback = await signInAndAllow(second, { person: 'Ada Lovelace' })
    await (await stage.browser.open(callback.href)).close()
    await window.getByRole('button', { name: 'Done' }).click()

    // Each is of one use, or of a minute.
    expect(new Set(links.map((link) => new URL(link).searchParams.get('request_uri'))).size).toBe(3)
    expect(await account('Ada Lovelace').count()).toBe(1)
  })

  test('a service account works with the id and secret that its provider gave', async () => {
    const { window } = app
    const { value } = await askMain(window, 'listAccounts')
    const issuer = (value as { issuer: string }[])[0]?.issuer ?? ''
    const { clientId, clientSecret } = await copyServiceSecret(issuer)
    await askForSandbox(window)
    await window.getByText('Service account', { exact: true }).click()
    await window.getByRole('textbox', { name: /Client ID/i }).fill(clientId)
    await window.getByLabel(/Client secret/i).fill(clientSecret)
    await window.getByRole('button', { name: 'Connect service account' }).click()
    await window.getByRole('button', { name: 'Done' }).click()
    await account('Service account').getByRole('button', { name: 'Browse' }).click()
    await window.getByRole('row').nth(1).waitFor()

    expect(
      await window
        .getByText(/servers/)
        .first()
        .isVisible(),
    ).toBe(true)
    expect(await window.content()).not.toContain(clientSecret)
  })

  test('each account says what protects it', async () => {
    const { window } = app
    await window.getByRole('navigation').getByRole('button', { name: 'Accounts', exact: true }).click()
    await account('Grace Hopper').getByRole('button', { name: 'More about Grace Hopper' }).click()
    await window.getByRole('menuitem', { name: 'Protections' }).click()
    const words = await window.getByRole('dialog', { name: 'What protects Grace Hopper' }).textContent()
    await window.keyboard.press('Escape')

    for (const protection of ['PKCE', 'state', 'iss', 'DPoP']) expect(words).toContain(protection)
  })

  test('one permission more is asked for where it is needed, and the account stays', async () => {
    const { window } = app
    await account('Grace Hopper').getByRole('button', { name: 'Browse' }).click()
    await window.getByText('Invoices', { exact: true }).first().click()
    await window.getByRole('button', { name: 'Ask for this permission' }).click()
    const callback = await signInAndAllow(await stage.browser.nextUrl(), { person: 'Grace Hopper' })
    await (await stage.browser.open(callback.href)).close()
    await window.getByRole('button', { name: 'Done' }).click()
    await window.getByText(/SC-20/).first().waitFor()

    expect(await window.getByRole('row').count()).toBeGreaterThan(1)
  })

  test('another person who signs in for an account is named, and nothing is replaced', async () => {
    const { window } = app
    await window.getByRole('navigation').getByRole('button', { name: 'Accounts', exact: true }).click()
    await account('Grace Hopper').getByRole('button', { name: 'More about Grace Hopper' }).click()
    await window.getByRole('menuitem', { name: 'Reconnect' }).click()
    const callback = await signInAndAllow(await stage.browser.nextUrl(), { person: 'Noor' })
    await (await stage.browser.open(callback.href)).close()
    await window.getByRole('dialog').getByText(/Noor/).first().waitFor()
    await window
      .getByRole('button', { name: /discard|don’t|not keep|Sign .* out/i })
      .first()
      .click()
    await window.keyboard.press('Escape')

    expect(await account('Grace Hopper').count()).toBe(1)
    expect(await account('Noor').count()).toBe(0)
  })

  test('a stolen code is tried in vain before its owner uses it, and no account comes of it', async () => {
    const { window } = app
    const accounts = async () =>
      ((await askMain(window, 'listAccounts')).value as { id: string }[]).map(({ id }) => id)
    const before = await accounts()
    await openSettings(window, 'Security')
    await window.getByRole('button', { name: 'Try a stolen code' }).click()
    await window.getByRole('button', { name: 'Continue in browser' }).click()
    const callback = await signInAndAllow(await stage.browser.nextUrl(), { person: 'Grace Hopper' })
    await (await stage.browser.open(callback.href)).close()
    const tried = window.getByRole('list', { name: 'What was tried' })
    await tried.waitFor()
    const attempts = await tried.getByRole('listitem').allTextContents()
    await window.getByRole('button', { name: 'See each step' }).click()
    await window
      .getByRole('heading', { name: 'What an intercepted code was worth at Sandbox Cloud' })
      .waitFor()

    expect(attempts).toEqual([
      expect.stringContaining('Answer: 400, invalid_grant'),
      expect.stringContaining('Answer: 400, invalid_grant'),
      expect.stringContaining('Answer: 200'),
    ])
    expect(await accounts()).toEqual(before)
    expect(await window.content()).not.toContain(callback.searchParams.get('code'))
  })
})
