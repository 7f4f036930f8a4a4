import { Failure } from '../../shared/failure'
import type { VaultStatus } from '../../shared/settings'
import { createPerKey } from '../support/per-key'
import { secret } from '../support/secret'
import { decode, decodeHead, encode, type Head, pieceName } from './entry-format'
import { keychainFailure } from './keychain-failure'
import type { Vault } from './vault'

/** The part of `keytar` that is used. */
export interface Keychain {
  getPassword(service: string, account: string): Promise<string | null>
  setPassword(service: string, account: string, password: string): Promise<void>
  deletePassword(service: string, account: string): Promise<boolean>
}

export interface KeychainVault extends Vault {
  /** Resolves when no call is under way: quitting in the middle of one would abort the process. */
  drain(): Promise<void>
}

export interface KeychainVaultOptions {
  readonly load: () => Promise<Keychain>
  /** One per profile, so that profiles never see each other's entries. */
  readonly service: string
  /** "GNOME Keyring": where secrets are kept, for people. */
  readonly name: string
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

/**
 * The operating system's keychain. A write lays the pieces of a new generation, then sets the one head entry that names
 * them, then removes the old generation: a crash between any two calls leaves a head whose pieces are all there.
 */
export function createKeychainVault(options: KeychainVaultOptions): KeychainVault {
  const { service } = options
  const perKey = createPerKey()
  const heads = new Map<string, Pick<Head, 'g' | 'n'>>()
  const underWay = new Set<Promise<unknown>>()

  async function call<T>(task: (keychain: Keychain) => Promise<T>): Promise<T> {
    let timer: NodeJS.Timeout | undefined
    const late = new Promise<never>((_, reject) => {
      timer = setTimeout(
        () => reject(new Failure('vault_locked', 'the keychain does not answer')),
        options.patience,
      )
    })
    const running = options.load().then(task)
    underWay.add(running)
    running.finally(() => underWay.delete(running)).catch(() => undefined)
    try {
      return await Promise.race([running, late])
    } catch (error) {
      throw keychainFailure(error)
    } finally {
      clearTimeout(timer)
    }
  }

  const get = (name: string) => call((keychain) => keychain.getPassword(service, name))
  const set = (name: string, text: string) => call((keychain) => keychain.setPassword(service, name, text))
  const remove = (name: string) => call((keychain) => keychain.deletePassword(service, name))

  async function readHead(name: string): Promise<Head | undefined> {
    const text = await get(name)
    if (text === null) return undefined
    const head = decodeHead(text)
    heads.set(name, head)
    return head
  }

  async function removePieces(name: string, old: Pick<Head, 'g' | 'n'> | undefined): Promise<void> {
    for (let index = 0; index < (old?.n ?? 0); index += 1) await remove(pieceName(name, old?.g ?? 0, index))
  }

  /** The generation before a write. One that cannot be understood is not built upon, nor counted. */
  async function knownHead(name: string): Promise<Pick<Head, 'g' | 'n'> | undefined> {
    return heads.get(name) ?? (await readHead(name))
  }

  return {
    async probe() {
      const name = `probe-${process.pid}`
      try {
        const text = String(Math.random())
        await set(name, text)
        const same = (await get(name)) === text
        await remove(name)
        return { state: same ? 'available' : 'gone', name: options.name }
      } catch (error) {
        return { state: states[keychainFailure(error).code] ?? 'unknown', name: options.name }
      }
    },

    read: (name) =>
      perKey.inTurn(name, async () => {
        const head = await readHead(name)
        if (!head) return undefined
        const pieces: (string | null)[] = []
        for (let index = 0; index < head.n; index += 1) pieces.push(await get(pieceName(name, head.g, index)))
        return secret(decode(head, pieces))
      }),

    write: (name, value) =>
      perKey.inTurn(name, async () => {
        const old = await knownHead(name)
        const generation = (old?.g ?? 0) + 1
        const { head, pieces } = encode(value.reveal(), generation)
        try {
          for (const [index, piece] of pieces.entries()) await set(pieceName(name, generation, index), piece)
        } catch (error) {
          await removePieces(name, { g: generation, n: pieces.length }).catch(() => undefined)
          throw error
        }
        // A head that was refused late may still have been set: its pieces stay until the next sweep.
        heads.delete(name)
        await set(name, head)
        heads.set(name, { g: generation, n: pieces.length })
        await removePieces(name, old).catch(() => undefined)
      }),

    erase: (name) =>
      perKey.inTurn(name, async () => {
        // An altered head is erased all the same: the person asked for it.
        const old = await knownHead(name).catch((error: Failure) => {
          if (error.code === 'vault_entry_altered') return undefined
          throw error
        })
        await remove(name)
        heads.delete(name)
        await removePieces(name, old)
      }),

    async drain() {
      while (underWay.size > 0) await Promise.allSettled([...underWay])
    },
  }
}
