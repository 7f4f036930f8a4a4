import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { lockWhenIdle } from '../electron/idle-lock'
import { createNotifier } from '../electron/support/notifier'
import { type Settings, settings as schema } from '../shared/settings'

beforeEach(() => void vi.useFakeTimers())
afterEach(() => void vi.useRealTimers())

/** A person whose idle time, in seconds, grows with the clock; `locked` counts. */
function start(first: Partial<Settings>) {
  const changes = createNotifier<Settings>()
  let current = { ...schema.parse({}), ...first }
  let touchedAt = Date.now()
  let locked = 0
  let looked = 0
  const end = lockWhenIdle(
    () => {
      looked += 1
      return (Date.now() - touchedAt) / 1000
    },
    { get: () => current, changes },
    {
      lock: () => {
        locked += 1
      },
    },
  )
  return {
    end,
    locked: () => locked,
    looked: () => looked,
    touch: () => {
      touchedAt = Date.now()
    },
    set(difference: Partial<Settings>) {
      current = { ...current, ...difference }
      changes.announce(current)
    },
  }
}

test('Keyfob is locked after the minutes that the settings say, and not before', () => {
  const { locked, touch } = start({ autoLockMinutes: 5 })
  vi.advanceTimersByTime(4 * 60_000)
  touch()
  vi.advanceTimersByTime(5 * 60_000 - 10_000)
  expect(locked()).toBe(0)
  vi.advanceTimersByTime(20_000)
  expect(locked()).toBeGreaterThan(0)
})

test('never means that nobody looks', () => {
  const { looked, set, locked } = start({ autoLockMinutes: null })
  vi.advanceTimersByTime(60 * 60_000)
  expect(looked()).toBe(0)
  set({ autoLockMinutes: 1 })
  vi.advanceTimersByTime(10_000)
  expect(locked()).toBe(1)
  set({ autoLockMinutes: null })
  vi.advanceTimersByTime(60 * 60_000)
  expect(locked()).toBe(1)
})

test('after its end nothing is locked', () => {
  const { end, locked } = start({ autoLockMinutes: 1 })
  end()
  vi.advanceTimersByTime(60 * 60_000)
  expect(locked()).toBe(0)
})
