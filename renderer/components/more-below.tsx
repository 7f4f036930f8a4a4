import { ChevronRight } from 'lucide-react'
import type { ReactNode } from 'react'
import { Button, Disclosure, DisclosurePanel } from 'react-aria-components'
import styles from './more-below.module.css'

export interface MoreBelowProps {
  readonly label: string
  readonly children: ReactNode
  readonly startsOpen?: boolean
}

/** A quiet line that unfolds what few people need. */
export function MoreBelow({ label, children, startsOpen = false }: MoreBelowProps) {
  return (
    <Disclosure className={styles.disclosure ?? ''} defaultExpanded={startsOpen}>
      <Button slot="trigger" className={styles.trigger ?? ''}>
        <ChevronRight size={14} strokeWidth={2} aria-hidden="true" />
        {label}
      </Button>
      <DisclosurePanel className={styles.panel ?? ''}>{children}</DisclosurePanel>
    </Disclosure>
  )
}
