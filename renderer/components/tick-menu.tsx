import { Check } from 'lucide-react'
import type { ReactNode } from 'react'
import { Menu, MenuItem, MenuSection, MenuTrigger, Popover } from 'react-aria-components'
import { cx } from './cx'
import { IconButton } from './icon-button'
import styles from './tick-menu.module.css'

export interface TickMenuProps {
  readonly label: string
  readonly icon: ReactNode
  readonly entries: readonly { readonly id: string; readonly label: string }[]
  readonly ticked: readonly string[]
  /** At least one stays ticked. */
  readonly onChange: (ticked: readonly string[]) => void
  readonly menuLabel: string
  readonly resetLabel: string
  /** Absent: there is nothing to undo. */
  readonly onReset?: (() => void) | undefined
}

/** Which of several are on, behind a small button. It stays open while ticks are set. */
export function TickMenu(props: TickMenuProps) {
  const { label, icon, entries, ticked, onChange, menuLabel, resetLabel, onReset } = props
  return (
    <MenuTrigger>
      <IconButton label={label} bordered>
        {icon}
      </IconButton>
      <Popover className={styles.popover ?? ''} placement="bottom end" offset={4}>
        <Menu className={styles.menu ?? ''}>
          <MenuSection
            aria-label={menuLabel}
            selectionMode="multiple"
            selectedKeys={ticked}
            disallowEmptySelection
            onSelectionChange={(keys) =>
              onChange(entries.map(({ id }) => id).filter((id) => keys === 'all' || keys.has(id)))
            }
          >
            {entries.map((entry) => (
              <MenuItem
                key={entry.id}
                id={entry.id}
                className={styles.item ?? ''}
                textValue={entry.label}
                isDisabled={ticked.length === 1 && ticked.includes(entry.id)}
                shouldCloseOnSelect={false}
              >
                <span className={styles.tick}>
                  <Check size={14} strokeWidth={2.25} aria-hidden="true" />
                </span>
                {entry.label}
              </MenuItem>
            ))}
          </MenuSection>
          {onReset && (
            <MenuItem
              id="reset of all"
              className={cx(styles.item, styles.reset)}
              textValue={resetLabel}
              onAction={onReset}
            >
              <span className={styles.tick} />
              {resetLabel}
            </MenuItem>
          )}
        </Menu>
      </Popover>
    </MenuTrigger>
  )
}
