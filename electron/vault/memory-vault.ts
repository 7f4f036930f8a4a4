import type { Secret } from '../support/secret'
import type { Vault } from './vault'

/** Keeps secrets until the app quits: for accounts whose person chose "this session only". */
export function createMemoryVault(): Vault {
  const secrets = new Map<string, Secret>()
  async function write(name: string, value: Secret): Promise<void> {
    secrets.set(name, value)
  }

  return {
    probe: async () => ({ state: 'available', name: 'This session' }),
    read: async (name) => secrets.get(name),
    write,
    create: write,
    prepare: async (name) => (value) => write(name, value),
    async erase(name) {
      secrets.delete(name)
    },
  }
}
