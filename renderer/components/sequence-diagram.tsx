import type { CSSProperties } from 'react'
import styles from './sequence-diagram.module.css'

export interface Arrow {
  readonly id: string
  /** Absent: outside of the numbered steps. */
  readonly step: number | undefined
  /** Lanes, from 0 at the left. */
  readonly from: number
  readonly to: number
  readonly title: string
  readonly note?: string | undefined
  readonly failed?: boolean
  /** Read aloud: "from You to Keyfob". */
  readonly direction: string
  readonly stepLabel: string | undefined
}

export interface SequenceDiagramProps {
  readonly label: string
  readonly lanes: readonly string[]
  readonly arrows: readonly Arrow[]
  readonly selected: string | undefined
  readonly onSelect: (id: string) => void
}

/** Who said what to whom, in order. Each arrow is a button; the drawing is silent to a screen reader. */
export function SequenceDiagram({ label, lanes, arrows, selected, onSelect }: SequenceDiagramProps) {
  const frame = { '--lanes': lanes.length } as CSSProperties
  return (
    <div className={styles.diagram} style={frame}>
      <div className={styles.lanes} aria-hidden="true">
        {lanes.map((lane) => (
          <div key={lane} className={styles.lane}>
            <span className={styles.party}>{lane}</span>
          </div>
        ))}
      </div>
      <ol className={styles.arrows} aria-label={label}>
        {arrows.map((arrow) => (
          <li key={arrow.id}>
            <button
              type="button"
              className={styles.arrow}
              aria-current={arrow.id === selected ? 'step' : undefined}
              data-failed={arrow.failed || undefined}
              onClick={() => onSelect(arrow.id)}
            >
              <span className={styles.step}>
                <span className="visually-hidden">{arrow.stepLabel}</span>
                <span aria-hidden="true">{arrow.step ?? '·'}</span>
              </span>
              <span className={styles.track}>
                <span className={styles.span} style={placeOf(arrow, lanes.length)}>
                  <span className={styles.title}>{arrow.title}</span>
                  <Line arrow={arrow} />
                  <span className={styles.note}>{arrow.note}</span>
                </span>
              </span>
              <span className="visually-hidden">{arrow.direction}</span>
            </button>
          </li>
        ))}
      </ol>
    </div>
  )
}

function Line({ arrow }: { readonly arrow: Arrow }) {
  if (arrow.from === arrow.to) return <span className={styles.point} />
  return <span className={styles.line} data-back={arrow.from > arrow.to || undefined} />
}

function placeOf({ from, to }: Arrow, lanes: number): CSSProperties {
  const share = 100 / lanes
  if (from === to) return { left: `${from * share}%`, width: `${share}%` }
  return { left: `${(Math.min(from, to) + 0.5) * share}%`, width: `${Math.abs(from - to) * share}%` }
}
