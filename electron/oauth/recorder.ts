import type { Protection } from '../../shared/account'
import type { FailureReport } from '../../shared/failure'
import type { DevicePrompt, FlowStage, TraceKind } from '../../shared/flow-trace'

/** One message as it went over the wire. Whoever receives it masks the parameters before keeping any. */
export interface RecordedMessage {
  readonly kind: TraceKind
  /** Method and address without query. */
  readonly request?: string
  readonly status?: number
  readonly parameters?: Iterable<readonly [name: string, value: string]>
  readonly failure?: FailureReport
}

/** Where a flow tells what happens in it. */
export interface FlowRecorder {
  stage(stage: FlowStage): void
  message(message: RecordedMessage): void
  protection(protection: Protection): void
  /** When the wait for the person will end, ms since the epoch. */
  waitUntil(time: number): void
  device(prompt: DevicePrompt): void
}

export const silentRecorder: FlowRecorder = {
  stage() {},
  message() {},
  protection() {},
  waitUntil() {},
  device() {},
}
