import { CircleAlert, CircleCheck, X } from 'lucide-react'
import iconButton from './icon-button.module.css'
import styles from './notices.module.css'

export interface NoticeLine {
  readonly id: string
  readonly tone: 'good' | 'warn' | 'bad'
  readonly text: string
}

export interface NoticesProps {
  readonly label: string
  readonly closeLabel: string
  readonly lines: readonly NoticeLine[]
  readonly onClose: (id: string) => void
}

/** What happened just now, in the lower right corner; read aloud without taking the focus. */
export function Notices({ label, closeLabel, lines, onClose }: NoticesProps) {
  return (
    // A dialog leaves what has this attribute in reach; all else beside it is inert.
    <section className={styles.region} aria-label={label} aria-live="polite" data-react-aria-top-layer>
      {lines.map((line) => (
        <div key={line.id} className={styles.notice} data-tone={line.tone}>
          {line.tone === 'good' ? (
            <CircleCheck size={16} strokeWidth={1.75} aria-hidden="true" />
          ) : (
            <CircleAlert size={16} strokeWidth={1.75} aria-hidden="true" />
          )}
          <p className={styles.words}>{line.text}</p>
          <button
            type="button"
            className={iconButton.button}
            aria-label={closeLabel}
            onClick={() => onClose(line.id)}
          >
            <X size={14} strokeWidth={1.75} />
          </button>
        </div>
      ))}
    </section>
  )
}
