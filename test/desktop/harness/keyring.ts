import { setTimeout as pause } from 'node:timers/promises'
import { isTestEntry } from '../../../electron/vault/test-entry'
import { runToEnd, type Start, startTied, type TiedProcess } from './tied-process'

export interface KeyringEntry {
  readonly service: string
  readonly account: string
}

export interface Keyring {
  /** What is in the keyring, seen from outside the app by `secret-tool`; of one service, or of all. */
  entries(service?: string): Promise<readonly KeyringEntry[]>
  /** As `entries`, without the test entry that goes a second later. */
  lasting(service?: string): Promise<readonly KeyringEntry[]>
  /** Everything that `secret-tool` shows, secrets included: to look for a text in it. */
  contents(): Promise<string>
  /** What another program may do to an entry: write something else into it, or delete it. */
  overwrite(entry: KeyringEntry, text: string): Promise<void>
  remove(entry: KeyringEntry): Promise<void>
  lock(): Promise<void>
  /** Unlocks it again, by a restart of the secret service. */
  unlock(): Promise<void>
  /** Ends the secret service. The bus stays, without one. */
  stop(): Promise<void>
  /** Starts the secret service (again), unlocked, with what it held before. */
  start(): Promise<void>
}

const password = 'the keyring of the tests'
const secretService = 'org.freedesktop.secrets'

/** A gnome-keyring of its own on the given session bus, unlocked. Its files lie in `XDG_DATA_HOME`. */
export async function startKeyring(
  how: Start & { readonly env: NodeJS.ProcessEnv },
  controlFolder: string,
): Promise<Keyring> {
  let daemon: TiedProcess | undefined

  async function start(): Promise<void> {
    const args = ['--foreground', '--unlock', '--components=secrets', `--control-directory=${controlFolder}`]
    daemon = startTied('gnome-keyring-daemon', args, { ...how, stdio: ['pipe', 'ignore', 'ignore'] })
    daemon.child.stdin?.end(password)
    await untilOnBus(how, daemon)
  }

  async function stop(): Promise<void> {
    await daemon?.stop()
    daemon = undefined
  }

  async function contents(): Promise<string> {
    const { stdout, stderr } = await runToEnd('secret-tool', searchAll, how)
    return `${stdout}\n${stderr}`
  }

  async function entries(service?: string): Promise<readonly KeyringEntry[]> {
    const found = parseEntries((await runToEnd('secret-tool', searchAll, how)).stderr)
    return service === undefined ? found : found.filter((entry) => entry.service === service)
  }

  await start()
  return {
    start,
    stop,
    contents,
    entries,
    lasting: async (service) => (await entries(service)).filter(({ account }) => !isTestEntry(account)),
    async overwrite(entry, text) {
      const args = ['store', '--label=another program', ...attributesOf(entry)]
      await runToEnd('secret-tool', args, { ...how, input: text })
    },
    async remove(entry) {
      await runToEnd('secret-tool', ['clear', ...attributesOf(entry)], how)
    },
    async lock() {
      await callService(how, 'Lock', 'array:objpath:/org/freedesktop/secrets/collection/login')
    },
    async unlock() {
      await stop()
      await start()
    },
  }
}

const searchAll = ['search', '--all', 'xdg:schema', 'org.freedesktop.Secret.Generic']

function attributesOf({ service, account }: KeyringEntry): string[] {
  return ['service', service, 'account', account]
}

function parseEntries(attributes: string): KeyringEntry[] {
  const pick = (name: string) =>
    [...attributes.matchAll(new RegExp(`^attribute\\.${name} = (.*)$`, 'gm'))].map((match) => match[1] ?? '')
  const accounts = pick('account')
  return pick('service').map((service, index) => ({ service, account: accounts[index] ?? '' }))
}

async function untilOnBus(how: Start, { child }: TiedProcess): Promise<void> {
  const deadline = Date.now() + 10_000
  const question = [
    '--session',
    '--print-reply',
    '--dest=org.freedesktop.DBus',
    '/',
    'org.freedesktop.DBus.NameHasOwner',
  ]
  while (Date.now() < deadline && child.exitCode === null) {
    const { stdout } = await runToEnd('dbus-send', [...question, `string:${secretService}`], how)
    if (stdout.includes('boolean true')) return
    await pause(20)
  }
  throw new Error('gnome-keyring-daemon did not appear on the session bus')
}

async function callService(how: Start, method: string, ...args: string[]): Promise<void> {
  const call = ['--session', '--print-reply', `--dest=${secretService}`, '/org/freedesktop/secrets']
  await runToEnd('dbus-send', [...call, `org.freedesktop.Secret.Service.${method}`, ...args], how)
}
