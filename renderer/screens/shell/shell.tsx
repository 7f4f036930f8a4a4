import { type ReactNode, useLayoutEffect, useRef } from 'react'
import { usePlace } from '../../app-context'
import { isMac } from '../../platform'
import styles from './shell.module.css'
import { Sidebar } from './sidebar'

export interface ShellProps {
  readonly onSearch: () => void
  readonly children: ReactNode
}

export function Shell({ onSearch, children }: ShellProps) {
  const place = usePlace()
  const { screen } = place
  // What an account holds fills the window and scrolls in itself.
  const fills = place.screen === 'browse' && place.accountId !== undefined
  const main = useRef<HTMLElement>(null)
  const before = useRef(screen)
  useLayoutEffect(() => {
    if (before.current === screen) return
    before.current = screen
    // Another screen begins at its top. Newer browsers answer with a promise, which React would take for a clean-up.
    main.current?.scrollTo?.(0, 0)
  }, [screen])

  return (
    <div className={styles.shell} data-title-bar={isMac() ? 'inset' : undefined}>
      <Sidebar onSearch={onSearch} />
      <main ref={main} className={styles.main} data-padded={fills ? undefined : true} tabIndex={-1}>
        {children}
      </main>
    </div>
  )
}
