import { createKeychainVault, type Keychain, type KeychainVault } from '../../electron/vault/keychain-vault'

/** A keychain that can be told the faults a real one cannot be told to have. */
export interface KeychainDouble extends Keychain {
  readonly entries: Map<string, string>
  /** Every call from now on fails with this message; undefined: it works again. */
  fault: string | undefined
  /** Calls so far. */
  readonly calls: string[]
  /** Runs before each call, and may throw to end the world there. */
  before: ((call: string) => void | Promise<void>) | undefined
  vault(): KeychainVault
}

export function createKeychainDouble(): KeychainDouble {
  const entries = new Map<string, string>()
  const key = (service: string, name: string) => `${service} ${name}`

  async function call<T>(what: string, task: () => T): Promise<T> {
    double.calls.push(what)
    await double.before?.(what)
    if (double.fault !== undefined) throw new Error(double.fault)
    return task()
  }

  const double: KeychainDouble = {
    entries,
    fault: undefined,
    calls: [],
    before: undefined,
    getPassword: (service, name) => call(`get ${name}`, () => entries.get(key(service, name)) ?? null),
    setPassword: (service, name, text) =>
      call(`set ${name}`, () => {
        if (Buffer.byteLength(text) > 2_560) throw new Error('The stub received bad data')
        entries.set(key(service, name), text)
      }),
    deletePassword: (service, name) => call(`delete ${name}`, () => entries.delete(key(service, name))),
    vault: () =>
      createKeychainVault({
        load: async () => double,
        service: 'Keyfob test',
        name: 'Test keychain',
        patience: 2_000,
      }),
  }
  return double
}
