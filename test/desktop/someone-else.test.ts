import { beforeAll, expect, test } from 'vitest'
import type { RunningApp } from './harness/app'
import { describeOnLinux, useDesktop } from './harness/use-desktop'
import { connectPerson, signInByRequests } from './sandbox-person'
import { askMain } from './window-asks'

describeOnLinux('someone else who signs in where an account is reconnected', () => {
  const stage = useDesktop()
  let app: RunningApp
  beforeAll(async () => {
    app = await stage.launch()
    await connectPerson('Ada', app.window, stage)
  })

  async function reconnectAdaAs(person: string) {
    const { window } = app
    await window.getByRole('button', { name: /^More about Ada/ }).click()
    await window.getByRole('menuitem', { name: 'Reconnect', exact: true }).click()
    await signInByRequests(person, stage)
    return window.getByRole('dialog', { name: 'Someone else signed in' })
  }
  const people = async () => {
    const accounts = (await askMain(app.window, 'listAccounts')).value as { label: string }[]
    return accounts.map(({ label }) => label)
  }

  test('leaves nothing behind when they are discarded, and the account works on', async () => {
    const { window } = app
    const before = await stage.desktop.keyring.lasting()
    const dialog = await reconnectAdaAs('Grace')
    await dialog.getByRole('button', { name: 'Discard' }).click()
    await dialog.waitFor({ state: 'detached' })

    expect(await people()).toEqual([expect.stringContaining('Ada')])
    expect(await stage.desktop.keyring.lasting()).toEqual(before)
    await window.getByRole('button', { name: /^More about Ada/ }).click()
    await window.getByRole('menuitem', { name: 'Renew now' }).click()
    await window
      .getByRole('region', { name: 'Notices' })
      .getByText(/was renewed/)
      .first()
      .waitFor()
  })

  test('becomes an account of their own when they are kept', async () => {
    const dialog = await reconnectAdaAs('Grace')
    await dialog.getByRole('button', { name: /^Add Grace/ }).click()
    await app.window.getByRole('dialog').getByRole('button', { name: 'Done' }).click()
    await expect
      .poll(async () => (await people()).toSorted())
      .toEqual([expect.stringContaining('Ada'), expect.stringContaining('Grace')])
  })
})
