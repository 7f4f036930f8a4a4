import { Ellipsis } from 'lucide-react'
import { type KeyboardEvent, type ReactNode, useRef, useState } from 'react'
import { Menu, MenuItem, Popover, Separator } from 'react-aria-components'
import { cx } from './cx'
import styles from './more-menu.module.css'
import popover from './popover.module.css'

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

interface MoreMenuProps {
  readonly label: string
  /** Asked for when the menu opens. */
  readonly entries: () => readonly MenuEntry[]
}

/** Until it is opened for the first time it is a button and nothing more: a list has one in every row. */
export function MoreMenu({ label, entries }: MoreMenuProps) {
  const trigger = useRef<HTMLButtonElement>(null)
  const [used, setUsed] = useState(false)
  const [open, setOpen] = useState<'by keyboard' | 'by pointer' | false>(false)

  function show(how: 'by keyboard' | 'by pointer') {
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
      >
        <Ellipsis size={16} strokeWidth={1.75} />
      </button>
      {used && (
        <Popover
          className={popover.popover ?? ''}
          aria-label={label}
          triggerRef={trigger}
          isOpen={open !== false}
          onOpenChange={(stays) => stays || setOpen(false)}
          placement="bottom end"
          offset={4}
        >
          <Menu
            className={popover.list ?? ''}
            aria-label={label}
            autoFocus={open === 'by keyboard' ? 'first' : true}
            onClose={() => setOpen(false)}
          >
            {entries().flatMap((entry) => [
              ...(entry.apart
                ? [<Separator key={`above-${entry.id}`} className={styles.separator ?? ''} />]
                : []),
              <MenuItem
                key={entry.id}
                id={entry.id}
                className={cx(popover.item, entry.danger && popover.danger)}
                textValue={entry.label}
                isDisabled={entry.disabled ?? false}
                onAction={entry.onAction}
              >
                {entry.icon}
                {entry.label}
              </MenuItem>,
            ])}
          </Menu>
        </Popover>
      )}
    </>
  )
}
