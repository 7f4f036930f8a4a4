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

  /** From the tab that has the focus to another, by the arrows. */
  async function openTab(name: string) {
    const wanted = window.getByRole('tab', { name })
    for (let presses = 0; presses < 8 && !(await hasFocus(wanted)); presses += 1) await press('ArrowRight')
    expect(await wanted.getAttribute('aria-selected'), name).toBe('true')
  }

  /** In the menu that is open, by the arrows. */
  async function choose(entry: string) {
    await window.getByRole('menu').waitFor()
    const wanted = window.getByRole('menuitem', { name: entry })
    for (let presses = 0; presses < 12 && !(await hasFocus(wanted)); presses += 1) await press('ArrowDown')
    await press('Enter')
    await window.getByRole('menu').waitFor({ state: 'detached' })
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
    // Nobody follows this link: it must not be taken for the next one.
    await stage.browser.nextUrl()
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

  test('what protects an account is read, and the focus is back where it was', async () => {
    const protections = button('What protects The Countess')
    await press('Control+1')
    await tabTo(protections)
    await press('Enter')
    await window.getByRole('dialog').getByText('PKCE S256').waitFor()
    await press('Escape')
    await noDialog()
    await expect.poll(() => hasFocus(protections)).toBe(true)
  })

  test('a second account is connected, and put below the first', async () => {
    await tabTo(button('Connect account'))
    await press('Enter')
    const search = window.getByRole('searchbox', { name: 'Search providers' })
    await expect.poll(() => hasFocus(search)).toBe(true)
    await window.keyboard.type('sandbox')
    await press('Enter')
    await tabTo(button('Continue in browser'))
    await press('Enter')
    await (await signInAs('Grace Hopper', stage)).close()
    await expect.poll(() => hasFocus(button('Done'))).toBe(true)
    await press('Enter')
    await noDialog()
    await tabTo(button('More about The Countess'))
    await press('Enter')
    await choose('Move down')
    const rows = window.getByRole('main').getByRole('listitem')
    await expect.poll(() => rows.last().getAttribute('aria-label')).toBe('The Countess')
  })

  test('a list is filtered, a row opened and left, and the rows exported as far as the question where to', async () => {
    await tabTo(
      window.getByRole('listitem', { name: 'The Countess' }).getByRole('button', { name: 'Browse' }),
    )
    await press('Enter')
    await window.getByRole('row').nth(1).waitFor()
    await tabTo(window.getByRole('searchbox', { name: 'Filter servers' }))
    await window.keyboard.type('api')
    await expect.poll(() => window.getByRole('row').count()).toBeLessThan(20)
    await tabTo(window.getByRole('row').nth(1))
    await press('Enter')
    await button('Close details').waitFor()
    await press('Escape')
    await button('Close details').waitFor({ state: 'detached' })
    await tabTo(button('Export'))
    await press('Enter')
    await tabTo(button('Choose a file…'))
    await press('Escape')
    await noDialog()
    await expect.poll(() => hasFocus(button('Export'))).toBe(true)
  })

  test('the API is asked in the console', async () => {
    await tabTo(button('Console'))
    await press('Enter')
    await tabTo(window.getByRole('combobox', { name: 'Address' }))
    await window.keyboard.type('/api/v1/me')
    await press('Control+Enter')
    await window.getByText('200 OK').waitFor()
    await expectFocusKept()
  })

  test('a flow is read step by step, and its report copied', async () => {
    await press('Control+3')
    await tabTo(button('See each step'))
    await press('Enter')
    await tabTo(window.getByRole('main').getByRole('button', { name: /Token request/ }))
    await press('Enter')
    await window.getByRole('heading', { name: 'Token request' }).waitFor()
    await press('Alt+ArrowLeft')
    await window.getByRole('heading', { name: 'Activity', level: 1 }).waitFor()
    await tabTo(button('See each step'))
    await press('Enter')
    await tabTo(button('Copy report'))
    await press('Enter')
    await window.getByText('Report copied.').waitFor()
  })

  test('a client is set up: what is wrong is said, and it is kept', async () => {
    await press('Control+1')
    await tabTo(button('Connect account'))
    await press('Enter')
    await expect.poll(() => hasFocus(window.getByRole('searchbox', { name: 'Search providers' }))).toBe(true)
    await window.keyboard.type('github')
    await press('Enter')
    await tabTo(window.getByLabel('Client ID', { exact: true }))
    await window.keyboard.type('Iv23 liKeyboardOnly1')
    await window.getByText(/a space or a line break/).waitFor()
    await press('Control+A')
    await window.keyboard.type('Iv23liKeyboardOnly01')
    await tabTo(button('Save and continue'))
    await press('Enter')
    await window.getByText('Choose what Keyfob may see.').waitFor()
    await press('Escape')
    await noDialog()
  })

  test('the doctor checks this computer', async () => {
    await press('Control+4')
    await tabTo(window.getByRole('tab', { name: 'Access' }))
    await openTab('Security')
    await tabTo(button('Sign-in doctor'))
    await press('Enter')
    await window.getByText(/Everything a sign-in needs is working|needs? you/).waitFor()
    await tabTo(button('Check again'))
    await press('Enter')
    await window.getByText(/Everything a sign-in needs is working|needs? you/).waitFor()
    await expectFocusKept()
  })

  test('Keyfob is locked and unlocked', async () => {
    await press('Control+4')
    await tabTo(window.getByRole('tab', { name: 'Access' }))
    await openTab('Security')
    await tabTo(button('Lock now'))
    await press('Enter')
    await window.getByRole('heading', { name: 'Keyfob is locked' }).waitFor()
    await tabTo(button('Unlock'))
    await press('Enter')
    await window.getByRole('navigation').first().waitFor()
  })

  test('the appearance is chosen with the arrows, and the licences are read', async () => {
    await press('Control+4')
    await tabTo(window.getByRole('tab', { name: 'Access' }))
    await openTab('Appearance')
    await tabTo(window.getByRole('radio', { name: /^Same as the system/ }))
    await press('ArrowDown')
    await window.locator('html[data-appearance="light"]').waitFor()
    await press('ArrowUp')
    await tabTo(window.getByRole('tab', { name: 'Appearance' }))
    await openTab('About')
    await tabTo(button('Show licences'))
    await press('Enter')
    await window.getByRole('dialog', { name: 'Licences' }).waitFor()
    await press('Escape')
    await noDialog()
    await expect.poll(() => hasFocus(button('Show licences'))).toBe(true)
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
