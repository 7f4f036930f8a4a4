import { z } from 'zod'
import { authorityFile, proxy } from './network'

/** How a person arranged the table of one resource. */
export const columnLayout = z.object({
  /** Keys of the columns that are not shown. */
  hidden: z.array(z.string().max(200)).max(200),
  /** Widths in px, by key; a column without one takes its share of the room. */
  widths: z.record(z.string().max(200), z.number().min(40).max(4000)),
})
export type ColumnLayout = z.infer<typeof columnLayout>

/** By provider and resource, as "provider/resource". */
const columnLayouts = z.record(z.string().max(400), columnLayout)

export const settings = z.object({
  appearance: z.enum(['system', 'light', 'dark']).default('system'),
  /** Lock Keyfob when the screen is locked or the computer goes to sleep. */
  lockWithScreen: z.boolean().default(true),
  /** Lock Keyfob when nobody has touched the computer for so long; null or absent: never. */
  autoLockMinutes: z.number().int().min(1).max(1440).nullable().optional(),
  /** Keep the rows last seen on disk, so that they are there while offline after a restart; absent: in memory only. */
  keepRows: z.boolean().optional(),
  columns: columnLayouts.optional(),
  proxy: proxy.default({ mode: 'system' }),
  /** Chosen in main, by a dialog of the system: the window cannot name a file. */
  authority: authorityFile.optional(),
  /** Tell on the desktop when an account needs its person, or is about to. */
  notifications: z.boolean().default(true),
  /** Keep running in the tray when the window is closed, where there is a tray. */
  keepInTray: z.boolean().default(false),
  /** Look for a newer version once a day; otherwise Keyfob asks only when the person does. */
  checkForUpdates: z.boolean().default(false),
})
export type Settings = Readonly<z.infer<typeof settings>>

/** Where secrets are kept and whether that works just now. */
export interface VaultStatus {
  readonly state:
    | 'available'
    | 'locked'
    | 'missing_service'
    | 'denied'
    | 'forbidden'
    | 'gone'
    /** It refused, for a reason that Keyfob does not know. */
    | 'unexplained'
    /** Nobody has asked yet. */
    | 'unknown'
  /** "GNOME Keyring", "macOS Keychain", "Windows Credential Manager". */
  readonly name: string
}

export interface AppInfo {
  readonly version: string
  readonly electron: string
  readonly chromium: string
  readonly node: string
  readonly platform: string
}
