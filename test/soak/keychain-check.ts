import { decode, decodeHead, kindOfEntry, pieceName } from '../../electron/vault/entry-format'
import { isTestEntry } from '../../electron/vault/test-entry'
import type { VaultProcess } from '../desktop/vault-process'

export interface KeychainState {
  /** Whole secrets by name. */
  readonly whole: ReadonlyMap<string, string>
  /** Names of secrets whose head stands without what it names. */
  readonly torn: readonly string[]
  /** Entries that no head names. */
  readonly leftovers: readonly string[]
}

/** Looks at every entry from outside of the app. Throws when the keychain cannot be listed. */
export async function checkKeychain(keychain: VaultProcess): Promise<KeychainState> {
  const entries = await keychain.entries()
  const texts = new Map(entries.map(({ account, password }) => [account, password]))
  const whole = new Map<string, string>()
  const torn: string[] = []
  const named = new Set<string>()
  for (const [entryName, text] of texts) {
    const entry = kindOfEntry(entryName)
    if (entry.kind !== 'head' || isTestEntry(entryName)) continue
    named.add(entryName)
    try {
      const head = decodeHead(text)
      const names = Array.from({ length: head.n }, (_, index) =>
        pieceName(entryName, { generation: head.g, index }),
      )
      for (const name of names) named.add(name)
      const pieces = names.map((name) => texts.get(name) ?? null)
      whole.set(entryName, decode(head, pieces))
    } catch {
      torn.push(entryName)
    }
  }
  return { whole, torn, leftovers: [...texts.keys()].filter((name) => !named.has(name)) }
}
