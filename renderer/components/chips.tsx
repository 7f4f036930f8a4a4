import styles from './chips.module.css'
import { cx } from './cx'

export interface ChipsProps {
  readonly labels: readonly string[]
  /** How many stand as chips before the rest is counted; they share one line, and shorten for it. Without it all do. */
  readonly limit?: number
  /** They keep their length and take as many lines as they need, as they do without a limit. */
  readonly wraps?: boolean
  readonly accent?: boolean
}

export function Chips({ labels, limit, wraps, accent }: ChipsProps) {
  const shown = labels.slice(0, limit)
  const rest = labels.slice(shown.length)
  return (
    <span className={cx(styles.chips, limit !== undefined && !wraps && styles.line)}>
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
