import type { Account } from './account'
import type { ActivityEntry } from './activity'
import type { Examination } from './doctor'
import type { FlowTrace } from './flow-trace'
import type { ProviderSummary } from './provider-summary'
import type { RemovalStatus } from './removal'
import type { RequestProgress } from './resource'
import type { SearchResults } from './row-search'
import type { Settings, VaultStatus } from './settings'
import type { UpdateStatus } from './update'
import type { Wish } from './wish'

/** What the window is told, whole, whenever it has changed. */
export interface KeyfobEvents {
  readonly accounts: readonly Account[]
  /** A client or a custom provider was saved or removed. */
  readonly providers: readonly ProviderSummary[]
  readonly flow: FlowTrace
  readonly vault: VaultStatus
  readonly settings: Settings
  /** Whether Keyfob is locked. While it is, the other events about accounts are not told. */
  readonly locked: boolean
  readonly activity: readonly ActivityEntry[]
  readonly progress: RequestProgress
  readonly search: SearchResults
  readonly examination: Examination
  readonly update: UpdateStatus
  readonly removal: RemovalStatus
  /** Something that was asked for outside the window. */
  readonly wish: Wish
  /** Something the person must know that no screen asked for: its kind, and whom or what it is about. */
  readonly notice: Notice
}

export interface Notice {
  readonly id: string
  readonly kind:
    | 'file_set_aside'
    | 'entry_set_aside'
    | 'profile_read_only'
    | 'profile_newer'
    | 'clock_differs'
    | 'update_available'
  readonly subject: string
}

/** The list of events, held complete by the compiler. */
export const eventNames = Object.keys({
  accounts: true,
  providers: true,
  flow: true,
  vault: true,
  settings: true,
  locked: true,
  activity: true,
  progress: true,
  search: true,
  examination: true,
  update: true,
  removal: true,
  wish: true,
  notice: true,
} satisfies { [Event in keyof KeyfobEvents]: true }) as readonly (keyof KeyfobEvents)[]
