import { mkdir, mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { startDisplay } from './display'
import { type Keyring, startKeyring } from './keyring'
import { startSessionBus } from './session-bus'
import { type Owner, runToEnd } from './tied-process'

export type DesktopEnvironment = Readonly<
  Record<'PATH' | 'LANG' | 'DISPLAY' | 'DBUS_SESSION_BUS_ADDRESS' | 'XDG_RUNTIME_DIR', string> &
    Record<'HOME' | 'XDG_DATA_HOME' | 'XDG_CONFIG_HOME' | 'XDG_CACHE_HOME', string>
>

export interface Desktop {
  /** A folder for whatever belongs to this desktop; it is deleted with it. */
  readonly folder: string
  /** The whole environment of a program on this desktop. Nothing of the person's own session is in it. */
  readonly env: DesktopEnvironment
  readonly keyring: Keyring
  /** Gives files and folders to the desktop's owner, as if they had made them. */
  handOver(...paths: readonly string[]): Promise<void>
  stop(): Promise<void>
}

/**
 * A desktop for tests on Linux: a display, a session bus, an unlocked keyring and a home folder, all private, so
 * that neither a real keyring nor a real home is touched. It ends with this process at the latest.
 *
 * @param owner whose desktop it is, when it is not that of who tests
 */
export async function startDesktop(owner?: Owner): Promise<Desktop> {
  const folder = await mkdtemp(join(tmpdir(), 'keyfob-'))
  const inside = (...path: string[]) => join(folder, ...path)
  const home = {
    HOME: inside('home'),
    XDG_DATA_HOME: inside('home', 'data'),
    XDG_CONFIG_HOME: inside('home', 'config'),
    XDG_CACHE_HOME: inside('home', 'cache'),
    XDG_RUNTIME_DIR: inside('run'),
  }
  await Promise.all(Object.values(home).map((each) => mkdir(each, { recursive: true })))
  const handOver = async (...paths: readonly string[]) => {
    if (owner) await runToEnd('chown', ['--recursive', `${owner.uid}:${owner.gid}`, ...paths])
  }
  await handOver(folder)
  const { display, server } = await startDisplay(owner)
  const { address, daemon } = await startSessionBus(home.XDG_RUNTIME_DIR, owner)
  const env: DesktopEnvironment = {
    PATH: process.env.PATH ?? '/usr/bin:/bin',
    LANG: 'C.UTF-8',
    DISPLAY: display,
    DBUS_SESSION_BUS_ADDRESS: address,
    ...home,
  }
  const keyring = await startKeyring({ env, owner }, inside('run', 'keyring'))
  return {
    folder,
    env,
    keyring,
    handOver,
    async stop() {
      await keyring.stop()
      await daemon.stop()
      await server.stop()
      await rm(folder, { recursive: true, force: true, maxRetries: 5, retryDelay: 100 })
    },
  }
}
