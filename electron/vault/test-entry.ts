import { Failure } from '../../shared/failure'
import { createPerKey } from '../support/per-key'
import type { KeychainCalls } from './keychain-calls'

/** An entry that stands for any other: what the keychain does with it, it would do with a secret. */
export interface TestEntry {
  readonly name: string
  /** Resolves when the keychain has taken it, or has taken whatever it was given last within the last minute. */
  take(): Promise<void>
  /** Resolves when the keychain has taken it just now, and gives it back. Throws `vault_gone` when it does not. */
  prove(): Promise<void>
  /** Removes it at once when it still stands. */
  remove(): void
}

/** It may be wanted again soon, and nobody waits for it to be gone. ms */
const stands = 1_000
/**
 * How long an entry that was taken speaks for the next. That the keychain is still open is seen elsewhere; what comes between
 * (a full disk) is found out by one refusal, and the token that was refused is held in memory until it is taken. ms
 */
const vouches = 60_000

const entryName = /^probe-\d+$/

/** This run's, or one that a crash has left. */
export function isTestEntry(name: string): boolean {
  return entryName.test(name)
}

export function createTestEntry(calls: Pick<KeychainCalls, 'set' | 'get' | 'remove' | 'takenAt'>): TestEntry {
  const name = `probe-${process.pid}`
  const together = createPerKey()
  /** Another run may have left one of the same name. */
  const run = `${Math.random()} `
  let taken = 0
  let timer: NodeJS.Timeout | undefined

  function remove(): void {
    if (timer === undefined) return
    clearTimeout(timer)
    timer = undefined
    calls.remove(name).catch(() => undefined)
  }

  function set(): Promise<void> {
    return together.shared('set', async () => {
      clearTimeout(timer)
      timer = undefined
      taken += 1
      await calls.set(name, run + taken)
      timer = setTimeout(remove, stands)
      timer.unref()
    })
  }

  async function take(): Promise<void> {
    const age = Date.now() - calls.takenAt()
    if (age < 0 || age >= vouches) await set()
  }

  function prove(): Promise<void> {
    return together.shared('prove', async () => {
      await set()
      const given = taken
      const found = (await calls.get(name)) ?? ''
      // Somebody else may have set it anew meanwhile.
      if (found.startsWith(run) && Number(found.slice(run.length)) >= given) return
      throw new Failure('vault_gone', 'the keychain does not give back what it was given')
    })
  }

  return { name, take, prove, remove }
}
