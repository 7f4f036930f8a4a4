import { readdirSync, readFileSync } from 'node:fs'

const linuxKeyrings: readonly (readonly [RegExp, string])[] = [
  [/^gnome-keyring/, 'GNOME Keyring'],
  [/^kwalletd|^ksecretd/, 'KWallet'],
  [/^keepassxc/, 'KeePassXC'],
]

/** What this system calls the place where secrets are kept, as people know it. */
export async function keychainName(platform: NodeJS.Platform): Promise<string> {
  if (platform === 'darwin') return 'macOS Keychain'
  if (platform === 'win32') return 'Windows Credential Manager'
  const running = runningPrograms()
  const found = linuxKeyrings.filter(([pattern]) => running.some((program) => pattern.test(program)))
  return found.length === 1 && found[0] ? found[0][1] : 'Secret Service keyring'
}

/**
 * Names of this system's processes, as `/proc` has them (cut to 15 letters). Read at once: these files are in memory, and
 * to read each of them asynchronously takes main far longer.
 */
function runningPrograms(): readonly string[] {
  return entriesOf('/proc')
    .filter((name) => /^\d+$/.test(name))
    .map(nameOf)
}

function entriesOf(folder: string): readonly string[] {
  try {
    return readdirSync(folder)
  } catch {
    return []
  }
}

/** Empty: it has ended meanwhile. */
function nameOf(id: string): string {
  try {
    return readFileSync(`/proc/${id}/comm`, 'utf8')
  } catch {
    return ''
  }
}
