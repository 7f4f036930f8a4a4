import { ChevronRight } from 'lucide-react'
import { type ReactNode, useId, useState } from 'react'
import styles from './more-below.module.css'

export interface MoreBelowProps {
  readonly label: string
  readonly children: ReactNode
  /** With `onChange`: whoever draws it says whether it is open. */
  readonly isOpen?: boolean
  readonly onChange?: (isOpen: boolean) => void
}

/** A quiet line that unfolds what few people need. */
export function MoreBelow({ label, children, ...held }: MoreBelowProps) {
  const [opened, setOpened] = useState(false)
  const { isOpen = opened, onChange = setOpened } = held
  const panel = useId()
  return (
    <div className={styles.disclosure} data-expanded={isOpen || undefined}>
      <button
        type="button"
        className={styles.trigger}
        aria-expanded={isOpen}
        aria-controls={panel}
        onClick={() => onChange(!isOpen)}
      >
        <ChevronRight size={14} strokeWidth={2} aria-hidden="true" />
        {label}
      </button>
      <div id={panel} className={styles.panel} hidden={!isOpen}>
        {children}
      </div>
    </div>
  )
}
