import { join } from 'node:path'
import type { Page } from 'playwright-core'
import { beforeAll, test } from 'vitest'
import { createPictures, type Pictures } from './harness/pictures'
import { describeOnLinux, useDesktop } from './harness/use-desktop'
import { askForSandbox, signInAs } from './sandbox-person'
import { lookFurther } from './tour-browse'
import { setUpAndMeetTrouble } from './tour-settings'
import { lookAtStates } from './tour-states'

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
    await window.getByRole('button', { name: 'Revoke access to Ada Lovelace' }).click()
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
    await window.getByText(/Everything a sign-in needs is working|need you|needs you/).waitFor()
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

  test(
    'sets up providers, backs up, locks, and meets a keychain that is locked, gone or missing',
    {
      timeout: 180_000,
    },
    () => setUpAndMeetTrouble(stage, pictures),
  )

  test(
    'looks at what is rare: many, long, loading, empty, failing, in light, dark and narrow',
    {
      timeout: 600_000,
    },
    () => lookAtStates(pictures),
  )
})
