import { useEffect, useRef, useState } from 'react'
import type { ExportOutcome, ExportRequest } from '../../shared/export'
import type { FailureReport } from '../../shared/failure'
import type { RequestProgress } from '../../shared/resource'
import { useApp } from '../app-context'
import { toFailureReport } from '../keyfob'
import { useProgress } from './use-progress'

export type ExportState =
  | { readonly kind: 'choosing' }
  /** `progress`: absent while the person chooses a file. */
  | { readonly kind: 'running'; readonly progress: RequestProgress | undefined }
  | {
      readonly kind: 'saved'
      readonly requestId: string
      readonly outcome: Extract<ExportOutcome, { kind: 'saved' }>
    }
  | { readonly kind: 'failed'; readonly failure: FailureReport }

export interface Export {
  readonly state: ExportState
  readonly start: (request: Omit<ExportRequest, 'requestId'>) => Promise<void>
  readonly cancel: () => void
}

/** One export after the other; leaving cancels the one that runs. */
export function useExport(): Export {
  const { keyfob } = useApp()
  const [state, setState] = useState<ExportState>({ kind: 'choosing' })
  const running = useRef<string | null>(null)
  const progress = useProgress(running)

  function cancel() {
    const requestId = running.current
    running.current = null
    setState({ kind: 'choosing' })
    if (requestId !== null) keyfob.cancelRequest({ requestId }).catch(() => undefined)
  }

  useEffect(
    () => () => {
      const requestId = running.current
      running.current = null
      if (requestId !== null) keyfob.cancelRequest({ requestId }).catch(() => undefined)
    },
    [keyfob],
  )

  async function start(request: Omit<ExportRequest, 'requestId'>) {
    const requestId = crypto.randomUUID()
    running.current = requestId
    setState({ kind: 'running', progress: undefined })
    const ended = await keyfob.exportRows({ ...request, requestId }).then(
      (outcome): ExportState =>
        outcome.kind === 'saved' ? { kind: 'saved', requestId, outcome } : { kind: 'choosing' },
      (error: unknown): ExportState => ({ kind: 'failed', failure: toFailureReport(error) }),
    )
    if (running.current !== requestId) return
    running.current = null
    setState(ended)
  }

  return { state: state.kind === 'running' ? { ...state, progress } : state, start, cancel }
}
