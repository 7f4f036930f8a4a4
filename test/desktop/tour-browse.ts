import type { ElectronApplication, Page } from 'playwright-core'
import { setOffline } from './network-line'

/**
 * Takes the browser of an account through what it can do and what may befall it. It begins and ends at the lists of an
 * account of the sandbox, on line.
 */
export async function lookFurther(
  window: Page,
  electronApp: ElectronApplication,
  take: (name: string) => Promise<unknown>,
): Promise<void> {
  const button = (name: string | RegExp) => window.getByRole('button', { name, exact: true })
  const resource = (name: string) =>
    window.getByRole('navigation', { name: 'Resources' }).getByRole('button', { name, exact: true }).click()

  await resource('Flaky jobs')
  await window.getByRole('grid', { name: 'Flaky jobs' }).getByRole('gridcell').first().waitFor()
  await button('Refresh').click()
  await window.getByText(/^300 flaky jobs · \d+ loaded$/).waitFor()
  await button('Load all').click()
  await window.getByText(/asks for a pause/).waitFor()
  await take('browse-asked-to-wait')
  await window.getByRole('alert').waitFor()
  await window.getByRole('row').nth(1).focus()
  await window.keyboard.press('End')
  await window.getByRole('alert').scrollIntoViewIfNeeded()
  await take('browse-broken-off')

  await resource('Console')
  const address = window.getByRole('combobox', { name: 'Address' })
  await address.fill('/api/v1/s')
  await window.getByRole('option').first().waitFor()
  await take('console-suggestions')
  await address.fill('/api/v1/servers?per_page=2')
  await button('Send').click()
  await window.getByText('200 OK').waitFor()
  await take('console')
  await button(/Method/).click()
  await window.getByRole('option', { name: 'DELETE' }).click()
  await button('Send').click()
  await window.getByRole('alertdialog').waitFor()
  await take('console-question')
  await window.keyboard.press('Escape')
  await window.getByRole('alertdialog').waitFor({ state: 'detached' })
  await button(/Method/).click()
  await window.getByRole('option', { name: 'GET', exact: true }).click()

  await resource('Servers')
  await window.getByRole('grid', { name: 'Servers' }).getByRole('gridcell').first().waitFor()
  await button('Export').click()
  await button('Choose a file…').waitFor()
  await take('export')
  await window.keyboard.press('Escape')
  await window.getByRole('dialog').waitFor({ state: 'detached' })

  await window.keyboard.press('Control+k')
  await window.getByRole('searchbox', { name: 'Search everything' }).fill('api')
  await window.getByText('from Sandbox Cloud').first().waitFor()
  await take('search')
  await window.keyboard.press('Escape')
  await window.getByRole('dialog').waitFor({ state: 'detached' })

  await setOffline(electronApp, true)
  await button('Refresh').click()
  await window.getByText(/these rows are from/i).waitFor()
  await take('known-rows-offline')
  await setOffline(electronApp, false)
  await button('Try again').click()
  await window.getByText(/these rows are from/i).waitFor({ state: 'detached' })
}
