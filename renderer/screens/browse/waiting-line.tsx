import { Hourglass } from 'lucide-react'
import type { RequestProgress } from '../../../shared/resource'
import { explainFailure } from '../../failure-text'
import { duration } from '../../format'
import { useNow } from '../../hooks/use-now'
import { text } from '../../text'
import styles from './waiting-line.module.css'

export interface WaitingLineProps {
  readonly progress: RequestProgress | undefined
  readonly provider: string
}

/** Why a request waits, and for how long still; nothing while it does not. */
export function WaitingLine({ progress, provider }: WaitingLineProps) {
  const now = useNow(500)
  if (progress?.state !== 'waiting' || progress.until === undefined) return null
  const left = progress.until - now
  const length = duration(Math.max(1_000, left))
  const { why } = progress
  const limited = why === undefined || why.code === 'rate_limited'
  return (
    <span className={styles.waiting}>
      <Hourglass size={13} strokeWidth={1.75} aria-hidden="true" />
      {left <= 0
        ? text.browse.goesOn
        : limited
          ? text.browse.asksToWait(provider, length)
          : text.browse.triesAgain(explainFailure(why, provider).title, length)}
    </span>
  )
}
