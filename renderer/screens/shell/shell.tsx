import type { ReactNode } from 'react'
import styles from './shell.module.css'
import { Sidebar } from './sidebar'

export interface ShellProps {
  readonly onSearch: () => void
  readonly children: ReactNode
}

export function Shell({ onSearch, children }: ShellProps) {
  return (
    <div className={styles.shell}>
      <Sidebar onSearch={onSearch} />
      <main className={styles.main}>{children}</main>
    </div>
  )
}
