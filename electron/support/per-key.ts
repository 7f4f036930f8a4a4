export interface PerKey {
  /** Runs tasks of one key one after the other, in order; tasks of different keys side by side. */
  inTurn<T>(key: string, task: () => Promise<T>): Promise<T>
  /** Whoever asks while a task of that key runs gets that task's result instead of another run. */
  shared<T>(key: string, task: () => Promise<T>): Promise<T>
}

export function createPerKey(): PerKey {
  const tails = new Map<string, Promise<unknown>>()
  const running = new Map<string, Promise<unknown>>()

  function inTurn<T>(key: string, task: () => Promise<T>): Promise<T> {
    const turn = (tails.get(key) ?? Promise.resolve()).then(task, task)
    const tail = turn
      .catch(() => undefined)
      .then(() => {
        if (tails.get(key) === tail) tails.delete(key)
      })
    tails.set(key, tail)
    return turn
  }

  function shared<T>(key: string, task: () => Promise<T>): Promise<T> {
    const already = running.get(key)
    if (already) return already as Promise<T>
    const run = Promise.resolve()
      .then(task)
      .finally(() => running.delete(key))
    running.set(key, run)
    return run
  }

  return { inTurn, shared }
}
