import { createHash } from 'node:crypto'
import { Failure } from '../../shared/failure'
import type { VaultStatus } from '../../shared/settings'
import { createNotifier, type Notifier } from '../support/notifier'
import { createPerKey } from '../support/per-key'
import { type Secret, secret } from '../support/secret'
import {
  asideName,
  decode,
  decodeHead,
  drawGeneration,
  type Encoded,
  encode,
  type Head,
  headName,
  pieceName,
} from './entry-format'
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

/** A head as this run last saw or set it. */
interface Seen extends Pick<Head, 'g' | 'n'> {
  readonly mark: string
}

/**
 * The operating system's keychain. A write lays the pieces of a new generation, then sets the one head entry that names
 * them, then removes the old generation: a crash between any two calls leaves a head whose pieces are all there.
 */
export function createKeychainVault(options: KeychainVaultOptions): KeychainVault {
  const calls = createKeychainCalls(options)
  const testEntry = createTestEntry(calls)
  const perKey = createPerKey()
  const heads = new Map<string, Seen>()
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

  /** A locked keyring answers "no such entry" to whoever reads or deletes; only a write is refused. */
  async function get(name: string): Promise<string | null> {
    const text = await calls.get(name)
    if (text !== null) return text
    await testEntry.prove()
    return calls.get(name)
  }

  async function readHead(name: string): Promise<Head | undefined> {
    heads.delete(name)
    const text = await get(name)
    if (text === null) return undefined
    const head = decodeHead(text)
    heads.set(name, seen(head, text))
    return head
  }

  async function removePieces(name: string, old: Pick<Head, 'g' | 'n'> | undefined): Promise<void> {
    for (let index = 0; index < (old?.n ?? 0); index += 1) {
      await calls.remove(pieceName(name, { generation: old?.g ?? 0, index }))
    }
  }

  /**
   * Learns what stands before a write. An entry that cannot be understood, or that another program has changed since this
   * run last saw it, is set aside. Throws `profile_newer`: that one stays where it is.
   */
  async function makeRoom(secretName: string, name: string): Promise<void> {
    const known = heads.get(name)
    const text = await get(name)
    if (text === null || markOf(text) === known?.mark) return
    const found = decodeUnlessAltered(text)
    if (found && !known) {
      heads.set(name, seen(found, text))
      return
    }
    await calls.set(asideName(name), text)
    // It has been told of; nothing may come of what it was prepared for.
    heads.set(name, { g: known?.g ?? 0, n: known?.n ?? 0, mark: markOf(text) })
    asides.announce(secretName)
  }

  /** The pieces of a new generation, then the head that names them; then those of the old one go. */
  async function lay(name: string, { head, pieces, generation }: Encoded): Promise<void> {
    for (const [index, piece] of pieces.entries()) {
      await calls.set(pieceName(name, { generation, index }), piece)
    }
    const old = heads.get(name)
    // A head that was refused late may still have been set: what it replaces is not known then.
    heads.delete(name)
    await calls.set(name, head)
    heads.set(name, seen({ g: generation, n: pieces.length }, head))
    await removePieces(name, old).catch(() => undefined)
  }

  const housekeeping = createKeychainHousekeeping({
    calls,
    testEntry,
    removeLeftovers: (secretName, pieces) =>
      inTurn(secretName, async (name) => {
        const head = await readHead(name)
        for (const piece of pieces) {
          const isNamed = head?.g === piece.generation && piece.index < head.n
          if (!isNamed) await calls.remove(pieceName(name, piece))
        }
      }).catch((error: unknown) => {
        // Not ours to judge: the pieces may belong to what the head says in a form unknown here.
        if (!isUnreadable(error)) throw error
      }),
    onErasing: () => heads.clear(),
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
        const head = await readHead(name)
        if (!head) return undefined
        const pieces: (string | null)[] = []
        for (let index = 0; index < head.n; index += 1) {
          pieces.push(await get(pieceName(name, { generation: head.g, index })))
        }
        return secret(decode(head, pieces))
      }),

    write: (secretName, value) =>
      inTurn(secretName, async (name) => {
        const encoded = laidOut(value)
        await makeRoom(secretName, name)
        await lay(name, encoded)
      }),

    create: (secretName, value) =>
      inTurn(secretName, async (name) => {
        // It is the first to meet a keychain that has locked: what is given up on there may still come true.
        await testEntry.take()
        await lay(name, laidOut(value))
      }),

    prepare: (secretName) =>
      inTurn(secretName, async (name) => {
        await makeRoom(secretName, name)
        await testEntry.take()
        return (value) => inTurn(secretName, async () => lay(name, laidOut(value)))
      }),

    erase: (secretName) =>
      inTurn(secretName, async (name) => {
        // An altered head is erased all the same: the person asked for it.
        const old = await readHead(name).catch((error: unknown) => {
          if (!isAltered(error)) throw error
          return undefined
        })
        if (!(await calls.remove(name))) await requireErased(name)
        heads.delete(name)
        await calls.remove(asideName(name))
        await removePieces(name, old)
      }),

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

  async function requireErased(name: string): Promise<void> {
    if ((await get(name)) !== null && !(await calls.remove(name))) {
      throw new Failure('vault_gone', 'the keychain does not delete')
    }
  }
}

function seen({ g, n }: Pick<Head, 'g' | 'n'>, text: string): Seen {
  return { g, n, mark: markOf(text) }
}

/** Tells two texts apart without keeping either. */
function markOf(text: string): string {
  return createHash('sha256').update(text).digest('base64')
}

function decodeUnlessAltered(text: string): Head | undefined {
  try {
    return decodeHead(text)
  } catch (error) {
    if (isAltered(error)) return undefined
    throw error
  }
}

function isAltered(error: unknown): boolean {
  return error instanceof Failure && error.code === 'vault_entry_altered'
}

function isUnreadable(error: unknown): boolean {
  return isAltered(error) || (error instanceof Failure && error.code === 'profile_newer')
}
