import { z } from 'zod'

export const settings = z.object({
  appearance: z.enum(['system', 'light', 'dark']).default('system'),
  /** Lock Keyfob when the screen is locked or the computer goes to sleep. */
  lockWithScreen: z.boolean().default(true),
  /** Keep the rows last seen on disk, so that they are there while offline after a restart; absent: in memory only. */
  keepRows: z.boolean().optional(),
})
export type Settings = Readonly<z.infer<typeof settings>>

/** Where secrets are kept and whether that works just now. */
export interface VaultStatus {
  readonly state: 'available' | 'locked' | 'missing_service' | 'denied' | 'forbidden' | 'gone' | 'unknown'
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
