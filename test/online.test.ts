import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { watchOnline } from '../electron/online'

beforeEach(() => void vi.useFakeTimers())
afterEach(() => void vi.useRealTimers())

test('a network that is back is told of once, and one that was never gone is not', () => {
  let isOnline = true
  let returns = 0
  const end = watchOnline(
    () => isOnline,
    () => {
      returns += 1
    },
  )
  const pass = (online: boolean) => {
    isOnline = online
    vi.advanceTimersByTime(60_000)
    return returns
  }

  expect(pass(true)).toBe(0)
  expect(pass(false)).toBe(0)
  expect(pass(true)).toBe(1)
  expect(pass(true)).toBe(1)
  pass(false)
  end()
  expect(pass(true)).toBe(1)
})
