import type { FlowPurpose, FlowTrace } from '../../shared/flow-trace'
import type { UpdateWaitsFor } from '../../shared/update'
import type { Traces } from '../activity/trace'

const meanings: Readonly<Record<FlowPurpose, UpdateWaitsFor>> = {
  connect: 'sign_in',
  reconnect: 'sign_in',
  renew: 'renewal',
  revoke: 'revocation',
  interception: 'sign_in',
}

/** What is under way between Keyfob and a server just now; what a person is in the middle of comes first. */
export function underWay(traces: readonly FlowTrace[]): UpdateWaitsFor | undefined {
  const running = traces.filter(({ status }) => status === 'running').map(({ purpose }) => meanings[purpose])
  return (['sign_in', 'revocation', 'renewal'] as const).find((each) => running.includes(each))
}

/**
 * Resolves when nothing is under way any more; `onWait` is told each time what is still waited for. Rejects with the
 * signal's reason when that comes first.
 */
export function untilNothingIsUnderWay(
  traces: Pick<Traces, 'list' | 'changes'>,
  signal: AbortSignal,
  onWait: (waitsFor: UpdateWaitsFor) => void,
): Promise<void> {
  return new Promise((resolve, reject) => {
    let told: UpdateWaitsFor | undefined
    const stop = () => {
      signal.removeEventListener('abort', giveUp)
      end()
    }
    const giveUp = () => {
      stop()
      reject(signal.reason)
    }
    const look = () => {
      const waitsFor = underWay(traces.list())
      if (waitsFor === undefined) {
        stop()
        resolve()
      } else if (waitsFor !== told) {
        told = waitsFor
        onWait(waitsFor)
      }
    }
    const end = traces.changes.subscribe(look)
    signal.addEventListener('abort', giveUp)
    if (signal.aborted) giveUp()
    else look()
  })
}
