import type { SystemSettings } from '../shared/doctor'
import type { Licence } from '../shared/licences'
import type { AppInfo } from '../shared/settings'
import type { Policy } from './accounts/policy'
import type { ShippedClient } from './accounts/shipped-clients'
import type { DoctorWorld } from './doctor/examine'
import type { Provider } from './providers/provider'
import type { SandboxHost } from './sandbox-host'
import type { Clock } from './support/clock'
import type { Fetch } from './support/fetch'
import type { UpdatesWorld } from './update/updates'
import type { KeychainVault } from './vault/keychain-vault'
import type { Vault } from './vault/vault'

/** The world around Keyfob: everything that differs between the app and a test. */
export interface Surroundings {
  /** Folder of the profile; files are made in it as they are needed. */
  readonly profile: string
  readonly providers: readonly Provider[]
  /** What the organisation laid down; absent: nobody manages this computer. */
  readonly policy?: Policy
  /** Clients that came with this build. */
  readonly shippedClients?: readonly ShippedClient[]
  readonly keychain: Vault & Pick<KeychainVault, 'eraseAll'>
  readonly fetch: Fetch
  readonly clock: Clock
  readonly sandbox: SandboxHost
  readonly openBrowser: (url: string) => Promise<void>
  readonly copy: (text: string) => void
  /** Asks the person where to save a file of that name; undefined: nowhere. */
  readonly chooseFile: (suggestedName: string) => Promise<string | undefined>
  /** Shows a file in the system's file manager. */
  readonly showFile: (file: string) => void
  /** Asks the person for a backup to read; undefined: none. */
  readonly chooseBackup: () => Promise<string | undefined>
  readonly computer: Computer
  /** Quits as a person would, and starts again. */
  readonly restart: () => void
  /** Quits as a person would. */
  readonly quit: () => void
  readonly appInfo: AppInfo
  /** Absent: nothing can be updated from here. */
  readonly updates?: Omit<UpdatesWorld, 'version' | 'fetch' | 'now' | 'traces' | 'reportOf'>
  /** How long a person may take in the browser, in ms. */
  readonly patience: number
}

/** What the system around Keyfob is asked, and asked to do. */
export interface Computer extends Pick<DoctorWorld, 'findBrowser' | 'resolveProxy'> {
  /** Throws `not_found` where this desktop has no program for it. */
  readonly openSystemSettings: (page: SystemSettings) => Promise<void>
  readonly isTrayShown: () => Promise<boolean>
  /** Version of the operating system, and the desktop's name. */
  readonly systemNames: () => readonly string[]
  /** Of every package that is in this build. Throws `not_found` when it carries none. */
  readonly readLicences: () => Promise<readonly Licence[]>
  readonly showChromiumLicences: () => void
  /** Asks the person for a file of certificate authorities; undefined: none. */
  readonly chooseAuthorityFile: () => Promise<string | undefined>
}
