import styles from './chips.module.css'
import { cx } from './cx'

export interface ChipsProps {
  readonly labels: readonly string[]
  /** How many stand as chips, on one line, before the rest is counted. Without it all do, on as many lines as it takes. */
  readonly limit?: number
  readonly accent?: boolean
}

export function Chips({ labels, limit, accent }: ChipsProps) {
  const shown = labels.slice(0, limit)
  const rest = labels.slice(shown.length)
  return (
    <span className={cx(styles.chips, limit !== undefined && styles.line)}>
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
