import type { SystemSettings } from '../../shared/doctor'
import { Failure } from '../../shared/failure'

/** Addresses of the system's own settings. Nothing of what a person or a server wrote goes into them. */
const addresses: Readonly<Partial<Record<NodeJS.Platform, Readonly<Record<SystemSettings, string>>>>> = {
  darwin: {
    browser: 'x-apple.systempreferences:com.apple.Desktop-Settings.extension',
    clock: 'x-apple.systempreferences:com.apple.Date-Time-Settings.extension',
    network: 'x-apple.systempreferences:com.apple.Network-Settings.extension',
    notifications: 'x-apple.systempreferences:com.apple.Notifications-Settings.extension',
  },
  win32: {
    browser: 'ms-settings:defaultapps',
    clock: 'ms-settings:dateandtime',
    network: 'ms-settings:network-proxy',
    notifications: 'ms-settings:notifications',
  },
}

/** Linux has no such addresses: the programs of the usual desktops, in turn. */
const programs: Readonly<Record<SystemSettings, readonly (readonly [string, ...string[]])[]>> = {
  browser: [
    ['gnome-control-center', 'default-apps'],
    ['systemsettings', 'kcm_componentchooser'],
    ['xfce4-mime-settings'],
  ],
  clock: [['gnome-control-center', 'datetime'], ['systemsettings', 'kcm_clock'], ['time-admin']],
  network: [['gnome-control-center', 'network'], ['systemsettings', 'kcm_proxy'], ['nm-connection-editor']],
  notifications: [
    ['gnome-control-center', 'notifications'],
    ['systemsettings', 'kcm_notifications'],
    ['xfce4-notifyd-config'],
  ],
}

/** Opens a page of the system's settings. Throws `not_found` where this desktop has no program for it. */
export async function openSystemSettings(
  page: SystemSettings,
  world: {
    readonly platform: NodeJS.Platform
    readonly open: (address: string) => Promise<void>
    /** Rejects when there is no such program. */
    readonly start: (program: string, args: readonly string[]) => Promise<void>
  },
): Promise<void> {
  const address = addresses[world.platform]?.[page]
  if (address !== undefined) return world.open(address)
  for (const [program, ...args] of programs[page]) {
    try {
      return await world.start(program, args)
    } catch {
      // The next desktop's, then.
    }
  }
  throw new Failure('not_found', 'this desktop has no settings program that is known', {
    facts: { subject: page },
  })
}
