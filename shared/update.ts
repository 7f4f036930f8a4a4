import type { FailureReport } from './failure'

/** Who brings a newer version to this copy of Keyfob. */
export type UpdateWay =
  /** Keyfob itself, when the person asks for it. */
  | { readonly kind: 'in_place' }
  /** The person: it was unpacked, or lies where Keyfob may not write. */
  | { readonly kind: 'by_hand' }
  /** Whoever installed it. */
  | { readonly kind: 'package_manager'; readonly name: string }

/** Why this copy asks nobody: the build has no address or no key, or a policy forbids it. */
export const updateHindrances = ['no_address', 'no_key', 'policy'] as const
export type UpdateHindrance = (typeof updateHindrances)[number]

/** What of the work that is under way an update waits for. */
export type UpdateWaitsFor = 'sign_in' | 'renewal' | 'revocation'

/** A newer version, as its signed description tells of it. */
export interface FoundUpdate {
  readonly version: string
  /** Plain text, whatever it looks like. */
  readonly notes?: string
  /** ms since the epoch */
  readonly releasedAt?: number
  readonly bytes: number
  /** Where a person finds it. */
  readonly page: string
}

export interface UpdateStatus {
  readonly way: UpdateWay
  readonly hindrance?: UpdateHindrance
  /** Host that is asked. */
  readonly host?: string
  /**
   * `idle`: nobody has looked; `current`: nothing newer; `ready`: downloaded and checked; `waiting`: restarts when what
   * it `waitsFor` is over; `restarting`: on its way.
   */
  readonly state:
    | 'idle'
    | 'checking'
    | 'current'
    | 'available'
    | 'downloading'
    | 'ready'
    | 'waiting'
    | 'restarting'
  readonly found?: FoundUpdate
  /** Bytes. */
  readonly received?: number
  readonly waitsFor?: UpdateWaitsFor
  /** Version that the server offers and that is older: Keyfob never goes back. */
  readonly older?: string
  /** How the last attempt ended badly. */
  readonly failure?: FailureReport
}
