import type { ReactNode } from 'react'
import styles from './badge.module.css'

export interface BadgeProps {
  readonly tone: 'good' | 'warn' | 'bad' | 'accent' | 'plain'
  readonly icon?: ReactNode
  readonly children: ReactNode
}

export function Badge({ tone, icon, children }: BadgeProps) {
  return (
    <span className={styles.badge} data-tone={tone}>
      {icon}
      {children}
    </span>
  )
}
