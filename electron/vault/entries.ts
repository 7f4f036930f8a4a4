import { createHash } from 'node:crypto'
import { Failure } from '../../shared/failure'
import { asideName, decode, decodeHead, type Encoded, type Head, pieceName } from './entry-format'
import type { KeychainCalls } from './keychain-calls'
import type { TestEntry } from './test-entry'

type Piece = Parameters<typeof pieceName>[1]

/**
 * The entries of a secret: a head, and the pieces that it names. A write lays the pieces of a new generation, then sets
 * the one head that names them, then removes the old generation: a crash between any two calls leaves a head whose pieces
 * are all there. Each is given the name of the head, and is to be called when nothing else goes on under it. They throw
 * `vault_…` failures and `profile_newer`.
 */
export interface Entries {
  read(name: string): Promise<string | undefined>
  /**
   * Learns what stands before a write. An entry that cannot be understood, or that another program has changed since this
   * run last saw it, is set aside: `onAside` is called then. Throws `profile_newer`: that one stays where it is.
   */
  makeRoom(name: string, onAside: () => void): Promise<void>
  /** The pieces of a new generation, then the head that names them; then those of the old one go. */
  lay(name: string, encoded: Encoded): Promise<void>
  erase(name: string): Promise<void>
  /** Removes those pieces that the head does not name. One that cannot be understood may name any. */
  removeLeftovers(name: string, pieces: readonly Piece[]): Promise<void>
  /** All were erased by somebody else. */
  forget(): void
}

/** A head as this run last saw or set it. */
interface Seen extends Pick<Head, 'g' | 'n'> {
  readonly mark: string
}

export function createEntries(
  calls: Pick<KeychainCalls, 'get' | 'set' | 'remove'>,
  testEntry: Pick<TestEntry, 'prove'>,
): Entries {
  const heads = new Map<string, Seen>()

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

  async function requireErased(name: string): Promise<void> {
    if ((await get(name)) !== null && !(await calls.remove(name))) {
      throw new Failure('vault_gone', 'the keychain does not delete')
    }
  }

  return {
    async read(name) {
      const head = await readHead(name)
      if (!head) return undefined
      const pieces: (string | null)[] = []
      for (let index = 0; index < head.n; index += 1) {
        pieces.push(await get(pieceName(name, { generation: head.g, index })))
      }
      return decode(head, pieces)
    },

    async makeRoom(name, onAside) {
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
      onAside()
    },

    async lay(name, { head, pieces, generation }) {
      for (const [index, piece] of pieces.entries()) {
        await calls.set(pieceName(name, { generation, index }), piece)
      }
      const old = heads.get(name)
      // A head that was refused late may still have been set: what it replaces is not known then.
      heads.delete(name)
      await calls.set(name, head)
      heads.set(name, seen({ g: generation, n: pieces.length }, head))
      await removePieces(name, old).catch(() => undefined)
    },

    async erase(name) {
      // An altered head is erased all the same: the person asked for it.
      const old = await readHead(name).catch((error: unknown) => {
        if (!isAltered(error)) throw error
        return undefined
      })
      if (!(await calls.remove(name))) await requireErased(name)
      heads.delete(name)
      await calls.remove(asideName(name))
      await removePieces(name, old)
    },

    async removeLeftovers(name, pieces) {
      try {
        const head = await readHead(name)
        for (const piece of pieces) {
          const isNamed = head?.g === piece.generation && piece.index < head.n
          if (!isNamed) await calls.remove(pieceName(name, piece))
        }
      } catch (error) {
        // Not ours to judge: the pieces may belong to what the head says in a form unknown here.
        if (!isUnreadable(error)) throw error
      }
    },

    forget: () => heads.clear(),
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
