import type { LucideIcon } from 'lucide-react'
import type { ReactNode } from 'react'
import styles from './tab.module.css'

export interface SettingLineProps {
  readonly icon: LucideIcon
  readonly tone?: 'good' | 'warn'
  /** Of the heading, for the section that it names. */
  readonly id: string
  readonly title: string
  readonly words: string
  /** The words tell of a state and are read out when they change. */
  readonly isStatus?: boolean
  /** Buttons at the end of the line. */
  readonly children?: ReactNode
}

/** The first line of a card in Settings: what it is about, in a sentence, and what can be done at once. */
export function SettingLine({ icon: Icon, tone = 'good', id, title, words, ...rest }: SettingLineProps) {
  return (
    <div className={styles.line}>
      <span className={styles.picture} data-tone={tone}>
        <Icon size={18} strokeWidth={1.75} aria-hidden="true" />
      </span>
      <div className={styles.about}>
        <h2 id={id}>{title}</h2>
        <p className={styles.muted} role={rest.isStatus ? 'status' : undefined}>
          {words}
        </p>
      </div>
      {rest.children}
    </div>
  )
}
