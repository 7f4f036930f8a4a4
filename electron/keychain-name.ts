import { readdir, readFile } from 'node:fs/promises'

const linuxKeyrings: readonly (readonly [RegExp, string])[] = [
  [/^gnome-keyring/, 'GNOME Keyring'],
  [/^kwalletd|^ksecretd/, 'KWallet'],
  [/^keepassxc/, 'KeePassXC'],
]

/** What this system calls the place where secrets are kept, as people know it. */
export async function keychainName(platform: NodeJS.Platform): Promise<string> {
  if (platform === 'darwin') return 'macOS Keychain'
  if (platform === 'win32') return 'Windows Credential Manager'
  const running = await runningPrograms()
  const found = linuxKeyrings.filter(([pattern]) => running.some((program) => pattern.test(program)))
  return found.length === 1 && found[0] ? found[0][1] : 'Secret Service keyring'
}

/** Names of this system's processes, as `/proc` has them (cut to 15 letters). */
async function runningPrograms(): Promise<readonly string[]> {
  const ids = (await readdir('/proc').catch(() => [])).filter((name) => /^\d+$/.test(name))
  return Promise.all(ids.map((id) => readFile(`/proc/${id}/comm`, 'utf8').catch(() => '')))
}
