import type { Page } from 'playwright-core'
import { signInAndAllow } from '../sandbox/walk'
import type { DesktopOfFile } from './harness/use-desktop'

/** What a person does in the browser that Keyfob opened: signs in at Sandbox Cloud, allows or denies. */
export async function signInAs(
  person: string,
  { browser }: Pick<DesktopOfFile, 'browser'>,
  how: { readonly deny?: boolean; readonly onPage?: (page: Page, name: string) => Promise<unknown> } = {},
): Promise<Page> {
  // Each person comes with a browser of their own, as far as the sandbox can tell.
  await browser.forgetVisitor()
  const page = await browser.open(await browser.nextUrl())
  await page.getByRole('button', { name: new RegExp(`^Sign in as ${person}`) }).waitFor()
  await how.onPage?.(page, 'sign-in')
  await page.getByRole('button', { name: new RegExp(`^Sign in as ${person}`) }).click()
  await page.getByRole('button', { name: 'Allow', exact: true }).waitFor()
  await how.onPage?.(page, 'consent')
  await page.getByRole('button', { name: how.deny ? 'Deny' : 'Allow', exact: true }).click()
  await page.getByRole('heading', { name: how.deny ? 'Not connected' : 'You can close this tab' }).waitFor()
  return page
}

/** Opens the connect dialog, chooses the sandbox and goes on to the browser. */
export async function askForSandbox(window: Page): Promise<void> {
  const first = window.getByRole('button', { name: 'Try the Sandbox Cloud' })
  const connect = window.getByRole('button', { name: 'Connect account', exact: true })
  await first.or(connect).first().waitFor()
  if (await first.isVisible()) {
    await first.click()
  } else {
    await connect.click()
    await window.getByRole('dialog').getByRole('button', { name: 'Sandbox Cloud' }).click()
  }
  await window.getByRole('button', { name: 'Continue in browser' }).waitFor()
}

/** As `signInAs`, by requests in place of the browser: for tests that are of what comes after. */
export async function signInByRequests(
  person: string,
  { browser }: Pick<DesktopOfFile, 'browser'>,
): Promise<void> {
  const callback = await signInAndAllow(await browser.nextUrl(), { person })
  await (await fetch(callback)).text()
}

/** Connects a person at the sandbox, from the button to the account. */
export async function connectPerson(
  person: string,
  window: Page,
  stage: Pick<DesktopOfFile, 'browser'>,
  how: 'in_the_browser' | 'by_requests' = 'by_requests',
): Promise<void> {
  await askForSandbox(window)
  await window.getByRole('button', { name: 'Continue in browser' }).click()
  if (how === 'by_requests') await signInByRequests(person, stage)
  else await (await signInAs(person, stage)).close()
  await window.getByRole('button', { name: 'Done' }).click()
  await window.getByRole('listitem').filter({ hasText: person }).first().waitFor()
}

/** Closes the dialog that is open by its button, wherever the focus is. */
export async function closeDialog(window: Page): Promise<void> {
  const dialog = window.getByRole('dialog')
  await dialog.getByRole('button', { name: 'Close', exact: true }).last().click()
  await dialog.waitFor({ state: 'detached' })
}
