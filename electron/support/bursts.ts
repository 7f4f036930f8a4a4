export interface Bursts {
  /** Runs the task at once; in a burst only the last one of its key, with those of the other keys. */
  run(key: string, task: () => void): void
  /** Runs what waits now. */
  flush(): void
}

/**
 * Keeps what comes in a burst from being done over and over: while more comes, tasks run together, every `pause` ms, in
 * the order in which they came last.
 */
export function createBursts(pause: number): Bursts {
  const waiting = new Map<string, () => void>()
  let timer: NodeJS.Timeout | undefined

  function flush(): void {
    const tasks = [...waiting.values()]
    waiting.clear()
    for (const task of tasks) task()
  }

  function tick(): void {
    timer = undefined
    if (waiting.size === 0) return
    timer = setTimeout(tick, pause)
    flush()
  }

  return {
    run(key, task) {
      if (timer === undefined) {
        timer = setTimeout(tick, pause)
        task()
        return
      }
      waiting.delete(key)
      waiting.set(key, task)
    },
    flush,
  }
}
