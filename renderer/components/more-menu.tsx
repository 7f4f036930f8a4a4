import { Ellipsis } from 'lucide-react'
import type { ReactNode } from 'react'
import { Button, Menu, MenuItem, MenuTrigger, Popover, Separator } from 'react-aria-components'
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

export function MoreMenu({
  label,
  entries,
}: {
  readonly label: string
  /** Asked for when the menu opens. */
  readonly entries: () => readonly MenuEntry[]
}) {
  return (
    <MenuTrigger>
      <Button className={styles.trigger ?? ''} aria-label={label}>
        <Ellipsis size={16} strokeWidth={1.75} />
      </Button>
      <Popover className={popover.popover ?? ''} placement="bottom end" offset={4}>
        <Entries of={entries} />
      </Popover>
    </MenuTrigger>
  )
}

function Entries({ of }: { readonly of: () => readonly MenuEntry[] }) {
  return (
    <Menu className={popover.list ?? ''}>
      {of().flatMap((entry) => [
        ...(entry.apart ? [<Separator key={`above-${entry.id}`} className={styles.separator ?? ''} />] : []),
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
  )
}
