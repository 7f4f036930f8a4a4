import type { Locator, Page } from 'playwright-core'
import { expect } from 'vitest'

/** What a person does who has a keyboard alone, and sees where the focus is. */
export function createHand(window: () => Page) {
  const press = (key: string) => window().keyboard.press(key)
  const hasFocus = (target: Locator) => target.evaluate((element) => element === document.activeElement)
  const button = (name: string | RegExp) => window().getByRole('button', { name, exact: true })

  /** Goes on with Tab until the focus is there, and sees that it is drawn. */
  async function tabTo(target: Locator, key: 'Tab' | 'Shift+Tab' = 'Tab') {
    await target.first().waitFor()
    for (let presses = 0; presses < 80 && !(await hasFocus(target.first())); presses += 1) await press(key)
    expect(await hasFocus(target.first()), `focus on ${target}`).toBe(true)
    expect(await window().evaluate(isFocusDrawn), `focus drawn on ${target}`).toBe(true)
  }

  return {
    button,
    press,
    hasFocus,
    tabTo,

    type: (words: string) => window().keyboard.type(words),

    async expectFocus(target: Locator) {
      await expect.poll(() => hasFocus(target), { message: `focus on ${target}` }).toBe(true)
    },

    async expectFocusKept() {
      await expect.poll(() => window().evaluate(() => document.activeElement?.tagName)).not.toBe('BODY')
    },

    /** From the tab that has the focus to another, by the arrows. */
    async openTab(name: string) {
      const wanted = window().getByRole('tab', { name })
      for (let presses = 0; presses < 8 && !(await hasFocus(wanted)); presses += 1) await press('ArrowRight')
      expect(await wanted.getAttribute('aria-selected'), name).toBe('true')
    },

    /** In the menu that is open, by the arrows. */
    async choose(entry: string) {
      await window().getByRole('menu').waitFor()
      const wanted = window().getByRole('menuitem', { name: entry })
      for (let presses = 0; presses < 12 && !(await hasFocus(wanted)); presses += 1) await press('ArrowDown')
      await press('Enter')
      await window().getByRole('menu').waitFor({ state: 'detached' })
    },

    /** What one story leaves open is not the next one's. */
    async closeDialogs() {
      const open = window().getByRole('dialog')
      for (let tries = 0; tries < 3 && !window().isClosed() && (await open.count()) > 0; tries += 1)
        await press('Escape')
    },

    noDialog: () =>
      window().getByRole('dialog').or(window().getByRole('alertdialog')).waitFor({ state: 'detached' }),
  }
}

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
