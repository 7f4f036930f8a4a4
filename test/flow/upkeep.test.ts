import { EventEmitter } from 'node:events'
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest'
import { startUpkeep } from '../../electron/upkeep'
import { accountOf, createRig, type Rig } from './rig'

let rig: Rig
let power: EventEmitter
let app: EventEmitter
let lockListeners: number
let endUpkeep: () => void
beforeEach(async () => {
  rig = await createRig()
  lockListeners = 0
  power = new EventEmitter()
  app = new EventEmitter()
  const { lock } = rig.services
  const subscribe: typeof lock.changes.subscribe = (listener) => {
    const end = lock.changes.subscribe(listener)
    lockListeners += 1
    return () => {
      lockListeners -= 1
      end()
    }
  }
  endUpkeep = startUpkeep(
    { ...rig.services, lock: { ...lock, changes: { ...lock.changes, subscribe } } },
    rig.keychain.vault(),
    neverSwept,
    Promise.resolve(),
    { app, power, isOnline: () => true, secondsIdle: () => 0, lookAtNetwork },
  )
})
afterEach(async () => {
  endUpkeep()
  await rig.end()
})

const lookAtNetwork = vi.fn()
const neverSwept = { isDue: () => false, done: () => undefined, leave: async () => undefined }

/** Disconnects an account as if its server could not be reached. */
async function leaveOne() {
  const { id } = accountOf(await rig.connect('Ada'))
  await rig.services.registry.leave(id)
}
const leaving = () => rig.services.registry.leaving().length

describe('while Keyfob runs', () => {
  test('whether the network is still to be trusted is looked at whenever somebody comes back', () => {
    app.emit('browser-window-focus')
    expect(lookAtNetwork).toHaveBeenCalledTimes(1)
  })

  test('it is locked with the screen, unless the person does not want that', async () => {
    await rig.api.changeSettings({ lockWithScreen: false })
    power.emit('lock-screen')
    expect(rig.services.lock.isLocked()).toBe(false)
    await rig.api.changeSettings({ lockWithScreen: true })
    power.emit('lock-screen')
    expect(rig.services.lock.isLocked()).toBe(true)
  })

  test('what waits to be revoked is tried when the computer wakes up, and when Keyfob is unlocked', async () => {
    await leaveOne()
    power.emit('resume')
    await vi.waitFor(() => expect(leaving()).toBe(0))
    await leaveOne()
    await rig.api.lock({})
    await rig.api.unlock({})
    await vi.waitFor(() => expect(leaving()).toBe(0))
  })
})

test('nothing is listened to once Keyfob is quitting: the keychain may have been let go', () => {
  const listeners = () => [power, app].flatMap((each) => each.eventNames()).length + lockListeners
  expect(listeners()).toBe(6)
  endUpkeep()
  expect(listeners()).toBe(0)
})
