import { largestEntryOn } from '../../electron/vault/entry-format'
import { createKeychainVault, type Keychain, type KeychainVault } from '../../electron/vault/keychain-vault'
import { isTestEntry } from '../../electron/vault/test-entry'

/** A keychain that can be told the faults a real one cannot be told to have. */
export interface KeychainDouble extends Keychain {
  readonly entries: Map<string, string>
  readonly platform: NodeJS.Platform
  /** What is there to stay: all but a test entry. */
  lasting(): readonly (readonly [key: string, text: string])[]
  /** Every call from now on fails with this message; undefined: it works again. */
  fault: string | undefined
  /** Answers as a locked gnome-keyring does: nothing is there, nothing can be deleted, and only a write says why. */
  locked: boolean
  /** Calls so far. */
  readonly calls: string[]
  /** Runs before each call, and may throw to end the world there, or never return. */
  before: ((call: string) => void | Promise<void>) | undefined
  /** A new vault over the same entries, as after a restart. `patience` in ms. */
  vault(patience?: number): KeychainVault
  /** Vaults there are so far get no answer any more, as if their process had been killed. */
  endVaults(): void
}

const service = 'Keyfob test'

/** As on Windows, unless told otherwise: secrets are cut into pieces there alone. */
export function createKeychainDouble(platform: NodeJS.Platform = 'win32'): KeychainDouble {
  const entries = new Map<string, string>()
  const key = (name: string) => `${service} ${name}`

  async function call<T>(what: string, task: () => T, whileLocked: () => T): Promise<T> {
    double.calls.push(what)
    await double.before?.(what)
    if (double.fault !== undefined) throw new Error(double.fault)
    return double.locked ? whileLocked() : task()
  }

  let lives = 0
  const never = () => new Promise<never>(() => undefined)
  const whileIn = (life: number): Keychain => ({
    getPassword: (...of) => (life === lives ? double.getPassword(...of) : never()),
    setPassword: (...of) => (life === lives ? double.setPassword(...of) : never()),
    deletePassword: (...of) => (life === lives ? double.deletePassword(...of) : never()),
    findCredentials: (...of) => (life === lives ? double.findCredentials(...of) : never()),
  })

  const double: KeychainDouble = {
    entries,
    platform,
    lasting: () => [...entries].filter(([key]) => !isTestEntry(key.slice(service.length + 1))),
    fault: undefined,
    locked: false,
    calls: [],
    before: undefined,
    getPassword: (_, name) =>
      call(
        `get ${name}`,
        () => entries.get(key(name)) ?? null,
        () => null,
      ),
    setPassword: (_, name, text) =>
      call(
        `set ${name}`,
        () => {
          if (platform === 'win32' && Buffer.byteLength(text) > 2_560)
            throw new Error('The stub received bad data')
          entries.set(key(name), text)
        },
        () => {
          throw new Error('Cannot create an item in a locked collection')
        },
      ),
    deletePassword: (_, name) =>
      call(
        `delete ${name}`,
        () => entries.delete(key(name)),
        () => false,
      ),
    findCredentials: () =>
      call(
        'find',
        () => [...entries.keys()].map((each) => ({ account: each.slice(service.length + 1) })),
        () => {
          throw new Error('libsecret has ended the process')
        },
      ),
    vault(patience = 2_000) {
      const life = lives
      const load = async () => whileIn(life)
      return createKeychainVault({
        load,
        service,
        name: 'Test keychain',
        patience,
        largestEntry: largestEntryOn(platform),
      })
    },
    endVaults() {
      lives += 1
    },
  }
  return double
}
