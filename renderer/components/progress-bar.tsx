import { ProgressBar as AriaProgressBar } from 'react-aria-components'
import styles from './progress-bar.module.css'

export interface ProgressBarProps {
  readonly label: string
  readonly done: number
  /** Absent: nobody knows how much there is. */
  readonly of?: number | undefined
}

export function ProgressBar({ label, done, of }: ProgressBarProps) {
  const value = of === undefined || of === 0 ? undefined : Math.min(1, done / of)
  return (
    <AriaProgressBar
      className={styles.track ?? ''}
      aria-label={label}
      isIndeterminate={value === undefined}
      {...(value === undefined ? {} : { value, maxValue: 1 })}
    >
      <div className={styles.fill} style={value === undefined ? undefined : { width: `${value * 100}%` }} />
    </AriaProgressBar>
  )
}
