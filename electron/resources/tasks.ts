import { Failure } from '../../shared/failure'
import type { RequestProgress } from '../../shared/resource'
import { createNotifier, type Notifier } from '../support/notifier'

export interface Task {
  readonly signal: AbortSignal
  /** Tells the window how it stands; what is not named stays as it was. */
  tell(change: Partial<Omit<RequestProgress, 'requestId'>>): void
}

export interface Tasks {
  /** Runs what the window may cancel by the id it chose. Ends as soon as it is cancelled, whatever the work waits for. */
  run<T>(requestId: string | undefined, work: (task: Task) => Promise<T>): Promise<T>
  /** What has ended or is not known is left alone. */
  cancel(requestId: string): void
  cancelAll(reason: Failure): void
  readonly progress: Notifier<RequestProgress>
}

export function createTasks(): Tasks {
  const progress = createNotifier<RequestProgress>()
  const running = new Set<{ readonly id: string | undefined; readonly stop: AbortController }>()

  function cancel(requestId: string) {
    for (const { id, stop } of running) {
      if (id === requestId) stop.abort(new Failure('cancelled', 'the window did not want it any more'))
    }
  }

  return {
    progress,
    cancel,
    cancelAll(reason) {
      for (const { stop } of running) stop.abort(reason)
    },
    async run(requestId, work) {
      if (requestId !== undefined) cancel(requestId)
      const task = { id: requestId, stop: new AbortController() }
      const { signal } = task.stop
      running.add(task)
      let status: Omit<RequestProgress, 'requestId'> = { state: 'asking', pages: 0, rows: 0 }
      const tell: Task['tell'] = (change) => {
        const { until: _, why: __, ...rest } = status
        status = { ...rest, ...change }
        if (requestId !== undefined && !signal.aborted) progress.announce({ requestId, ...status })
      }
      const cancelled = new Promise<never>((_, reject) => {
        signal.addEventListener('abort', () => reject(signal.reason), { once: true })
      })
      try {
        return await Promise.race([work({ signal, tell }), cancelled])
      } finally {
        running.delete(task)
      }
    },
  }
}
