import layout from '../layout.module.css'
import { AccountRow, type AccountRowHandlers } from './account-row'
import styles from './accounts-screen.module.css'
import type { AccountGroup } from './group'
import { afterDrop, shownOrder, stepsFor } from './order'
import { useRowDrag } from './use-row-drag'

export interface AccountGroupsProps extends AccountRowHandlers {
  readonly groups: readonly AccountGroup[]
  /** All groups; absent while only some accounts are shown, and they cannot be put in another order. */
  readonly whole: readonly AccountGroup[] | undefined
  readonly now: number
  readonly onArrange: (accountIds: readonly string[]) => unknown
}

/** Accounts by provider, in the person's own order: dragged with the mouse, or moved from the menu of a row. */
export function AccountGroups({ groups, whole, now, onArrange, ...handlers }: AccountGroupsProps) {
  const drag = useRowDrag(shownOrder(groups), (id, onto) => {
    if (whole !== undefined) onArrange(afterDrop(id, onto, whole))
  })
  const movable = whole !== undefined && shownOrder(whole).length > 1
  return groups.map(({ id, name, mark, scopesOf, members }) => (
    <section key={id} className={styles.group} aria-labelledby={`group-${id}`}>
      <h2 id={`group-${id}`} className={styles.heading}>
        {name} <span className={styles.amount}>{members.length}</span>
      </h2>
      <ul className={layout.card}>
        {members.map((account) => (
          <AccountRow
            key={account.id}
            account={account}
            provider={name}
            mark={mark}
            scopes={scopesOf(account)}
            now={now}
            steps={whole === undefined ? [] : stepsFor(account.id, whole)}
            drag={movable ? drag : undefined}
            {...handlers}
          />
        ))}
      </ul>
    </section>
  ))
}
