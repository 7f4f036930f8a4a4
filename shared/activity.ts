import type { FailureReport } from './failure'

export const activityKinds = [
  'connected',
  'reconnected',
  'renewed',
  'renewal_failed',
  'ended_by_server',
  'scopes_changed',
  'used',
  'use_failed',
  'renamed',
  'disconnected',
  'revocation_queued',
  'flow_failed',
  'callback_turned_away',
  'clock_differs',
  'vault_changed',
  'file_set_aside',
  'request_refused',
] as const
export type ActivityKind = (typeof activityKinds)[number]

/** Something that happened, told once. No secret fits in it. */
export interface ActivityEntry {
  readonly id: string
  readonly at: number
  readonly kind: ActivityKind
  readonly providerId?: string
  readonly accountId?: string
  /** The account's label at the time, so that the story stays readable after it is gone. */
  readonly label?: string
  /** The flow whose trace tells more. */
  readonly flowId?: string
  readonly failure?: FailureReport
  /** Plain facts: counts, scopes, host names. */
  readonly detail?: string
}
