import { Check, X } from 'lucide-react'
import { cx } from './cx'
import styles from './step-list.module.css'

export interface Step {
  readonly id: string
  readonly title: string
  readonly note?: string
  /** Shown at the right, for a step that has been reached. */
  readonly time?: string
  readonly state: 'done' | 'now' | 'ahead' | 'failed'
  /** The state in a word, for those who do not see the circle. */
  readonly stateLabel: string
}

/** The steps of something that happens while one looks. */
export function StepList({ label, steps }: { readonly label: string; readonly steps: readonly Step[] }) {
  return (
    <ol className={styles.steps} aria-label={label}>
      {steps.map((step, index) => (
        <li
          key={step.id}
          className={styles.step}
          data-state={step.state}
          aria-current={step.state === 'now' ? 'step' : undefined}
        >
          <span className={styles.badge} aria-hidden="true">
            {step.state === 'done' ? (
              <Check size={13} strokeWidth={2.5} />
            ) : step.state === 'failed' ? (
              <X size={13} strokeWidth={2.5} />
            ) : (
              index + 1
            )}
          </span>
          <span className={styles.words}>
            <span className={styles.title}>
              {step.title}
              <span className="visually-hidden"> ({step.stateLabel})</span>
            </span>
            {step.note !== undefined && <span className={styles.note}>{step.note}</span>}
          </span>
          {step.time !== undefined && <span className={cx(styles.time)}>{step.time}</span>}
        </li>
      ))}
    </ol>
  )
}
