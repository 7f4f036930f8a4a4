import type { VaultStatus } from '../shared/settings'
import { createNotifier, type Notifier } from './support/notifier'
import { vaultFailure } from './vault/vault-failure'

export interface Lock {
  isLocked(): boolean
  /** Drops every token from memory and ends the flows under way. Locking twice is locking once. */
  lock(): void
  /** Goes back through the keychain, which asks the person where it is locked itself. Throws a vault failure. */
  unlock(): Promise<void>
  readonly changes: Notifier<boolean>
}

/** While it is locked the window is told nothing of any account, and nothing asks for a token. */
export function createLock(deps: {
  readonly probe: () => Promise<VaultStatus>
  readonly onLock: () => void
}): Lock {
  const changes = createNotifier<boolean>()
  let locked = false
  return {
    changes,
    isLocked: () => locked,
    lock() {
      if (locked) return
      locked = true
      deps.onLock()
      changes.announce(true)
    },
    async unlock() {
      if (!locked) return
      const failure = vaultFailure(await deps.probe())
      if (failure) throw failure
      locked = false
      changes.announce(false)
    },
  }
}
