import type { RefObject } from 'react'
import { Menu, MenuItem, Popover, Separator } from 'react-aria-components'
import { cx } from './cx'
import type { MenuEntry, OpenedBy } from './more-menu'
import styles from './more-menu.module.css'
import popover from './popover.module.css'

interface MoreMenuListProps {
  readonly label: string
  readonly trigger: RefObject<HTMLButtonElement | null>
  readonly entries: readonly MenuEntry[]
  readonly open: OpenedBy | false
  readonly onClose: () => void
}

/** The entries of a `MoreMenu`, below its button. */
export function MoreMenuList({ label, trigger, entries, open, onClose }: MoreMenuListProps) {
  return (
    <Popover
      className={popover.popover ?? ''}
      aria-label={label}
      triggerRef={trigger}
      isOpen={open !== false}
      onOpenChange={(stays) => stays || onClose()}
      placement="bottom end"
      offset={4}
    >
      <Menu
        className={popover.list ?? ''}
        aria-label={label}
        autoFocus={open === 'by keyboard' ? 'first' : true}
        onClose={onClose}
      >
        {entries.flatMap((entry) => [
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
  )
}
