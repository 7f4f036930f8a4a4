import type { FailureReport } from './failure'

export const doctorChecks = [
  'keychain',
  'loopback4',
  'loopback6',
  'browser',
  'proxy',
  'provider',
  'clock',
] as const
export type DoctorCheck = (typeof doctorChecks)[number]

/** One thing that a sign-in needs, and how it was found. */
export interface DoctorLine {
  /** The same from one examination to the next. */
  readonly id: string
  readonly check: DoctorCheck
  /** `warn`: some sign-ins may need it. `skipped`: there was nothing to look at. */
  readonly state: 'waiting' | 'running' | 'good' | 'warn' | 'bad' | 'skipped'
  /** Name of the keychain, the browser or the provider it is about. */
  readonly subject?: string
  /** Hosts that answered, or the proxies in between. */
  readonly found?: readonly string[]
  /** How far this computer's clock is ahead (negative: behind). s */
  readonly seconds?: number
  readonly failure?: FailureReport
}

/** An examination as far as it has come, whole. */
export interface Examination {
  readonly requestId: string
  readonly ended: boolean
  readonly lines: readonly DoctorLine[]
}

export interface ExaminationRequest {
  /** Chosen by the window, so that it can cancel. */
  readonly requestId: string
  /** `connected`: only those with an account are spoken to. `all`: every provider that has a fixed address. */
  readonly providers: 'connected' | 'all'
  /** Ids of the lines to look at again; absent: all. */
  readonly only?: readonly string[] | undefined
}

/** Pages of the system's own settings that a person may be led to. */
export const systemSettings = ['browser', 'clock', 'network', 'notifications'] as const
export type SystemSettings = (typeof systemSettings)[number]
