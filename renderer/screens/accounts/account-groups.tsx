import { useGrowing } from '../../hooks/use-growing'
import layout from '../layout.module.css'
import type { AccountHandlers } from './account-handlers'
import { AccountRow } from './account-row'
import styles from './accounts-screen.module.css'
import { type AccountGroup, firstOf, roomFor } from './group'
import { afterDrop, shownOrder } from './order'
import { useRowDrag } from './use-row-drag'

export interface AccountGroupsProps {
  readonly groups: readonly AccountGroup[]
  /** All groups; absent while only some accounts are shown, and they cannot be put in another order. */
  readonly whole: readonly AccountGroup[] | undefined
  readonly now: number
  readonly onArrange: (accountIds: readonly string[]) => unknown
  readonly handlers: AccountHandlers
}

/** Title bar and head of the screen. px */
const aboveGroups = 70

/** Accounts by provider, in the person's own order: dragged with the mouse, or moved from the menu of a row. */
export function AccountGroups({ groups, whole, now, onArrange, handlers }: AccountGroupsProps) {
  const drag = useRowDrag(shownOrder(groups), (id, onto) => {
    if (whole !== undefined) onArrange(afterDrop(id, onto, whole))
  })
  const movable = whole !== undefined && shownOrder(whole).length > 1
  const drawn = useGrowing(shownOrder(groups).length, () => roomFor(groups, window.innerHeight - aboveGroups))
  return firstOf(groups, drawn).map(({ group: { id, name, provider, members }, shown }) => (
    <section key={id} className={styles.group} aria-labelledby={`group-${id}`}>
      <h2 id={`group-${id}`} className={styles.heading}>
        {name} <span className={styles.amount}>{members.length}</span>
      </h2>
      <ul className={layout.card}>
        {shown.map((account) => (
          <AccountRow
            key={account.id}
            account={account}
            provider={provider}
            now={now}
            movable={movable}
            drag={movable ? drag : undefined}
            handlers={handlers}
          />
        ))}
      </ul>
    </section>
  ))
}
