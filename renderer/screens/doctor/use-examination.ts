import { useCallback, useEffect, useRef, useState } from 'react'
import type { DoctorLine, Examination, ExaminationRequest } from '../../../shared/doctor'
import type { FailureReport } from '../../../shared/failure'
import { useApp } from '../../app-context'
import { toFailureReport } from '../../keyfob'

export interface ExaminationInWindow {
  readonly lines: readonly DoctorLine[]
  readonly state: 'running' | 'ended' | 'stopped'
  readonly failure: FailureReport | undefined
  /** Which providers the examination was about. */
  readonly providers: ExaminationRequest['providers']
  readonly start: (providers: ExaminationRequest['providers'], only?: readonly string[]) => Promise<void>
  readonly stop: () => void
}

/** Examinations one after the other: starting one ends the one under way, and so does leaving. */
export function useExamination(): ExaminationInWindow {
  const { keyfob } = useApp()
  const [lines, setLines] = useState<readonly DoctorLine[]>([])
  const [state, setState] = useState<ExaminationInWindow['state']>('running')
  const [failure, setFailure] = useState<FailureReport>()
  const [providers, setProviders] = useState<ExaminationRequest['providers']>('connected')
  const current = useRef('')

  const start = useCallback(
    async (wanted: ExaminationRequest['providers'], only?: readonly string[]) => {
      const requestId = crypto.randomUUID()
      const before = current.current
      current.current = requestId
      if (before !== '') keyfob.cancelRequest({ requestId: before }).catch(() => undefined)
      setState('running')
      setFailure(undefined)
      setProviders(wanted)
      try {
        const whole = await keyfob.examine({ requestId, providers: wanted, ...(only ? { only } : {}) })
        if (current.current !== requestId) return
        setLines((shown) => merged(shown, whole, only !== undefined))
        setState('ended')
      } catch (error) {
        if (current.current !== requestId) return
        const report = toFailureReport(error)
        setState('stopped')
        setLines((shown) => shown.map(withoutEnd))
        if (report.code !== 'cancelled') setFailure(report)
      }
    },
    [keyfob],
  )

  useEffect(
    () =>
      keyfob.on('examination', (examination) => {
        if (examination.requestId !== current.current || examination.ended) return
        setLines((shown) => merged(shown, examination, shown.length > examination.lines.length))
      }),
    [keyfob],
  )
  useEffect(() => {
    void start('connected')
    return () => {
      const { current: requestId } = current
      current.current = ''
      keyfob.cancelRequest({ requestId }).catch(() => undefined)
    }
  }, [keyfob, start])

  const stop = useCallback(() => {
    keyfob.cancelRequest({ requestId: current.current }).catch(() => undefined)
  }, [keyfob])

  return { lines, state, failure, providers, start, stop }
}

/** Nobody looks at it any more. */
function withoutEnd(line: DoctorLine): DoctorLine {
  return line.state === 'running' ? { ...line, state: 'waiting' } : line
}

/** Lines that were looked at again replace the old ones where those stand. */
function merged(
  shown: readonly DoctorLine[],
  { lines }: Examination,
  isPart: boolean,
): readonly DoctorLine[] {
  if (!isPart) return lines
  return shown.map((line) => lines.find(({ id }) => id === line.id) ?? line)
}
