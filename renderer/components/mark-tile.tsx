import { FlaskConical } from 'lucide-react'
import styles from './mark-tile.module.css'
import { marks } from './marks'

export interface MarkTileProps {
  readonly name: string
  /** Simple Icons slug, or `flask` for the sandbox. */
  readonly mark?: string | undefined
  readonly size?: 20 | 32 | 40
}

/** A provider's mark in its white tile. The name always stands beside it, so the picture itself is silent. */
export function MarkTile({ name, mark, size = 32 }: MarkTileProps) {
  return (
    <span className={styles.tile} data-size={size} aria-hidden="true">
      <Mark name={name} mark={mark} />
    </span>
  )
}

function Mark({ name, mark }: { readonly name: string; readonly mark: string | undefined }) {
  if (mark === 'flask') return <FlaskConical className={styles.flask} strokeWidth={1.75} />
  const icon = mark === undefined ? undefined : marks.get(mark)
  if (icon === undefined) return <span className={styles.initial}>{initialOf(name)}</span>
  return (
    <svg className={styles.mark} aria-hidden="true" viewBox="0 0 24 24" fill={`#${icon.hex}`}>
      <path d={icon.path} />
    </svg>
  )
}

function initialOf(name: string): string {
  return (Array.from(name.trim())[0] ?? '?').toUpperCase()
}
