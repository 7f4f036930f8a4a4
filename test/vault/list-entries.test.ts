import { expect, test } from 'vitest'
import type { SideProcess } from '../../electron/support/side-process'
import { largestEntryOn } from '../../electron/vault/entry-format'
import { createKeychainVault } from '../../electron/vault/keychain-vault'
import { listInOwnProcess } from '../../electron/vault/list-entries'
import { createKeychainDouble } from './keychain-double'

/** A listing process that does what a test says; `killed` counts its ends by the app. */
function createProcess(live: (say: (message: unknown) => void, exit: () => void) => void) {
  const asked: unknown[] = []
  let killed = 0
  const start = (): SideProcess => {
    let say: (message: unknown) => void = () => undefined
    let exit: () => void = () => undefined
    return {
      onMessage: (listener) => {
        say = listener
      },
      onExit: (listener) => {
        exit = listener
      },
      postMessage(message) {
        asked.push(message)
        live(say, exit)
      },
      kill: () => {
        killed += 1
      },
    }
  }
  return { start, asked, killed: () => killed }
}

test('a listing brings names from a process of its own, which is ended after it', async () => {
  const process = createProcess((say) => {
    say('what it should not say')
    say({ type: 'names', names: ['account-1', 'account-2'] })
  })
  expect(await listInOwnProcess(process.start, 'Keyfob')).toEqual(['account-1', 'account-2'])
  expect(process.asked).toEqual([{ service: 'Keyfob' }])
  expect(process.killed()).toBe(1)
})

test('a listing fails with what the keychain said, or when its process ends', async () => {
  const refused = createProcess((say) => say({ type: 'failed', message: 'Cannot list' }))
  await expect(listInOwnProcess(refused.start, 'Keyfob')).rejects.toThrow('Cannot list')
  const crashed = createProcess((_, exit) => exit())
  await expect(listInOwnProcess(crashed.start, 'Keyfob')).rejects.toThrow('ended before it answered')
})

test('a sweep whose listing crashes once is done all the same, and one that always crashes changes nothing', async () => {
  const keychain = createKeychainDouble()
  keychain.entries.set('Keyfob test account-1/7.0', 'a leftover')
  let crashes = 1
  const vault = createKeychainVault({
    load: async () => keychain,
    list: () => {
      const process = createProcess((say, exit) => {
        crashes -= 1
        return crashes < 0 ? say({ type: 'names', names: ['account-1/7.0'] }) : exit()
      })
      return listInOwnProcess(process.start, 'Keyfob test')
    },
    service: 'Keyfob test',
    name: 'Test keychain',
    largestEntry: largestEntryOn('linux'),
    patience: 2_000,
  })
  expect(await vault.sweep()).toEqual([])
  expect(keychain.lasting().map(([key]) => key)).toEqual([])
  keychain.entries.set('Keyfob test account-1/7.0', 'a leftover')
  crashes = 2
  await expect(vault.sweep()).rejects.toThrow('ended before it answered')
  expect(keychain.lasting().map(([key]) => key)).toEqual(['Keyfob test account-1/7.0'])
  expect(keychain.calls).not.toContain('find')
})
