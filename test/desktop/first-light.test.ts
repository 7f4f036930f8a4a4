import { readdir, readFile } from 'node:fs/promises'
import { join } from 'node:path'
import type { Page } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { signInAndAllow } from '../sandbox/walk'
import type { RunningApp } from './harness/app'
import { describeOnLinux, useDesktop } from './harness/use-desktop'
import { askForSandbox, closeDialog, connectPerson, signInAs } from './sandbox-person'

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
  const account = (label: string) =>
    app.window.getByRole('main').getByRole('listitem').filter({ hasText: label })

  const goTo = (screen: string) =>
    app.window.getByRole('navigation').getByRole('button', { name: screen, exact: true }).click()

  /** Signs in, and lets a test change the address that the browser brings back. */
  async function tamperWithCallback(
    person: string,
    change: (callback: string) => Promise<string>,
  ): Promise<Page> {
    await askForSandbox(app.window)
    await app.window.getByRole('button', { name: 'Continue in browser' }).click()
    const callback = await signInAndAllow(await stage.browser.nextUrl(), { person })
    return stage.browser.open(await change(callback.href))
  }

  const killSandbox = () =>
    app.electronApp.evaluate(({ app: electron }) => {
      const sandbox = electron.getAppMetrics().find(({ name }) => name === 'Keyfob Sandbox Cloud')
      return sandbox ? process.kill(sandbox.pid, 'SIGKILL') : false
    })

  beforeAll(async () => {
    secretsFile = join(stage.desktop.folder, 'issued-secrets')
    app = await launch()
  })

  test('someone who opens it for the first time connects an account in the browser', async () => {
    await connectPerson('Ada Lovelace', app.window, stage, 'in_the_browser')

    await expect.poll(() => account('Ada Lovelace').textContent()).toMatch(/ada@.*Servers.*Working/s)
  })

  test('a second person at the same provider is a second account', async () => {
    await connectPerson('Grace Hopper', app.window, stage, 'in_the_browser')

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
    await closeDialog(app.window)

    expect(said).toMatch(/denied|not allow|said no|declined/i)
  })

  test('cancel in the window ends the wait, and a callback after it finds nobody', async () => {
    await askForSandbox(app.window)
    await app.window.getByRole('button', { name: 'Continue in browser' }).click()
    const link = new URL(await stage.browser.nextUrl())
    await app.window.getByRole('button', { name: 'Cancel' }).click()
    const said = await app.window.getByRole('alert').first().textContent()
    await closeDialog(app.window)

    expect(link.hostname).toBe('127.0.0.1')
    expect(said).toMatch(/cancel/i)
    expect(await account('Ada Lovelace').count()).toBe(1)
  })

  test('a stranger’s callback with a wrong state gets a 4xx, the sign-in goes on, and the activity tells of it', async () => {
    const statuses: number[] = []
    const page = await tamperWithCallback('Grace Hopper', async (callback) => {
      const forged = new URL(callback)
      forged.searchParams.set('state', 'forged')
      forged.searchParams.set('error', 'access_denied')
      statuses.push((await fetch(forged)).status)
      return callback
    })
    await page.getByRole('heading', { name: 'You can close this tab' }).waitFor()
    await page.close()
    await app.window.getByRole('button', { name: 'Done' }).click()

    expect(statuses).toEqual([400])
    expect(await account('Grace Hopper').count()).toBe(1)
    await goTo('Activity')
    await app.window
      .getByText(/turned away/i)
      .first()
      .waitFor()
    await goTo('Accounts')
  })

  test('a code that was used before is refused in a sentence with its causes', async () => {
    let used = ''
    const first = await tamperWithCallback('Grace Hopper', async (callback) => {
      used = new URL(callback).searchParams.get('code') ?? ''
      return callback
    })
    await app.window.getByRole('button', { name: 'Done' }).click()
    await first.close()
    const second = await tamperWithCallback('Grace Hopper', async (callback) => {
      const replayed = new URL(callback)
      replayed.searchParams.set('code', used)
      return replayed.href
    })
    const said = await app.window.getByRole('alert').first().textContent()
    await second.close()
    await closeDialog(app.window)

    expect(used).not.toBe('')
    expect(said).toMatch(/used (before|twice|already)|already (been )?used|more than once|once/i)
    expect(await account('Grace Hopper').count()).toBe(1)
  })

  test('an authorization server that dies in the middle of a sign-in is a sentence, and ends no account', async () => {
    const page = await tamperWithCallback('Grace Hopper', async (callback) => {
      expect(await killSandbox()).toBe(true)
      return callback
    })
    const said = await app.window.getByRole('alert').first().textContent()
    await page.close()
    await closeDialog(app.window)

    expect(said).toMatch(/answer|reach|connect/i)
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
    expect(await killSandbox()).toBe(true)
    await app.window.getByRole('button', { name: 'Refresh', exact: true }).click()
    await app.window.getByRole('row').nth(1).waitFor()
    await goTo('Accounts')

    expect(await account('Grace Hopper').count()).toBe(1)
  })

  test('access is revoked from the settings: asked once, refused by the server, gone from the keychain', async () => {
    const window = app.window
    await goTo('Settings')
    await window.getByRole('button', { name: 'Revoke access to Ada Lovelace' }).click()
    await window
      .getByRole('alertdialog')
      .or(window.getByRole('dialog'))
      .getByRole('button', { name: 'Revoke', exact: true })
      .click()
    const said = window.getByText(/Access ended at/)
    await said.waitFor()
    const evidence = await window.getByText(/401/).first().textContent()
    const entries = await stage.desktop.keyring.entries()

    expect(evidence).toMatch(/revoke 200.*me 401/)
    expect(entries.filter(({ account }) => account.startsWith('account-'))).toHaveLength(1)
  })

  test('and after the last one is revoked nothing of Keyfob is left in the keychain', async () => {
    const window = app.window
    await window.getByRole('button', { name: 'Revoke access to Grace Hopper' }).click()
    await window
      .getByRole('alertdialog')
      .or(window.getByRole('dialog'))
      .getByRole('button', { name: 'Revoke', exact: true })
      .click()
    await expect.poll(() => window.getByText(/Access ended at/).count()).toBe(2)

    expect(await stage.desktop.keyring.lasting()).toEqual([])
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
    const leaks = all.flatMap(([place, text]) =>
      secrets.filter((secret) => text.includes(secret)).map(() => place),
    )

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
