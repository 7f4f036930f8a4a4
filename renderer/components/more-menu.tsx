import { type KeyboardEvent, type ReactNode, Suspense, useRef, useState } from 'react'
import styles from './more-menu.module.css'
import { onDemand } from './on-demand'

export const MoreMenuList = onDemand(async () => (await import('./more-menu-list')).MoreMenuList)

export interface MenuEntry {
  readonly id: string
  readonly label: string
  readonly icon?: ReactNode
  readonly danger?: boolean
  readonly disabled?: boolean
  /** Draws a line above this entry. */
  readonly apart?: boolean
  readonly onAction: () => void
}

export type OpenedBy = 'by keyboard' | 'by pointer'

interface MoreMenuProps {
  readonly label: string
  /** Asked for when the menu opens. */
  readonly entries: () => readonly MenuEntry[]
}

/** Until it is opened for the first time it is a button and nothing more: a list has one in every row. */
export function MoreMenu({ label, entries }: MoreMenuProps) {
  const trigger = useRef<HTMLButtonElement>(null)
  const [used, setUsed] = useState(false)
  const [open, setOpen] = useState<OpenedBy | false>(false)

  function show(how: OpenedBy) {
    setUsed(true)
    setOpen(how)
  }

  function openByArrow(event: KeyboardEvent) {
    if (event.key !== 'ArrowDown') return
    event.preventDefault()
    show('by keyboard')
  }

  return (
    <>
      <button
        ref={trigger}
        type="button"
        className={styles.trigger}
        aria-label={label}
        aria-haspopup="menu"
        aria-expanded={open !== false}
        onClick={({ detail }) => show(detail === 0 ? 'by keyboard' : 'by pointer')}
        onKeyDown={openByArrow}
      />
      {used && (
        <Suspense fallback={null}>
          <MoreMenuList
            label={label}
            trigger={trigger}
            entries={entries()}
            open={open}
            onClose={() => setOpen(false)}
          />
        </Suspense>
      )}
    </>
  )
}
