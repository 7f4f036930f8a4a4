import type { Page } from 'playwright-core'
import type { Settings } from '../../shared/settings'

interface Bridge {
  ask(method: string, request: unknown): Promise<{ ok: boolean; code?: string; value?: unknown }>
}

/** Asks main as the window does. */
export function askMain(window: Page, method: string, request: object = {}): ReturnType<Bridge['ask']> {
  return window.evaluate(
    ([name, wanted]) => (Reflect.get(globalThis, 'keyfob') as Bridge).ask(name, wanted),
    [method, request] as const,
  )
}

export async function currentSettings(window: Page): Promise<Settings> {
  return (await askMain(window, 'getSettings')).value as Settings
}

/** Opens a tab of the settings as a person does. */
export async function openSettings(window: Page, tab: string): Promise<void> {
  await window.getByRole('navigation').getByRole('button', { name: 'Settings', exact: true }).click()
  await window.getByRole('tab', { name: tab }).click()
}
