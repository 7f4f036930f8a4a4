import { EventEmitter } from 'node:events'
import { expect, test } from 'vitest'
import { handToSquirrel } from '../../electron/update/squirrel'

test('a version is installed only when macOS has taken it: its file comes from this process', async () => {
  const native = new EventEmitter()
  let isTaken = false
  const handed = handToSquirrel(native, () => setTimeout(() => native.emit('update-downloaded'), 10)).then(
    () => {
      isTaken = true
    },
  )
  await Promise.resolve()
  expect(isTaken).toBe(false)
  await handed
  expect(native.listenerCount('update-downloaded') + native.listenerCount('error')).toBe(0)
})

test('what macOS says against it is not taken for an installation, nor that it says nothing', async () => {
  const native = new EventEmitter()
  const refused = handToSquirrel(native, () =>
    setImmediate(() => native.emit('error', new Error('not signed'))),
  )
  await expect(refused).rejects.toThrow('not signed')
  await expect(handToSquirrel(native, () => {}, 20)).rejects.toThrow()
})
