import { Failure, type FailureReport } from '../../shared/failure'
import type { FlowPurpose } from '../../shared/flow-trace'
import type { FlowKind } from '../../shared/provider-summary'
import type { ActivityLog } from '../activity/activity-log'
import type { TraceRecorder, Traces } from '../activity/trace'
import type { WaitingAttempt } from '../oauth/authorize'
import { redactText } from '../support/redact'

/** A flow that is under way. */
export interface RunningFlow {
  readonly id: string
  readonly recorder: TraceRecorder
  readonly signal: AbortSignal
  /** Set while the person is asked: the link to open, and where a pasted answer goes. */
  offer(attempt: WaitingAttempt): void
}

export interface Flows {
  /**
   * Runs a flow and writes down how it ended. One attempt per provider: a second one replaces the first, which fails
   * with `replaced`. Throws the `Failure` that ended it.
   */
  run<T>(
    flow: {
      readonly id: string
      readonly purpose: FlowPurpose
      readonly kind: FlowKind
      readonly providerId: string
      readonly accountId?: string | undefined
      readonly label?: string | undefined
    },
    task: (flow: RunningFlow) => Promise<T>,
  ): Promise<T>
  /** A flow that is over is cancelled already: that is no error. */
  cancel(id: string, reason?: Failure): void
  cancelAll(reason: Failure): void
  /** Resolves when none of those that run now runs any more. */
  over(): Promise<void>
  /** Whether somebody is being connected there just now. */
  isRunning(providerId: string): boolean
  /** Throws `not_found` when nobody is being waited for. */
  attempt(id: string): WaitingAttempt
}

export function createFlows(deps: { readonly traces: Traces; readonly activity: ActivityLog }): Flows {
  const running = new Map<
    string,
    { readonly providerId: string; readonly controller: AbortController; readonly end: Promise<void> }
  >()
  const attempts = new Map<string, WaitingAttempt>()

  function cancel(id: string, reason = new Failure('cancelled', 'the person cancelled')): void {
    running.get(id)?.controller.abort(reason)
  }

  return {
    async run(flow, task) {
      if (running.has(flow.id)) throw new Failure('bad_request', 'this flow is under way already')
      const others = [...running].filter(([, other]) => other.providerId === flow.providerId)
      for (const [id] of others) cancel(id, new Failure('replaced', 'another attempt took over'))
      const controller = new AbortController()
      let ended: () => void = () => {}
      const end = new Promise<void>((resolve) => {
        ended = resolve
      })
      running.set(flow.id, { providerId: flow.providerId, controller, end })
      const recorder = deps.traces.begin(flow)
      try {
        // What the one before holds, a fixed port above all, is free only when it is over.
        await Promise.all(others.map(([, other]) => other.end))
        controller.signal.throwIfAborted()
        const result = await task({
          id: flow.id,
          recorder,
          signal: controller.signal,
          offer: (attempt) => attempts.set(flow.id, attempt),
        })
        recorder.stage('done')
        recorder.end('succeeded')
        return result
      } catch (error) {
        const failure = asFailure(error)
        const report = reportOf(failure)
        recorder.end(
          failure.code === 'cancelled' || failure.code === 'replaced' ? 'cancelled' : 'failed',
          report,
        )
        deps.activity.record({
          kind: 'flow_failed',
          providerId: flow.providerId,
          ...(flow.accountId ? { accountId: flow.accountId } : {}),
          ...(flow.label ? { label: flow.label } : {}),
          flowId: flow.id,
          failure: recorder.trace().failure ?? report,
        })
        throw failure
      } finally {
        ended()
        running.delete(flow.id)
        attempts.delete(flow.id)
      }
    },
    cancel,
    cancelAll(reason) {
      for (const id of running.keys()) cancel(id, reason)
    },
    async over() {
      await Promise.all([...running.values()].map(({ end }) => end))
    },
    isRunning: (providerId) => [...running.values()].some((flow) => flow.providerId === providerId),
    attempt(id) {
      const found = attempts.get(id)
      if (!found) throw new Failure('not_found', 'nobody is being waited for', { facts: { subject: id } })
      return found
    },
  }
}

/** An error of our own making is told as one; its message stays out of the window. */
export function asFailure(error: unknown): Failure {
  if (error instanceof Failure) return error
  return new Failure('unexpected', error instanceof Error ? error.name : 'not an error', { cause: error })
}

/** A failure as people and files may see it: whatever looks like a credential is taken out. */
export function reportOf(failure: Failure): FailureReport {
  const { code, message, facts } = failure
  const { serverDescription, ...rest } = facts
  return {
    code,
    message: redactText(message),
    facts:
      serverDescription === undefined ? rest : { ...rest, serverDescription: redactText(serverDescription) },
  }
}
