import { Failure } from '../../shared/failure'
import { createAtMost } from '../support/at-most'
import { keychainFailure } from './keychain-failure'

/** The part of `keytar` that is used. */
export interface Keychain {
  getPassword(service: string, account: string): Promise<string | null>
  setPassword(service: string, account: string, password: string): Promise<void>
  deletePassword(service: string, account: string): Promise<boolean>
  findCredentials(service: string): Promise<readonly { readonly account: string }[]>
}

export interface KeychainCalls {
  get(name: string): Promise<string | null>
  set(name: string, text: string): Promise<void>
  remove(name: string): Promise<boolean>
  /** When the keychain took the last entry that it was given; ms since the epoch. -Infinity: it did not, or was given none. */
  takenAt(): number
  /** Whether a call has failed since the start: what it was to do may be done by half. */
  hasFailed(): boolean
  /** Names of all entries. Never while the keychain is locked: libsecret ends the process then. */
  names(): Promise<readonly string[]>
  /**
   * Resolves when nothing is under way any more that was given up on for an entry or its pieces: it may still come
   * true, and must not do so after what comes next. Throws `vault_locked` when that takes too long.
   */
  settled(name: string): Promise<void>
  /** Resolves when no call is under way. */
  drain(): Promise<void>
}

/**
 * One after the other: a listing fails while another call removes an entry. A call that waits for a person also holds
 * one of Node's four worker threads; the file system needs the others.
 */
const atOnce = 1

/** Calls to the keychain with a limit of time. Throws `Failure`s whose code begins with `vault_`. */
export function createKeychainCalls(options: {
  readonly load: () => Promise<Keychain>
  /** Lists the names of a service's entries some other way than by `findCredentials` in this process. */
  readonly list?: (service: string) => Promise<readonly string[]>
  readonly service: string
  /** How long it may take until the keychain answers anything. ms */
  readonly patience: number
}): KeychainCalls {
  const { service } = options
  const atMost = createAtMost(atOnce)
  const underWay = new Map<Promise<unknown>, string>()
  let answeredAt = 0
  let takenAt = Number.NEGATIVE_INFINITY
  let hasFailed = false

  /** Patience ends when nothing has been answered for so long: who waits behind others is not late. */
  async function inTime<T>(task: Promise<T>, onLate: () => void = () => undefined): Promise<T> {
    const startedAt = performance.now()
    let timer: NodeJS.Timeout | undefined
    const late = new Promise<never>((_, reject) => {
      function wait(): void {
        const left = Math.max(startedAt, answeredAt) + options.patience - performance.now()
        if (left > 0) {
          timer = setTimeout(wait, left)
          return
        }
        onLate()
        reject(new Failure('vault_locked', 'the keychain does not answer'))
      }
      wait()
    })
    return Promise.race([task, late]).finally(() => clearTimeout(timer))
  }

  async function call<T>(name: string, task: (keychain: Keychain) => Promise<T>): Promise<T> {
    let isGivenUp = false
    const running = atMost(async () => {
      // What nobody waits for any more must not happen minutes later.
      if (isGivenUp) throw new Failure('vault_locked', 'given up while it waited')
      return task(await options.load())
    })
    underWay.set(running, name)
    running.finally(() => underWay.delete(running)).catch(() => undefined)
    running.then(
      () => {
        answeredAt = performance.now()
      },
      () => undefined,
    )
    try {
      return await inTime(running, () => {
        isGivenUp = true
      })
    } catch (error) {
      hasFailed = true
      const failure = keychainFailure(error)
      if (failure.code !== 'vault_missing_service' || answeredAt === 0) throw failure
      throw new Failure('vault_gone', failure.message, { cause: error })
    }
  }

  return {
    get: (name) => call(name, (keychain) => keychain.getPassword(service, name)),
    async set(name, text) {
      try {
        await call(name, (keychain) => keychain.setPassword(service, name, text))
        takenAt = Date.now()
      } catch (error) {
        takenAt = Number.NEGATIVE_INFINITY
        throw error
      }
    },
    remove: (name) => call(name, (keychain) => keychain.deletePassword(service, name)),
    takenAt: () => takenAt,
    hasFailed: () => hasFailed,
    names: () =>
      call('', async (keychain) => {
        if (options.list) return options.list(service)
        return (await keychain.findCredentials(service)).map(({ account }) => account)
      }),
    async settled(name) {
      const late = [...underWay].filter(([, of]) => of === name || of.startsWith(`${name}/`))
      if (late.length > 0) await inTime(Promise.allSettled(late.map(([running]) => running)))
    },
    async drain() {
      while (underWay.size > 0) await Promise.allSettled([...underWay.keys()])
    },
  }
}
