import { join } from 'node:path'
import type { Page } from 'playwright-core'
import { beforeAll, test } from 'vitest'
import { createPictures, type Pictures } from './harness/pictures'
import { describeOnLinux, useDesktop } from './harness/use-desktop'
import { askForSandbox, closeDialog, connectPerson, signInAs } from './sandbox-person'
import { lookFurther } from './tour-browse'
import { askMain, openSettings } from './window-asks'

/** What someone does who opens Keyfob for the first time, with a picture of every step in `out/tour/`. */
describeOnLinux('the tour', () => {
  const stage = useDesktop()
  let pictures: Pictures

  beforeAll(async () => {
    pictures = await createPictures(join(import.meta.dirname, '..', '..', 'out', 'tour'))
  })

  test('connects two people, browses, revokes one, in light and dark, wide and narrow', {
    timeout: 300_000,
  }, async () => {
    const { window, electronApp } = await stage.launch()
    const take = (name: string) => pictures.take(window, name)
    const goTo = (screen: string) =>
      window.getByRole('navigation').getByRole('button', { name: screen, exact: true }).click()

    await window.getByRole('button', { name: 'Try the Sandbox Cloud' }).waitFor()
    await take('first-run')

    await askForSandbox(window)
    await take('permissions')
    await window.getByRole('button', { name: 'Continue in browser' }).click()
    await window.getByText('Waiting for you').first().waitFor()
    await take('waiting-for-the-browser')
    const browserPage = (page: Page, name: string) => pictures.take(page, `browser-${name}`)
    const tab = await signInAs('Ada Lovelace', stage, { onPage: browserPage })
    await browserPage(tab, 'done')
    await tab.close()
    await window.getByRole('button', { name: 'Done' }).waitFor()
    await take('connected')
    await window.getByRole('button', { name: 'Done' }).click()

    await askForSandbox(window)
    await window.getByRole('button', { name: 'Continue in browser' }).click()
    await (await signInAs('Grace Hopper', stage)).close()
    await window.getByRole('button', { name: 'Done' }).click()
    await window.getByRole('listitem').filter({ hasText: 'Grace Hopper' }).first().waitFor()
    await take('accounts')

    await askForSandbox(window)
    await window.getByText('With a code', { exact: true }).click()
    await window.getByRole('button', { name: 'Get a code' }).click()
    await window
      .getByText(/[A-Z]{4}-[A-Z]{4}/)
      .first()
      .waitFor()
    await take('device-code')
    await window.getByRole('button', { name: 'Cancel' }).click()
    await window.getByRole('alert').first().waitFor()
    await take('cancelled')
    await window.keyboard.press('Escape')

    await askForSandbox(window)
    await window.getByRole('button', { name: 'Continue in browser' }).click()
    await (await signInAs('Grace Hopper', stage, { deny: true })).close()
    await window.getByRole('alert').first().waitFor()
    await take('denied')
    await window.keyboard.press('Escape')

    const grace = window.getByRole('main').getByRole('listitem').filter({ hasText: 'Grace Hopper' })
    await grace.getByRole('button', { name: 'Browse' }).click()
    await window.getByRole('row').nth(1).waitFor()
    await take('browse')
    await window.getByRole('row').nth(3).click()
    await window.getByRole('button', { name: 'Snapshots' }).waitFor()
    await take('browse-detail')
    await window.getByText('Invoices', { exact: true }).click()
    await take('missing-permission')
    await lookFurther(window, electronApp, take)

    await goTo('Activity')
    await take('activity')
    await window.getByRole('button', { name: 'See each step' }).first().click()
    await window.getByText('Token request').first().waitFor()
    await window.getByText('Token request').first().click()
    await take('trace')

    await goTo('Settings')
    await window.getByRole('button', { name: 'Revoke access of Ada Lovelace' }).click()
    await take('revoke-question')
    await window.getByRole('button', { name: 'Revoke', exact: true }).click()
    await window.getByText(/Access ended at/).waitFor()
    await take('revoked-with-proof')
    for (const tab of ['Security', 'Appearance', 'About']) {
      await window.getByRole('tab', { name: tab }).click()
      await take(`settings-${tab.toLowerCase()}`)
    }

    await window.getByRole('tab', { name: 'Network' }).click()
    await window.getByText('This proxy', { exact: true }).click()
    await take('settings-network')
    await window.getByRole('tab', { name: 'Notifications' }).click()
    await take('settings-notifications')
    await window.getByRole('tab', { name: 'Security' }).click()
    await window.getByRole('button', { name: 'Sign-in doctor' }).click()
    await window.getByText(/Everything a sign-in needs works|need you|needs you/).waitFor()
    await take('doctor')
    await goTo('Settings')

    await window.getByRole('tab', { name: 'Appearance' }).click()
    await window.getByText('Dark', { exact: true }).click()
    await window.locator('html[data-appearance="dark"]').waitFor()
    await goTo('Accounts')
    await take('dark-accounts')
    await grace.getByRole('button', { name: 'Browse' }).click()
    await window.getByRole('row').nth(1).waitFor()
    await window.getByRole('row').nth(2).click()
    await take('dark-browse')
    await lookFurther(window, electronApp, (name) => take(`dark-${name}`))
    await goTo('Activity')
    await take('dark-activity')
    await goTo('Settings')
    await take('dark-access')

    await electronApp.evaluate(({ BrowserWindow }) =>
      BrowserWindow.getAllWindows()[0]?.setContentSize(900, 600),
    )
    await take('narrow-dark-access')
    await goTo('Accounts')
    await take('narrow-dark-accounts')
    await grace.getByRole('button', { name: 'Browse' }).click()
    await lookFurther(window, electronApp, (name) => take(`narrow-dark-${name}`))
  })

  test('sets up providers, backs up, locks, and meets a keychain that is locked, gone or missing', {
    timeout: 180_000,
  }, async () => {
    const { window } = await stage.launch()
    const take = (name: string) => pictures.take(window, name)
    const button = (name: string) => window.getByRole('button', { name, exact: true })
    const provider = (name: string) => window.getByRole('dialog').getByRole('button', { name, exact: true })

    await button('Connect an account').click()
    await window.getByRole('searchbox', { name: 'Search providers' }).waitFor()
    await take('provider-grid')
    await provider('GitHub').click()
    await window.getByRole('heading', { name: 'Set up GitHub' }).waitFor()
    await take('provider-guide')
    await window.getByLabel('Client ID', { exact: true }).fill('Iv23 liTourOfKeyfob01')
    await window.getByText(/a space or a line break/).waitFor()
    await take('provider-guide-checked')
    await window.getByLabel('Client ID', { exact: true }).fill('Iv23liTourOfKeyfob01')
    await button('Save and go on').click()
    await window.getByText('Choose what Keyfob may see.').waitFor()
    await take('provider-permissions')
    await closeDialog(window)
    await connectPerson('Ada Lovelace', window, stage)

    const { value: accounts } = await askMain(window, 'listAccounts')
    const issuer = (accounts as { readonly issuer: string }[])[0]?.issuer ?? ''
    await button('Connect account').click()
    await provider('Another provider…').click()
    await window.getByLabel('Address of the server (issuer)').fill(issuer)
    await take('custom-provider')
    await button('Look it up').click()
    await window.getByRole('region', { name: 'What protects a sign-in there' }).waitFor()
    await take('custom-provider-found')
    await button('Change details…').click()
    await window.getByLabel('Name', { exact: true }).waitFor()
    await take('custom-provider-by-hand')
    await closeDialog(window)

    await openSettings(window, 'Providers')
    await window.getByRole('region', { name: 'Clients', exact: true }).getByRole('listitem').first().waitFor()
    await take('settings-providers')
    await window.getByRole('tab', { name: 'Back-up' }).click()
    await take('settings-backup')
    await window.getByRole('tab', { name: 'Access' }).click()
    await button('Revoke everything…').click()
    await window.getByRole('alertdialog').waitFor()
    await take('revoke-everything-question')
    await window.keyboard.press('Escape')
    await window.getByRole('alertdialog').waitFor({ state: 'detached' })

    await window.getByRole('tab', { name: 'Security' }).click()
    await button('Lock now').click()
    await button('Unlock').waitFor()
    await take('locked')
    await button('Unlock').click()
    await openSettings(window, 'Security')
    await stage.desktop.keyring.lock()
    await button('Check again').click()
    await window.getByText(/is locked\. Unlock it/).waitFor()
    await take('keychain-locked')
    await window.getByRole('navigation').getByRole('button', { name: 'Accounts', exact: true }).click()
    await window.getByRole('heading', { name: 'Accounts', level: 1 }).waitFor()
    await take('keychain-locked-accounts')
    // Whoever held on to the service that ended hears nothing of the new one.
    await stage.desktop.keyring.unlock()
    await openSettings(window, 'Security')
    await button('Check again').click()
    await window.getByText(/stopped answering/).waitFor()
    await take('keychain-gone')

    const bare = await stage.launch({ withoutSessionBus: true })
    await bare.window.getByRole('button', { name: 'Connect an account' }).waitFor()
    await pictures.take(bare.window, 'no-keychain-first-run')
    await openSettings(bare.window, 'Security')
    await bare.window.getByText(/No keychain service answers/).waitFor()
    await pictures.take(bare.window, 'no-keychain')
  })
})
