import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest'
import { createBursts } from '../../electron/support/bursts'

beforeEach(() => {
  vi.useFakeTimers()
})
afterEach(() => {
  vi.useRealTimers()
})

function createRig() {
  const bursts = createBursts(50)
  const done: string[] = []
  return { bursts, done, run: (key: string, value: string) => bursts.run(key, () => done.push(value)) }
}

describe('what comes in a burst', () => {
  test('is done at once when it is alone, and again when some time has passed', () => {
    const { run, done } = createRig()
    run('accounts', 'one')
    expect(done).toEqual(['one'])
    vi.advanceTimersByTime(50)
    run('accounts', 'two')
    expect(done).toEqual(['one', 'two'])
  })

  test('is done once for each key, the last of it, at the end of each pause', () => {
    const { run, done } = createRig()
    for (const value of ['a1', 'a2', 'a3']) run('accounts', value)
    run('activity', 'b1')
    run('accounts', 'a4')
    expect(done).toEqual(['a1'])
    vi.advanceTimersByTime(50)
    expect(done).toEqual(['a1', 'b1', 'a4'])
    run('accounts', 'a5')
    run('accounts', 'a6')
    expect(done).toEqual(['a1', 'b1', 'a4'])
    vi.advanceTimersByTime(50)
    expect(done).toEqual(['a1', 'b1', 'a4', 'a6'])
    vi.advanceTimersByTime(500)
    expect(done).toHaveLength(4)
  })

  test('is done now where somebody needs it done, and not a second time', () => {
    const { bursts, run, done } = createRig()
    run('accounts', 'a1')
    run('accounts', 'a2')
    bursts.flush()
    expect(done).toEqual(['a1', 'a2'])
    vi.advanceTimersByTime(500)
    expect(done).toEqual(['a1', 'a2'])
  })
})
