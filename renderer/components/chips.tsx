import styles from './chips.module.css'
import { cx } from './cx'

export interface ChipsProps {
  readonly labels: readonly string[]
  /** How many stand as chips before the rest is counted. */
  readonly limit?: number
  readonly accent?: boolean
}

export function Chips({ labels, limit = labels.length, accent }: ChipsProps) {
  const shown = labels.length > limit ? labels.slice(0, limit) : labels
  const rest = labels.slice(shown.length)
  return (
    <span className={styles.chips}>
      {shown.map((label) => (
        <span key={label} className={cx(styles.chip, accent && styles.accent)} title={label}>
          {label}
        </span>
      ))}
      {rest.length > 0 && (
        <span className={cx(styles.chip, styles.rest)} title={rest.join(', ')}>
          +{rest.length}
          <span className="visually-hidden">: {rest.join(', ')}</span>
        </span>
      )}
    </span>
  )
}
