import { CircleAlert } from 'lucide-react'
import type { ReactNode } from 'react'
import styles from './failure-box.module.css'
import { MoreBelow } from './more-below'

export interface FailureBoxProps {
  readonly title: string
  readonly happened: string
  readonly causes: readonly string[]
  readonly advice: string
  readonly causesLabel: string
  readonly details: string
  readonly detailsLabel: string
  readonly actions?: ReactNode
  /** Red for what is broken, amber for what will pass or was the person's own choice. */
  readonly tone?: 'bad' | 'warn'
}

/** A failure where it happened: the sentence, what is likely, what to do, and the button that does it. */
export function FailureBox(props: FailureBoxProps) {
  const { title, happened, causes, advice, causesLabel, details, detailsLabel, actions } = props
  return (
    <div className={styles.box} data-tone={props.tone ?? 'bad'} role="alert">
      <CircleAlert size={16} strokeWidth={2} aria-hidden="true" />
      <div className={styles.words}>
        <p className={styles.title}>{title}</p>
        <p>{happened}</p>
        {causes.length > 0 && (
          <>
            <p className={styles.label}>{causesLabel}</p>
            <ul className={styles.causes}>
              {causes.map((cause) => (
                <li key={cause}>{cause}</li>
              ))}
            </ul>
          </>
        )}
        <p className={styles.advice}>{advice}</p>
        {actions !== undefined && <div className={styles.actions}>{actions}</div>}
        <div className={styles.details}>
          <MoreBelow label={detailsLabel}>
            <code>{details}</code>
          </MoreBelow>
        </div>
      </div>
    </div>
  )
}
