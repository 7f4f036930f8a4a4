import { act, cleanup, configure, fireEvent, render, screen, waitFor, within } from '@testing-library/react'
import { afterEach, vi } from 'vitest'
import { App } from '../../renderer/app'
import type { KeyfobApi } from '../../shared/keyfob-api'
// Loaded here already, so that no test waits for code on demand.
import '../../renderer/components/more-menu-list'
import '../../renderer/screens/accounts/account-dialog'
import '../../renderer/screens/activity/activity-screen'
import '../../renderer/screens/browse/browse-screen'
import '../../renderer/screens/connect/connect-dialog'
import '../../renderer/screens/console/console'
import '../../renderer/screens/doctor/doctor-screen'
import '../../renderer/screens/palette/palette'
import '../../renderer/screens/removal/removal-screen'
import '../../renderer/screens/settings/settings-screen'
import '../../renderer/screens/shell/shortcuts-dialog'
import '../../renderer/screens/trace/trace-screen'
import { createKeyfob } from '../../renderer/keyfob'
import { createServices } from '../../renderer/services'
import { createFakeKeyfob } from './fake-keyfob'
import type { World } from './world'

/** The whole window over a fake main, settled. */
export async function show(
  world: Partial<World> = {},
  calls: { readonly [Method in keyof KeyfobApi]?: KeyfobApi[Method] } = {},
) {
  const fake = createFakeKeyfob(world, calls)
  const services = createServices(createKeyfob(fake.bridge))
  render(<App services={services} />)
  await settle()
  return { fake, services }
}

/** That of the system, also where a test has the time in its hand. */
const { setTimeout: realTimeout } = globalThis

/** Lets everything that is on its way arrive: replies of the fake, code loaded on demand, effects. */
export async function settle() {
  await act(async () => {
    for (let turn = 0; turn < 8; turn += 1) await new Promise((resolve) => realTimeout(resolve, 0))
  })
}

/** Presses a button, tab, menu item, row or whatever is named so, and lets the window settle. */
export async function press(role: string, name: string | RegExp, inside: HTMLElement = document.body) {
  const target = await within(inside).findByRole(role, { name })
  await act(async () => {
    fireEvent.click(target)
  })
  await settle()
}

export async function type(target: HTMLElement, value: string) {
  await act(async () => {
    fireEvent.change(target, { target: { value } })
  })
  await settle()
}

export async function key(target: Element | Document, name: string, more: KeyboardEventInit = {}) {
  await act(async () => {
    fireEvent.keyDown(target, { key: name, ...more })
    fireEvent.keyUp(target, { key: name, ...more })
  })
  await settle()
}

/** A promise and the two ways to end it. */
export function pending<Value>() {
  let resolve: (value: Value) => void = () => undefined
  let reject: (error: unknown) => void = () => undefined
  const promise = new Promise<Value>((yes, no) => {
    resolve = yes
    reject = no
  })
  return { promise, resolve, reject }
}

// Looking things up by role is slow in a simulated document, and more so on a busy machine.
configure({ asyncUtilTimeout: 8_000 })
vi.setConfig({ testTimeout: 30_000 })

export { act, fireEvent, screen, waitFor, within }

afterEach(() => {
  cleanup()
  delete document.documentElement.dataset.appearance
})

// What a browser has and happy-dom lacks: a size to lay out in, transitions, and idle time.
giveSize('clientHeight', 600)
giveSize('clientWidth', 900)
giveSize('scrollHeight', 200_000)
document.getAnimations ??= () => []
globalThis.requestIdleCallback ??= (callback) =>
  Number(setTimeout(() => callback({ didTimeout: false, timeRemaining: () => 10 })))
globalThis.cancelIdleCallback ??= (handle) => clearTimeout(handle)

/** happy-dom has its classes twice; only the one that elements really inherit from counts. */
function giveSize(name: 'clientHeight' | 'clientWidth' | 'scrollHeight', pixels: number) {
  let prototype: object | null = document.createElement('div')
  while (prototype !== null && !Object.hasOwn(prototype, name)) prototype = Object.getPrototypeOf(prototype)
  if (prototype !== null) Object.defineProperty(prototype, name, { configurable: true, get: () => pixels })
}
