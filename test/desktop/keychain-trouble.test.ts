import { mkdir } from 'node:fs/promises'
import { join } from 'node:path'
import type { Page } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import type { RunningApp } from './harness/app'
import { type Keyring, startKeyring } from './harness/keyring'
import { attach, endHolder, forgetPort, holderOf, startFreely } from './harness/over-cdp'
import { startSessionBus } from './harness/session-bus'
import { describeOnLinux, useDesktop } from './harness/use-desktop'
import { askForSandbox, closeDialog, connectPerson } from './sandbox-person'

async function openSecurity(window: Page): Promise<void> {
  await window.getByRole('button', { name: 'Settings', exact: true }).click()
  await window.getByRole('tab', { name: 'Security' }).click()
}

async function keychainIs(window: Page, words: RegExp): Promise<void> {
  await openSecurity(window)
  await window.getByRole('button', { name: 'Check again' }).click()
  await window.getByRole('status').filter({ hasText: words }).first().waitFor()
}

async function renew(person: string, window: Page): Promise<void> {
  await window.getByRole('button', { name: 'Accounts', exact: false }).first().click()
  await window.getByRole('button', { name: new RegExp(`^More about ${person}`) }).click()
  await window.getByRole('menuitem', { name: 'Renew now' }).click()
}

const notice = (window: Page, words: RegExp) =>
  window.getByRole('region', { name: 'Notices' }).getByText(words).first()

async function closeNotices(window: Page): Promise<void> {
  const close = window.getByRole('region', { name: 'Notices' }).getByRole('button', { name: 'Close' })
  while ((await close.count()) > 0) await close.first().click()
}

describeOnLinux('the app, when its keychain', () => {
  const stage = useDesktop()
  let app: RunningApp
  beforeAll(async () => {
    app = await stage.launch()
    await connectPerson('Ada', app.window, stage)
  })

  test('is locked, says so before a browser opens, and loses nothing', async () => {
    const { window } = app
    const before = await stage.desktop.keyring.lasting()
    await stage.desktop.keyring.lock()
    await keychainIs(window, /is locked\. Unlock it/)
    await renew('Ada', window)
    await notice(window, /keychain is locked/i).waitFor()
    await closeNotices(window)

    await window.getByRole('button', { name: 'Connect account', exact: true }).click()
    await window.getByRole('dialog').getByRole('button', { name: 'Sandbox Cloud' }).click()
    await window.getByRole('button', { name: 'Continue in browser' }).click()
    await window.getByRole('alert').getByText('Your keychain is locked').waitFor()
    await window.getByRole('button', { name: 'Check the keychain again' }).waitFor()
    await expect(stage.browser.nextUrl(300)).rejects.toThrow('handed no link')
    await closeDialog(window)

    await stage.desktop.keyring.unlock()
    expect(await stage.desktop.keyring.lasting()).toEqual(before)
  })

  test('loses its service while the app runs, says so and offers a restart', async () => {
    const { window } = app
    await stage.desktop.keyring.stop()
    await keychainIs(window, /stopped answering/)
    await window.getByRole('button', { name: 'Restart Keyfob' }).waitFor()
    await renew('Ada', window)
    await notice(window, /keychain stopped answering/i).waitFor()
    await closeNotices(window)
    await stage.desktop.keyring.start()

    await app.close()
    app = await stage.launch({ profile: app.profile })
    await app.window.getByRole('listitem').filter({ hasText: 'Ada' }).first().waitFor()
    await renew('Ada', app.window)
    await notice(app.window, /was renewed/).waitFor()
  })

  test('is not there at all, says so and offers to keep tokens for the session', async () => {
    const bare = await stage.launch({ withoutSessionBus: true })
    await keychainIs(bare.window, /No keychain service answers/)
    await bare.window.getByRole('button', { name: 'Accounts', exact: false }).first().click()
    await askForSandbox(bare.window)
    await bare.window.getByRole('button', { name: 'Continue in browser' }).click()
    await bare.window.getByRole('alert').getByText('There is no keychain on this computer').waitFor()
    await bare.window.getByRole('button', { name: 'Keep for this session only' }).waitFor()
    await bare.kill()
  })
})

describeOnLinux('the app, when the session bus ends', () => {
  const stage = useDesktop()
  let keyring: Keyring
  let app: RunningApp
  const folder = () => join(stage.desktop.folder, 'second')
  const addressOf = async (name: string) => {
    const { address, daemon } = await startSessionBus(join(folder(), name))
    return { daemon, env: { DBUS_SESSION_BUS_ADDRESS: address } }
  }
  afterAll(() => keyring?.stop())

  // Chromium ends any program of its whose session bus goes away (`bus.cc`, no switch turns it off): a desktop that
  // loses its bus has ended. What is kept must outlive that, as it must a crash.
  test('finds every account again on the next bus, whatever Chromium made of it', async () => {
    await mkdir(folder(), { recursive: true })
    const first = await addressOf('one')
    keyring = await startKeyring({ env: { ...stage.desktop.env, ...first.env } }, join(folder(), 'control'))
    app = await stage.launch({ env: first.env })
    await connectPerson('Grace', app.window, stage)

    await first.daemon.stop()
    await app.kill()
    await keyring.stop()

    const second = await addressOf('two')
    keyring = await startKeyring({ env: { ...stage.desktop.env, ...second.env } }, join(folder(), 'control'))
    app = await stage.launch({ profile: app.profile, env: second.env })
    await renew('Grace', app.window)
    await notice(app.window, /was renewed/).waitFor()
    await app.close()
    await keyring.stop()
    await second.daemon.stop()
  })
})

describeOnLinux('a restart', () => {
  const stage = useDesktop()
  let profile: string
  afterAll(() => endHolder(profile))

  test('from the button ends the app cleanly and brings it back with a keychain that answers', async () => {
    profile = join(stage.desktop.folder, 'restarted')
    const logFile = join(stage.desktop.folder, 'restart.log')
    const app = startFreely({ profile, env: { ...stage.desktop.env, ...stage.browser.env }, logFile })
    const first = await attach(profile)
    await connectPerson('Ada', first.page, stage)
    await stage.desktop.keyring.unlock()
    await keychainIs(first.page, /stopped answering/)
    const before = await holderOf(profile)
    await forgetPort(profile)
    await first.page.getByRole('button', { name: 'Restart Keyfob' }).click()
    expect(await app.ended).toBe(0)

    const second = await attach(profile)
    expect(await holderOf(profile)).not.toBe(before)
    await second.page.getByRole('listitem').filter({ hasText: 'Ada' }).first().waitFor()
    await keychainIs(second.page, /is unlocked and working/)
    await renew('Ada', second.page)
    await notice(second.page, /was renewed/).waitFor()
    await second.leave()
  })
})
