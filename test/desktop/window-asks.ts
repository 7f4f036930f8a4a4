import type { Page } from 'playwright-core'
import type { KeyfobBridge } from '../../shared/requests'
import type { Settings } from '../../shared/settings'

export interface Reply {
  readonly ok: boolean
  readonly code?: string
  readonly facts?: Readonly<Record<string, string>>
  readonly value?: unknown
}

/** Asks main as the window does. */
export async function askMain(window: Page, method: string, request: unknown = {}): Promise<Reply> {
  const text = await window.evaluate(
    ([name, wanted]) => (Reflect.get(globalThis, 'keyfob') as KeyfobBridge).ask(name, wanted),
    [method, request] as const,
  )
  return JSON.parse(text)
}

export async function currentSettings(window: Page): Promise<Settings> {
  return (await askMain(window, 'getSettings')).value as Settings
}

/** Opens a tab of the settings as a person does. */
export async function openSettings(window: Page, tab: string): Promise<void> {
  await window.getByRole('navigation').getByRole('button', { name: 'Settings', exact: true }).click()
  await window.getByRole('tab', { name: tab }).click()
}
