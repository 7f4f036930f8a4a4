import { Failure } from '../../shared/failure'
import { kindOfEntry, type Piece } from './entry-format'
import type { KeychainCalls } from './keychain-calls'
import { isTestEntry, type TestEntry } from './test-entry'

/** What goes through all entries of a profile. Each lists the whole keychain service. */
export interface KeychainHousekeeping {
  /**
   * Removes what crashes have left: pieces that no head names, and test entries. Returns the names of all secrets there
   * are. Lists the whole keychain service, so it is for an idle moment. Throws when the keychain is not open.
   */
  sweep(): Promise<readonly string[]>
  /**
   * Erases every entry of this profile, whatever it is and whoever wrote it. Throws when the keychain is not open, and
   * `vault_gone` when it does not delete; what is gone by then is gone, and another call goes on.
   */
  eraseAll(): Promise<void>
}

export interface KeychainHousekeepingDeps {
  readonly calls: Pick<KeychainCalls, 'names' | 'remove'>
  readonly testEntry: TestEntry
  /** Removes those pieces of a secret that its head does not name, while nothing else happens to it. */
  readonly removeLeftovers: (secretName: string, pieces: readonly Piece[]) => Promise<void>
  /** Called when the keychain is known to be open, before the first entry goes. */
  readonly onErasing: () => void
}

export function createKeychainHousekeeping(deps: KeychainHousekeepingDeps): KeychainHousekeeping {
  const { calls, testEntry } = deps

  return {
    async sweep() {
      await testEntry.prove()
      const names: string[] = []
      const pieces = new Map<string, Piece[]>()
      // A listing fails where an entry is deleted meanwhile, by another program too.
      for (const entryName of await calls.names().catch(calls.names)) {
        const entry = kindOfEntry(entryName)
        if (isTestEntry(entryName)) {
          // This run's own goes by itself: somebody may look for it just now.
          if (entryName !== testEntry.name) await calls.remove(entryName)
        } else if (entry.kind === 'head') names.push(entry.name)
        else if (entry.kind === 'piece')
          pieces.set(entry.name, [...(pieces.get(entry.name) ?? []), entry.piece])
      }
      for (const [secretName, found] of pieces) await deps.removeLeftovers(secretName, found)
      return names
    },

    async eraseAll() {
      // Also tells a locked keychain from an empty one.
      await testEntry.prove()
      testEntry.remove()
      deps.onErasing()
      for (let round = 0; round < 3; round += 1) {
        const names = await calls.names().catch(calls.names)
        if (names.length === 0) return
        for (const name of names) await calls.remove(name)
      }
      if ((await calls.names()).length > 0) throw new Failure('vault_gone', 'the keychain does not delete')
    },
  }
}
