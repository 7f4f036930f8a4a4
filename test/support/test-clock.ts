import type { Clock } from '../../electron/support/clock'

export interface TestClock extends Clock {
  /** Lets `ms` pass: whoever sleeps wakes at their own moment, in order. */
  advance(ms: number): Promise<void>
}

/** Time that moves only when a test says so. */
export function createTestClock(start = 0): TestClock {
  let now = start
  let sleepers: { readonly at: number; readonly wake: () => void }[] = []

  /** Lets promises that are ready run before time goes on. */
  const settle = () => new Promise<void>((resolve) => setImmediate(resolve))

  return {
    now: () => now,
    sleep: (ms, signal) =>
      new Promise((resolve, reject) => {
        if (signal?.aborted) return reject(signal.reason)
        const sleeper = { at: now + ms, wake: resolve }
        sleepers.push(sleeper)
        signal?.addEventListener('abort', () => {
          sleepers = sleepers.filter((each) => each !== sleeper)
          reject(signal.reason)
        })
      }),
    async advance(ms) {
      const end = now + ms
      for (;;) {
        await settle()
        const next = sleepers.filter(({ at }) => at <= end).sort((a, b) => a.at - b.at)[0]
        if (!next) break
        sleepers = sleepers.filter((each) => each !== next)
        now = Math.max(now, next.at)
        next.wake()
      }
      now = end
    },
  }
}
