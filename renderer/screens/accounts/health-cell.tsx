import type { ReactNode } from 'react'
import { StateDot } from '../../components/state-dot'
import type { HealthWords } from '../../health'
import { text } from '../../text'
import styles from './health-cell.module.css'

export interface HealthCellProps {
  readonly health: HealthWords
  /** Absent: there is nothing to explain. */
  readonly onWhy: (() => void) | undefined
  /** Badges beside the state. */
  readonly children?: ReactNode
}

export function HealthCell({ health, onWhy, children }: HealthCellProps) {
  return (
    <div className={styles.health}>
      <span className={styles.dot}>
        <StateDot tone={health.tone} />
      </span>
      <span className={styles.state}>
        <span className={styles.title}>{health.title}</span>
        {children}
        {onWhy !== undefined && (
          <button type="button" className={styles.why} onClick={onWhy}>
            {text.accounts.why}
          </button>
        )}
      </span>
      <span className={styles.note} title={health.because ?? health.note}>
        {health.note}
      </span>
    </div>
  )
}
