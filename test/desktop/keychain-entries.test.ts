import type { Page } from 'playwright-core'
import { beforeAll, expect, test } from 'vitest'
import type { RunningApp } from './harness/app'
import { describeOnLinux, useDesktop } from './harness/use-desktop'
import { connectPerson, signInByRequests } from './sandbox-person'
import { askMain } from './window-asks'

describeOnLinux('a keychain entry, when another program', () => {
  const stage = useDesktop()
  let app: RunningApp
  beforeAll(async () => {
    app = await stage.launch()
    await connectPerson('Ada', app.window, stage)
  })

  async function adasEntry() {
    const accounts = (await askMain(app.window, 'listAccounts')).value as { id: string; label: string }[]
    const ada = accounts.find(({ label }) => label.startsWith('Ada'))
    const found = (await stage.desktop.keyring.entries()).find(
      ({ account }) => ada !== undefined && account.endsWith(ada.id),
    )
    if (!found) throw new Error('Ada has no entry')
    return found
  }
  const namesInKeyring = async () => (await stage.desktop.keyring.entries()).map(({ account }) => account)

  async function renew(window: Page) {
    await window.getByRole('navigation').getByRole('button', { name: 'Accounts', exact: true }).click()
    await window.getByRole('button', { name: /^More about Ada/ }).click()
    await window.getByRole('menuitem', { name: 'Renew now' }).click()
  }
  async function browse(window: Page) {
    await window.getByRole('navigation').getByRole('button', { name: 'Accounts', exact: true }).click()
    await window
      .getByRole('main')
      .getByRole('button', { name: /^Browse/ })
      .first()
      .click()
  }
  const notice = (window: Page, words: RegExp) =>
    window.getByRole('region', { name: 'Notices' }).getByText(words).first().waitFor()
  async function reconnectFromNote() {
    const { window } = app
    await window.getByRole('main').getByRole('button', { name: 'Reconnect', exact: true }).first().click()
    await signInByRequests('Ada', stage)
    await window.getByRole('dialog').getByRole('button', { name: 'Done' }).click()
    await window.getByRole('dialog').waitFor({ state: 'detached' })
    await renew(window)
    await notice(window, /was renewed/)
  }

  test('changes it while Keyfob runs, is set aside and told of, and the account goes on', async () => {
    const entry = await adasEntry()
    await stage.desktop.keyring.overwrite(entry, 'scribble')
    await renew(app.window)
    await notice(app.window, /Another program changed one of Keyfob’s entries/)
    await notice(app.window, /was renewed/)
    expect(await namesInKeyring()).toContain(`${entry.account}/set-aside`)
    expect(await stage.desktop.keyring.contents()).toContain('scribble')

    await app.close()
    app = await stage.launch({ profile: app.profile })
    await renew(app.window)
    await notice(app.window, /was renewed/)
  })

  test('changed it before the start, is said to be changed from outside, with a way back, and left untouched', async () => {
    const entry = await adasEntry()
    await app.close()
    await stage.desktop.keyring.overwrite(entry, 'scrawl')
    app = await stage.launch({ profile: app.profile })
    await browse(app.window)
    await app.window.getByText('A keychain entry was changed from outside').first().waitFor()
    expect(await stage.desktop.keyring.contents()).toContain('scrawl')
    await reconnectFromNote()
  })

  test('deleted it before the start, is said to be gone, with a way back', async () => {
    const entry = await adasEntry()
    await app.close()
    await stage.desktop.keyring.remove(entry)
    app = await stage.launch({ profile: app.profile })
    await browse(app.window)
    await app.window.getByText('The tokens are gone from the keychain').first().waitFor()
    await reconnectFromNote()
  })
})
