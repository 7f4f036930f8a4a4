import { mkdir, mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { startDisplay } from './display'
import { type Keyring, startKeyring } from './keyring'
import { startSessionBus } from './session-bus'

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
  stop(): Promise<void>
}

/**
 * A desktop for tests on Linux: a display, a session bus, an unlocked keyring and a home folder, all private, so
 * that neither a real keyring nor a real home is touched. It ends with this process at the latest.
 */
export async function startDesktop(): Promise<Desktop> {
  const folder = await mkdtemp(join(tmpdir(), 'keyfob-'))
  const { display, server } = await startDisplay()
  const { address, daemon } = await startSessionBus(join(folder, 'run'))
  const env: DesktopEnvironment = {
    PATH: process.env.PATH ?? '/usr/bin:/bin',
    LANG: 'C.UTF-8',
    DISPLAY: display,
    DBUS_SESSION_BUS_ADDRESS: address,
    HOME: join(folder, 'home'),
    XDG_DATA_HOME: join(folder, 'home', 'data'),
    XDG_CONFIG_HOME: join(folder, 'home', 'config'),
    XDG_CACHE_HOME: join(folder, 'home', 'cache'),
    XDG_RUNTIME_DIR: join(folder, 'run'),
  }
  await Promise.all([
    mkdir(env.XDG_DATA_HOME, { recursive: true }),
    mkdir(env.XDG_CONFIG_HOME, { recursive: true }),
    mkdir(env.XDG_CACHE_HOME, { recursive: true }),
  ])
  const keyring = await startKeyring(env, join(folder, 'run', 'keyring'))
  return {
    folder,
    env,
    keyring,
    async stop() {
      await keyring.stop()
      await daemon.stop()
      await server.stop()
      await rm(folder, { recursive: true, force: true, maxRetries: 5, retryDelay: 100 })
    },
  }
}
