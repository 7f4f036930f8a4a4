import { useRef, useState } from 'react'
import type { FailureReport } from '../../../shared/failure'
import type { Interception } from '../../../shared/interception'
import { useApp } from '../../app-context'
import { toFailureReport } from '../../keyfob'

export type Phase =
  | { readonly name: 'explaining' }
  | { readonly name: 'running'; readonly flowId: string }
  | { readonly name: 'failed'; readonly flowId: string; readonly failure: FailureReport }
  | { readonly name: 'done'; readonly flowId: string; readonly interception: Interception }

/** The course of one dialog in which a code is tried. */
export function useIntercepting() {
  const { keyfob } = useApp()
  const [phase, setPhase] = useState<Phase>({ name: 'explaining' })
  const current = useRef('')

  return {
    phase,
    start() {
      const flowId = crypto.randomUUID()
      current.current = flowId
      setPhase({ name: 'running', flowId })
      keyfob.interceptCode({ flowId }).then(
        (interception) => {
          if (current.current === flowId) setPhase({ name: 'done', flowId, interception })
        },
        (error: unknown) => {
          if (current.current === flowId)
            setPhase({ name: 'failed', flowId, failure: toFailureReport(error) })
        },
      )
    },
    async cancel() {
      if (phase.name === 'running') await keyfob.cancelFlow({ flowId: phase.flowId })
    },
  }
}
