import { createRequire } from 'node:module'
import { join } from 'node:path'
import { app, utilityProcess } from 'electron'
import { keychainName } from './keychain-name'
import { serviceName } from './profile'
import { largestEntry } from './this-build'
import { startUtility } from './utility-process'
import { createKeychainVault, type Keychain, type KeychainVault } from './vault/keychain-vault'
import { listInOwnProcess } from './vault/list-entries'

/** How long a person may take to unlock it. ms */
const patience = 60_000

/** The operating system's keychain, under the service name of this profile. Nothing is asked of it yet. */
export function openSystemKeychain(profile: string): KeychainVault {
  return createKeychainVault({
    load: loadKeytar,
    ...(process.platform === 'linux' ? { list: listEntries } : {}),
    largestEntry: largestEntry(),
    service: serviceName(profile, app.getPath('appData')),
    name: () => keychainName(process.platform),
    patience,
  })
}

/** Required, not imported: to find a module by `import` takes Node several times as long. */
async function loadKeytar(): Promise<Keychain> {
  return createRequire(import.meta.url)('keytar')
}

/** Elsewhere the system would ask the person about a program that it does not know. */
function listEntries(service: string): Promise<readonly string[]> {
  const file = join(import.meta.dirname, '../listing/list-process.cjs')
  const options = { serviceName: 'Keyfob Keychain Listing', env: process.env }
  return listInOwnProcess(() => startUtility(utilityProcess, file, options), service)
}
