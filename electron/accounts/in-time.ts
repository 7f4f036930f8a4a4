import { Failure } from '../../shared/failure'
import type { AccountsWorld } from './world'

/**
 * Runs a task for at most `limit` ms and throws `network_timeout` then. Its requests are broken off, but for those by
 * which grounds are found: others may wait for the same answer.
 */
export async function inTime<T>(
  limit: number,
  world: AccountsWorld,
  task: (limited: AccountsWorld) => Promise<T>,
): Promise<T> {
  const over = new AbortController()
  const done = new AbortController()
  const late = world.clock.sleep(limit, done.signal).then(() => {
    const failure = new Failure('network_timeout', 'the server did not answer in time')
    over.abort(failure)
    throw failure
  })
  const limited: AccountsWorld = {
    ...world,
    fetch: (url, init) =>
      world.fetch(url, {
        ...init,
        signal: init?.signal ? AbortSignal.any([init.signal, over.signal]) : over.signal,
      }),
  }
  return Promise.race([task(limited), late]).finally(() => done.abort())
}
