import { readdir, readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import type { RunningApp } from './harness/app'
import { describeOnLinux, useDesktop } from './harness/use-desktop'
import { askForSandbox, connectPerson, signInAs } from './sandbox-person'

describeOnLinux('Keyfob, with a real keychain, a real browser and a real authorization server', () => {
  const stage = useDesktop()
  const logs: (() => string)[] = []
  let app: RunningApp
  let secretsFile: string

  async function launch(profile?: string): Promise<RunningApp> {
    const started = await stage.launch({
      ...(profile ? { profile } : {}),
      env: { KEYFOB_SANDBOX_RECORD_SECRETS: secretsFile },
    })
    logs.push(started.log)
    return started
  }
  const issuedSecrets = async () => (await readFile(secretsFile, 'utf8')).split('\n').filter(Boolean)
  const account = (label: string) => app.window.getByRole('main').getByRole('listitem').filter({ hasText: label })

  beforeAll(async () => {
    secretsFile = join(stage.desktop.folder, 'issued-secrets')
    app = await launch()
  })

  test('someone who opens it for the first time connects an account in the browser', async () => {
    await connectPerson('Ada Lovelace', app.window, stage)

    await expect.poll(() => account('Ada Lovelace').textContent()).toMatch(/ada@.*Servers.*Working/s)
  })

  test('a second person at the same provider is a second account', async () => {
    await connectPerson('Grace Hopper', app.window, stage)

    expect(await account('Ada Lovelace').count()).toBe(1)
    expect(await account('Grace Hopper').count()).toBe(1)
  })

  test('the keychain holds an entry for each, and no file of the profile a secret', async () => {
    const entries = await stage.desktop.keyring.entries()
    expect(entries.filter(({ account }) => account.startsWith('account-'))).toHaveLength(2)
  })

  test('the same person again is the same account', async () => {
    await connectPerson('Ada Lovelace', app.window, stage)

    expect(await account('Ada Lovelace').count()).toBe(1)
  })

  test('a person who denies it reads so in the window', async () => {
    await askForSandbox(app.window)
    await app.window.getByRole('button', { name: 'Continue in browser' }).click()
    await (await signInAs('Grace Hopper', stage, { deny: true })).close()
    const said = await app.window.getByRole('alert').textContent()
    await app.window.keyboard.press('Escape')

    expect(said).toMatch(/denied|not allow|said no|declined/i)
  })

  test('cancel in the window ends the wait, and a callback after it finds nobody', async () => {
    await askForSandbox(app.window)
    await app.window.getByRole('button', { name: 'Continue in browser' }).click()
    const link = new URL(await stage.browser.nextUrl())
    await app.window.getByRole('button', { name: 'Cancel' }).click()
    await app.window.getByRole('dialog').waitFor({ state: 'detached' }).catch(() => app.window.keyboard.press('Escape'))

    expect(link.protocol).toBe('http:')
    expect(await account('Ada Lovelace').count()).toBe(1)
  })

  test('a stranger’s callback with a wrong state gets a 4xx, and the sign-in goes on', async () => {
    await askForSandbox(app.window)
    await app.window.getByRole('button', { name: 'Continue in browser' }).click()
    await stage.browser.context.clearCookies()
    const page = await stage.browser.open(await stage.browser.nextUrl())
    const callback = page.waitForRequest((request) => request.url().includes('/callback?'))
    await page.route('**/callback?**', async (route) => {
      const forged = new URL(route.request().url())
      forged.searchParams.set('state', 'forged')
      forged.searchParams.set('error', 'access_denied')
      const answer = await fetch(forged)
      expect(answer.status).toBe(400)
      await route.continue()
    })
    await page.getByRole('button', { name: /^Sign in as Grace Hopper/ }).click()
    await page.getByRole('button', { name: 'Allow', exact: true }).click()
    await callback
    await page.getByRole('heading', { name: 'You can close this tab' }).waitFor()
    await page.close()
    await app.window.getByRole('button', { name: 'Done' }).click()

    expect(await account('Grace Hopper').count()).toBe(1)
  })

  test('after a restart the accounts are there', async () => {
    await app.close()
    app = await launch(app.profile)
    await account('Ada Lovelace').waitFor()

    expect(await account('Grace Hopper').count()).toBe(1)
  })

  test('an account’s servers come page by page, and a row opens its detail', async () => {
    await account('Grace Hopper').getByRole('button', { name: 'Browse' }).click()
    await app.window.getByRole('row').nth(1).waitFor()
    const [, first] = await app.window.getByRole('row').all()
    const name = await first?.getByRole('gridcell').or(first.getByRole('rowheader')).first().textContent()
    await first?.click()

    expect(name).toBeTruthy()
    await app.window.getByRole('region', { name: name ?? '' }).waitFor()
  })

  test('an authorization server that dies ends no account, and comes back when it is needed', async () => {
    const died = await app.electronApp.evaluate(({ app: electron }) => {
      const sandbox = electron.getAppMetrics().find(({ name }) => name === 'Keyfob Sandbox Cloud')
      return sandbox ? process.kill(sandbox.pid, 'SIGKILL') : false
    })
    expect(died).toBe(true)
    await app.window.getByRole('button', { name: 'Refresh' }).click()
    await app.window.getByRole('row').nth(1).waitFor()
    await app.window.getByRole('link', { name: 'Accounts' }).or(app.window.getByRole('button', { name: 'Accounts' })).first().click()

    expect(await account('Grace Hopper').count()).toBe(1)
  })

  test('access is revoked from the settings: asked once, refused by the server, gone from the keychain', async () => {
    const window = app.window
    await window.getByRole('link', { name: 'Settings' }).or(window.getByRole('button', { name: 'Settings' })).first().click()
    await window.getByRole('button', { name: 'Revoke access of Ada Lovelace' }).click()
    await window.getByRole('alertdialog').or(window.getByRole('dialog')).getByRole('button', { name: 'Revoke', exact: true }).click()
    const said = window.getByText(/Access ended at/)
    await said.waitFor()
    const evidence = await window.getByText(/401/).first().textContent()
    const entries = await stage.desktop.keyring.entries()

    expect(evidence).toMatch(/revoke 200.*me 401/)
    expect(entries.filter(({ account }) => account.startsWith('account-'))).toHaveLength(1)
  })

  test('and after the last one is revoked nothing of Keyfob is left in the keychain', async () => {
    const window = app.window
    await window.getByRole('button', { name: 'Revoke access of Grace Hopper' }).click()
    await window.getByRole('alertdialog').or(window.getByRole('dialog')).getByRole('button', { name: 'Revoke', exact: true }).click()
    await expect.poll(() => window.getByText(/Access ended at/).count()).toBe(2)

    expect(await stage.desktop.keyring.entries()).toEqual([])
  })

  test('no secret that the sandbox issued is in the profile or in anything that was logged', async () => {
    await app.close()
    const secrets = await issuedSecrets()
    const files = await readdir(app.profile, { recursive: true, withFileTypes: true })
    const contents = await Promise.all(
      files
        .filter((file) => file.isFile())
        .map(async (file) => {
          const path = join(file.parentPath, file.name)
          return [path, await readFile(path, 'latin1').catch(() => '')] as const
        }),
    )
    const all = [...contents, ...logs.map((log, index) => [`log ${index}`, log()] as const)]
    const leaks = all.flatMap(([place, text]) => secrets.filter((secret) => text.includes(secret)).map(() => place))

    expect(secrets.length).toBeGreaterThan(10)
    expect(contents.length).toBeGreaterThan(10)
    expect(leaks).toEqual([])
  })
})

describeOnLinux('Keyfob without a keychain', () => {
  const stage = useDesktop()
  let app: RunningApp
  beforeAll(async () => {
    app = await stage.launch({ withoutSessionBus: true })
  })
  afterAll(() => app.close())

  test('says so before it opens a browser, and keeps nothing anywhere', async () => {
    await askForSandbox(app.window)
    await app.window.getByRole('button', { name: 'Continue in browser' }).click()
    const said = await app.window.getByRole('alert').first().textContent()

    expect(said).toMatch(/keychain|keyring/i)
    await expect(stage.browser.nextUrl(300)).rejects.toThrow()
  })
})
