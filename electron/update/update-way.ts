import { dirname, win32 } from 'node:path'
import type { UpdateWay } from '../../shared/update'

/** What is installed in place: each by its own means. */
export type InPlace = 'appimage' | 'nsis' | 'mac'

export interface InstallationWorld {
  readonly platform: NodeJS.Platform
  readonly environment: NodeJS.ProcessEnv
  /** The program that runs. */
  readonly executable: string
  readonly exists: (path: string) => Promise<boolean>
  readonly isWritable: (path: string) => Promise<boolean>
  /** What a program prints; rejects when it is not there or fails. */
  readonly run: (program: string, args: readonly string[]) => Promise<string>
}

export interface Installation {
  readonly way: UpdateWay
  readonly inPlace?: InPlace
}

/** How this copy was installed, and so who brings it up to date. Never throws. */
export async function findInstallation(world: InstallationWorld): Promise<Installation> {
  const manager = await packageManagerOf(world)
  if (manager !== undefined) return { way: { kind: 'package_manager', name: manager } }
  const inPlace = await inPlaceOf(world)
  return inPlace === undefined ? { way: { kind: 'by_hand' } } : { way: { kind: 'in_place' }, inPlace }
}

async function inPlaceOf(world: InstallationWorld): Promise<InPlace | undefined> {
  const { platform, environment, executable } = world
  switch (platform) {
    case 'linux': {
      const image = environment.APPIMAGE
      return image !== undefined && (await world.isWritable(dirname(image))) ? 'appimage' : undefined
    }
    case 'win32': {
      // A portable copy has none.
      const uninstaller = win32.join(win32.dirname(executable), 'Uninstall Keyfob.exe')
      return (await world.exists(uninstaller)) ? 'nsis' : undefined
    }
    case 'darwin': {
      // Keyfob.app/Contents/MacOS/Keyfob; a copy that still lies on its image cannot be replaced.
      const bundle = dirname(dirname(dirname(executable)))
      return (await world.isWritable(dirname(bundle))) ? 'mac' : undefined
    }
    default:
      return undefined
  }
}

/** Who answers for a file of this system, as a question to each; the first that knows the program counts. */
const owners: readonly (readonly [name: string, program: string, ...args: string[]])[] = [
  ['apt', 'dpkg-query', '--search'],
  ['dnf', 'rpm', '--query', '--file'],
  ['pacman', 'pacman', '--query', '--owns', '--quiet'],
]

const caskrooms = ['/opt/homebrew/Caskroom/keyfob', '/usr/local/Caskroom/keyfob']

async function packageManagerOf(world: InstallationWorld): Promise<string | undefined> {
  const { platform, environment, executable } = world
  if (platform === 'win32') {
    if (/\\scoop\\apps\\/i.test(executable)) return 'Scoop'
    return /\\WindowsApps\\/i.test(executable) ? 'Microsoft Store' : undefined
  }
  if (platform === 'darwin') {
    const found = await Promise.all(caskrooms.map(world.exists))
    return found.includes(true) ? 'Homebrew' : undefined
  }
  if (environment.SNAP !== undefined) return 'Snap'
  if (environment.FLATPAK_ID !== undefined || (await world.exists('/.flatpak-info'))) return 'Flatpak'
  if (environment.APPIMAGE !== undefined) return undefined
  for (const [name, program, ...question] of owners) {
    const answer = await world.run(program, [...question, executable]).catch(() => '')
    if (answer.trim() !== '') return name
  }
  return undefined
}

/** Ending of the file that is wanted. */
export const endings: Readonly<Record<InPlace, string>> = {
  appimage: '.appimage',
  nsis: '.exe',
  mac: '.zip',
}
