import { once } from 'node:events'
import { access } from 'node:fs/promises'
import { type AddressInfo, createServer } from 'node:net'
import { join } from 'node:path'
import { afterAll, afterEach, beforeAll, expect, test } from 'vitest'
import { endAccounts } from './end-accounts'
import type { RunningApp } from './harness/app'
import { describeOnLinux, useDesktop } from './harness/use-desktop'
import { createHand } from './keyboard-hand'
import { connectPerson, signInByRequests } from './sandbox-person'
import { askMain, currentSettings } from './window-asks'

describeOnLinux('with the keyboard alone', () => {
  const stage = useDesktop()
  /** A proxy that answers, for whoever looks whether it is there. */
  const proxy = createServer((client) => client.on('error', () => undefined))
  let app: RunningApp
  let issuer: string

  beforeAll(async () => {
    const first = await stage.launch()
    await connectPerson('Ada Lovelace', first.window, stage)
    await first.close()
    await endAccounts(first.profile)
    app = await stage.launch({ profile: first.profile })
    await app.window.emulateMedia({ reducedMotion: 'reduce' })
    const { value } = await askMain(app.window, 'listAccounts')
    issuer = (value as { readonly issuer: string }[])[0]?.issuer ?? ''
    proxy.listen(0, '127.0.0.1')
    await once(proxy, 'listening')
  })
  afterAll(() => {
    proxy.close()
  })

  const hand = createHand(() => app.window)
  const { button, press, type, hasFocus, tabTo, expectFocus, expectFocusKept, openTab, choose, noDialog } =
    hand
  afterEach(hand.closeDialogs)
  const region = (name: string) => app.window.getByRole('region', { name, exact: true })

  /** From wherever the focus is. */
  async function openSettings(tab: string) {
    await press('Control+4')
    const selected = app.window.getByRole('tab', { selected: true })
    await tabTo(selected)
    await openTab(tab)
  }

  test('an account that has ended is reconnected, and the focus stays on its screen', async () => {
    const { window } = app
    await tabTo(button('Reconnect Ada Lovelace'))
    await press('Enter')
    await window.getByText('Waiting for you to allow it').waitFor()
    await expect
      .poll(() => window.getByRole('dialog').evaluate((dialog) => dialog.contains(document.activeElement)))
      .toBe(true)
    await signInByRequests('Ada Lovelace', stage)
    await window.getByRole('heading', { name: 'Ada Lovelace works again' }).waitFor()
    await expectFocus(button('Done'))
    await press('Enter')
    await noDialog()
    // The line with its button is gone.
    await expectFocus(window.getByRole('main'))
    await tabTo(button('More about Ada Lovelace'))
  })

  test('a provider of one’s own is added from its address, changed and removed', async () => {
    const { window } = app
    await openSettings('Providers')
    await tabTo(button('Add provider…'))
    await press('Enter')
    await expectFocus(window.getByLabel('Server address (issuer)'))
    await type('127.0.0.1')
    await press('Enter')
    await window.getByText(/Enter a full address/).waitFor()
    await press('Control+A')
    await type(issuer)
    await press('Enter')
    const name = window.getByLabel('Name', { exact: true })
    await expectFocus(name)
    await press('Control+A')
    await type('Acme')
    await tabTo(button('Save'))
    await press('Enter')
    await noDialog()
    await expectFocus(button('Add provider…'))

    await tabTo(button('More about Acme'))
    await press('Enter')
    await choose('Edit…')
    await expectFocus(name)
    await press('Control+A')
    await type('Acme Cloud')
    await press('Enter')
    await noDialog()
    await expectFocus(button('More about Acme Cloud'))

    await press('Enter')
    await choose('Remove…')
    await expectFocus(button('Keep it'))
    await tabTo(button('Remove'))
    await press('Enter')
    await noDialog()
    await region('Your own providers').getByRole('listitem').waitFor({ state: 'detached' })
    await expectFocusKept()
  })

  test('a proxy is typed, what is wrong with it is said, and it is tested', async () => {
    const { window } = app
    await openSettings('Network')
    await tabTo(window.getByRole('radio', { name: /^Same as the system/ }))
    await press('ArrowRight')
    await press('ArrowRight')
    expect(await window.getByRole('radio', { name: /^This proxy/ }).isChecked()).toBe(true)
    await tabTo(window.getByRole('textbox', { name: 'Proxy address' }))
    await type('127.0.0.1')
    await tabTo(window.getByRole('textbox', { name: 'Port' }))
    await type('99999')
    await press('Enter')
    await window.getByText('A port is a number from 1 to 65535.').waitFor()
    await press('Control+A')
    await type(String((proxy.address() as AddressInfo).port))
    await tabTo(button('Use this proxy'))
    await press('Enter')
    await window.getByText('Saved. New connections use it.').waitFor()
    await expectFocus(button('Use this proxy'))

    await tabTo(button('Test the connection'))
    await press('Enter')
    await window.getByText(/^Connections go through 127\.0\.0\.1:\d+, which answers\.$/).waitFor()
    await expectFocusKept()
    await press('Alt+ArrowLeft')
    await tabTo(window.getByRole('radio', { name: /^This proxy/ }))
    await press('ArrowLeft')
    await press('ArrowLeft')
    await expect.poll(() => currentSettings(window)).toMatchObject({ proxy: { mode: 'system' } })
  })

  test('a backup is written and read again', async () => {
    const { window } = app
    const file = join(stage.desktop.folder, 'keyfob.json')
    // The system's own dialogs, which are not Keyfob's to lead through.
    await app.electronApp.evaluate(({ dialog }, chosen) => {
      dialog.showOpenDialog = async () => ({ canceled: false, filePaths: [chosen] })
      dialog.showSaveDialog = async () => ({ canceled: false, filePath: chosen })
    }, file)
    await openSettings('Backup')
    await tabTo(button('Save a backup…'))
    await press('Enter')
    await window.getByText(`1 account saved to ${file}`).waitFor()
    await access(file)
    await expectFocus(button('Save a backup…'))

    await tabTo(button('Choose a backup…'))
    await press('Enter')
    await window.getByRole('heading', { name: 'Everything in it was already here.' }).waitFor()
    await window.getByText('its server ran on the other computer').waitFor()
    await expectFocus(button('Choose a backup…'))
    await tabTo(button('Close this list'))
    await press('Enter')
    await button('Close this list').waitFor({ state: 'detached' })
    await expectFocus(button('Choose a backup…'))
  })

  test('everything is removed once the word is typed, and Keyfob quits', async () => {
    const { window } = app
    await openSettings('Security')
    await tabTo(button('Remove everything…'))
    await press('Enter')
    const word = window.getByLabel('Type “remove” to continue')
    await expectFocus(word)
    await press('Escape')
    await noDialog()
    await expectFocus(button('Remove everything…'))

    await press('Enter')
    await expectFocus(word)
    await type('remov')
    await press('Enter')
    expect(await hasFocus(word)).toBe(true)
    await type('e')
    await tabTo(window.getByRole('alertdialog').getByRole('button', { name: 'Remove everything' }))
    await press('Enter')
    await window.getByRole('heading', { name: 'Everything has been removed' }).waitFor()
    await expectFocus(button('Quit Keyfob'))
    const ended = once(app.electronApp.process(), 'exit')
    // It may be gone before the key is let go.
    await press('Enter').catch(() => undefined)
    await ended
  })
})
