import type { Secret } from '../support/secret'
import type { Vault } from './vault'

/** Keeps secrets until the app quits: for accounts whose person chose "this session only". */
export function createMemoryVault(): Vault {
  const secrets = new Map<string, Secret>()
  return {
    probe: async () => ({ state: 'available', name: 'This session' }),
    read: async (name) => secrets.get(name),
    async write(name, value) {
      secrets.set(name, value)
    },
    async erase(name) {
      secrets.delete(name)
    },
  }
}
