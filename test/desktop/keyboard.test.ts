import type { Locator, Page } from 'playwright-core'
import { afterEach, beforeAll, expect, test } from 'vitest'
import { describeOnLinux, useDesktop } from './harness/use-desktop'
import { signInAs } from './sandbox-person'

describeOnLinux('Keyfob with the keyboard alone', () => {
  const stage = useDesktop()
  let window: Page

  beforeAll(async () => {
    window = (await stage.launch()).window
    await window.emulateMedia({ reducedMotion: 'reduce' })
  })

  // What one story leaves open is not the next one's.
  afterEach(async () => {
    for (let tries = 0; tries < 3 && (await window.getByRole('dialog').count()) > 0; tries += 1)
      await window.keyboard.press('Escape')
  })

  const button = (name: string | RegExp) => window.getByRole('button', { name, exact: true })
  const press = (key: string) => window.keyboard.press(key)
  const hasFocus = (target: Locator) => target.evaluate((element) => element === document.activeElement)

  /** Goes on with Tab until the focus is there, and sees that it is drawn. */
  async function tabTo(target: Locator) {
    await target.first().waitFor()
    for (let presses = 0; presses < 80 && !(await hasFocus(target.first())); presses += 1) await press('Tab')
    expect(await hasFocus(target.first()), `focus on ${target}`).toBe(true)
    expect(await window.evaluate(isFocusDrawn), `focus drawn on ${target}`).toBe(true)
  }

  async function expectFocusKept() {
    await expect.poll(() => window.evaluate(() => document.activeElement?.tagName)).not.toBe('BODY')
  }

  const noDialog = () =>
    window.getByRole('dialog').or(window.getByRole('alertdialog')).waitFor({ state: 'detached' })

  test('a newcomer connects the sandbox', async () => {
    await tabTo(button('Try the Sandbox Cloud'))
    await press('Enter')
    const invoices = window.getByRole('checkbox', { name: /^Invoices/ })
    await tabTo(invoices)
    await press('Space')
    expect(await invoices.isChecked()).toBe(true)
    await tabTo(button('Continue in browser'))
    await press('Enter')
    await (await signInAs('Ada Lovelace', stage)).close()
    await button('Done').waitFor()
    await expect.poll(() => hasFocus(button('Done'))).toBe(true)
    await press('Enter')
    await noDialog()
    await expectFocusKept()
  })

  test('cancelling a sign-in leads the focus to what can be done, and Escape closes the dialog', async () => {
    await tabTo(button('Connect account'))
    await press('Enter')
    const search = window.getByRole('searchbox', { name: 'Search providers' })
    await expect.poll(() => hasFocus(search)).toBe(true)
    await window.keyboard.type('sandbox')
    await press('Enter')
    await tabTo(button('Continue in browser'))
    await press('Enter')
    await window.getByText('Waiting for you to allow it').waitFor()
    await tabTo(button('Cancel'))
    await press('Enter')
    await window.getByRole('alert').waitFor()
    await expect.poll(() => hasFocus(button('Try again'))).toBe(true)
    await press('Escape')
    await noDialog()
    await expect.poll(() => hasFocus(button('Connect account'))).toBe(true)
  })

  test('an account is renamed from its menu, and the focus is back where it was', async () => {
    await tabTo(button('More about Ada Lovelace'))
    await press('Enter')
    await window.getByRole('menu').waitFor()
    await press('ArrowDown')
    expect(await hasFocus(window.getByRole('menuitem', { name: 'Rename…' }))).toBe(true)
    await press('Enter')
    const name = window.getByRole('textbox', { name: 'Name' })
    await expect.poll(() => hasFocus(name)).toBe(true)
    await press('Control+A')
    await window.keyboard.type('The Countess')
    await press('Enter')
    await noDialog()
    await expect.poll(() => hasFocus(button('More about The Countess'))).toBe(true)
  })

  test('its servers are looked at, and the way back is a shortcut', async () => {
    await tabTo(window.getByRole('main').getByRole('button', { name: 'Browse', exact: true }))
    await press('Enter')
    await window.getByRole('row').nth(1).waitFor()
    await expectFocusKept()
    await press('Alt+ArrowLeft')
    await window.getByRole('heading', { name: 'Accounts', level: 1 }).waitFor()
    await expectFocusKept()
  })

  test('the search goes to any screen', async () => {
    await press('Control+K')
    const field = window.getByRole('dialog').getByRole('searchbox').or(window.getByRole('combobox')).first()
    await expect.poll(() => hasFocus(field)).toBe(true)
    await window.keyboard.type('activity')
    await press('Enter')
    await window.getByRole('heading', { name: 'Activity', level: 1 }).waitFor()
    await noDialog()
    await expectFocusKept()
  })

  test('access is revoked, with the careful answer first', async () => {
    await press('Control+4')
    await tabTo(window.getByRole('tab', { name: 'Access' }))
    await press('ArrowRight')
    expect(await window.getByRole('tab', { name: 'Providers' }).getAttribute('aria-selected')).toBe('true')
    await press('ArrowLeft')
    await tabTo(button('Revoke access to The Countess'))
    await press('Enter')
    await expect.poll(() => hasFocus(button('Keep it'))).toBe(true)
    await tabTo(button('Revoke'))
    await press('Enter')
    await window.getByText(/Access ended at/).waitFor()
    await noDialog()
    await expectFocusKept()
    await tabTo(button('Details'))
  })
})

/** Runs in the window. The ring may be drawn around the focused element or around what it stands in. */
function isFocusDrawn(): boolean {
  let element = document.activeElement
  for (let steps = 0; element !== null && steps < 4; steps += 1) {
    const { outlineStyle, outlineWidth } = getComputedStyle(element)
    if (outlineStyle !== 'none' && Number.parseFloat(outlineWidth) >= 1) return true
    element = element.parentElement
  }
  return false
}
