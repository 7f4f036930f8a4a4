import type { FailureReport } from './failure'

export const activityKinds = [
  'connected',
  'reconnected',
  'renewed',
  'renewal_failed',
  'ended_by_server',
  'scopes_changed',
  'use_failed',
  'renamed',
  'disconnected',
  'revocation_queued',
  'flow_failed',
  'code_intercepted',
  'callback_turned_away',
  'clock_differs',
  'file_set_aside',
  'entry_set_aside',
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

/** How often an account was used on one day of the person's calendar: numbers alone, no address. */
export interface DayOfUse {
  /** `YYYY-MM-DD` */
  readonly day: string
  readonly accountId: string
  /** Requests sent with the account's token. */
  readonly calls: number
  readonly renewals: number
}

/** `YYYY-MM-DD` of the day that `at` (ms) falls on in the time zone of this computer. */
export function dayOf(at: number): string {
  const date = new Date(at)
  const two = (part: number) => String(part).padStart(2, '0')
  return `${date.getFullYear()}-${two(date.getMonth() + 1)}-${two(date.getDate())}`
}
