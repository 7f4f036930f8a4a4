import { Failure } from '../../shared/failure'
import type { VaultStatus } from '../../shared/settings'
import { createNotifier, type Notifier } from '../support/notifier'
import { createPerKey } from '../support/per-key'
import { type Secret, secret } from '../support/secret'
import { createEntries } from './entries'
import { drawGeneration, type Encoded, encode, headName } from './entry-format'
import { createKeychainCalls, type Keychain } from './keychain-calls'
import { keychainFailure } from './keychain-failure'
import { createKeychainHousekeeping, type KeychainHousekeeping } from './keychain-housekeeping'
import { createTestEntry } from './test-entry'
import type { Vault } from './vault'

export type { Keychain } from './keychain-calls'

export interface KeychainVault extends Vault, KeychainHousekeeping {
  /**
   * Resolves when what was begun is done, a write of many calls to its end: quitting in the middle of a call would abort
   * the process. From then on everything is refused with `shutting_down`.
   */
  drain(): Promise<void>
  /** Whether a call to the keychain has failed: something may be left there that a sweep would remove. */
  hasFailed(): boolean
  /** Names of secrets whose entry was set aside because another program had changed it. */
  readonly asides: Notifier<string>
}

export interface KeychainVaultOptions {
  readonly load: () => Promise<Keychain>
  /** As of `createKeychainCalls`. */
  readonly list?: (service: string) => Promise<readonly string[]>
  /** One per profile, so that profiles never see each other's entries. */
  readonly service: string
  /** "GNOME Keyring": where secrets are kept, for people. */
  readonly name: string | (() => Promise<string>)
  /** Bytes an entry may have: as of `largestEntryOn`. A larger secret is cut into several. */
  readonly largestEntry: number
  /** How long a person may take to answer the system's unlock question. ms */
  readonly patience: number
}

const states: Partial<Record<Failure['code'], VaultStatus['state']>> = {
  vault_locked: 'locked',
  vault_missing_service: 'missing_service',
  vault_denied: 'denied',
  vault_forbidden: 'forbidden',
  vault_gone: 'gone',
}

/** The operating system's keychain: what is asked of one secret is done in turn, and everything before the vault closes. */
export function createKeychainVault(options: KeychainVaultOptions): KeychainVault {
  const calls = createKeychainCalls(options)
  const testEntry = createTestEntry(calls)
  const entries = createEntries(calls, testEntry)
  const perKey = createPerKey()
  const asides = createNotifier<string>()
  const begun = new Set<Promise<unknown>>()
  let isDrained = false

  function laidOut(value: Secret): Encoded {
    return encode(value.reveal(), drawGeneration(), options.largestEntry)
  }

  async function act<T>(task: () => Promise<T>): Promise<T> {
    if (isDrained) throw new Failure('shutting_down', 'the vault is closed')
    const running = task()
    begun.add(running)
    return running.finally(() => begun.delete(running))
  }

  function inTurn<T>(secretName: string, task: (name: string) => Promise<T>): Promise<T> {
    const name = headName(secretName)
    return act(() =>
      perKey.inTurn(name, async () => {
        await calls.settled(name)
        return task(name)
      }),
    )
  }

  const housekeeping = createKeychainHousekeeping({
    calls,
    testEntry,
    removeLeftovers: (secretName, pieces) =>
      inTurn(secretName, (name) => entries.removeLeftovers(name, pieces)),
    onErasing: entries.forget,
  })

  return {
    asides,

    async probe() {
      const name = typeof options.name === 'string' ? options.name : await options.name()
      try {
        await act(testEntry.prove)
        return { state: 'available', name }
      } catch (error) {
        return { state: states[keychainFailure(error).code] ?? 'unexplained', name }
      }
    },

    read: (secretName) =>
      inTurn(secretName, async (name) => {
        const text = await entries.read(name)
        return text === undefined ? undefined : secret(text)
      }),

    write: (secretName, value) =>
      inTurn(secretName, async (name) => {
        const encoded = laidOut(value)
        await entries.makeRoom(name, () => asides.announce(secretName))
        await entries.lay(name, encoded)
      }),

    create: (secretName, value) =>
      inTurn(secretName, async (name) => {
        // It is the first to meet a keychain that has locked: what is given up on there may still come true.
        await testEntry.take()
        await entries.lay(name, laidOut(value))
      }),

    prepare: (secretName) =>
      inTurn(secretName, async (name) => {
        await entries.makeRoom(name, () => asides.announce(secretName))
        await testEntry.take()
        return (value) => inTurn(secretName, () => entries.lay(name, laidOut(value)))
      }),

    erase: (secretName) => inTurn(secretName, entries.erase),

    sweep: () => act(housekeeping.sweep),

    eraseAll: () => act(housekeeping.eraseAll),

    hasFailed: calls.hasFailed,

    async drain() {
      while (begun.size > 0) await Promise.allSettled([...begun])
      isDrained = true
      testEntry.remove()
      await calls.drain()
    },
  }
}
