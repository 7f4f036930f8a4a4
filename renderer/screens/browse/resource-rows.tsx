import { useEffect, useMemo } from 'react'
import type { Account } from '../../../shared/account'
import { useApp, useSelect } from '../../app-context'
import { useRows } from '../../hooks/use-rows'
import type { BrowsePlace } from '../../navigation'
import { FailureNote } from '../failure-note'
import { Breadcrumbs } from './breadcrumbs'
import type { Layout } from './column-layout'
import { KnownBanner } from './known-banner'
import type { Listing } from './listing'
import { NoRows } from './no-rows'
import styles from './resource-rows.module.css'
import { RowDetail } from './row-detail'
import { RowsFooter } from './rows-footer'
import { RowsSkeleton } from './rows-skeleton'
import { RowsTable } from './rows-table'
import { shownRows } from './shown-rows'

export interface ResourceRowsProps {
  readonly account: Account
  readonly provider: string
  readonly place: BrowsePlace
  readonly listing: Listing
  readonly layout: Layout
  /** How often the person asked to read the list anew. */
  readonly reloads: number
  /** Filter, order and open row stay with the place, for whoever comes back to it. */
  readonly onChange: (difference: Partial<BrowsePlace>) => void
  /** Told when the first page has come or failed, and how many rows there are as far as that is known. */
  readonly onSettled: (amount: number | undefined) => void
}

export function ResourceRows(props: ResourceRowsProps) {
  const { account, provider, place, listing, layout, reloads, onChange, onSettled } = props
  const { commands, navigation } = useApp()
  const loaded = useRows(
    { accountId: account.id, resourceId: listing.id, parentId: listing.parents.at(-1)?.rowId },
    reloads,
  )
  const { columns } = listing
  const { filter = '', sort, rowId } = place
  // Sorting 100,000 rows takes most of a second: not again for every arrow key.
  const shown = useMemo(
    () => shownRows(loaded.rows, columns, filter, sort),
    [loaded.rows, columns, filter, sort],
  )
  const open = useOpenRow(account.id, listing.id, rowId, loaded.rows)
  const isOld = loaded.asOf !== undefined
  const known =
    loaded.total ?? (loaded.hasMore || isOld || loaded.state !== 'idle' ? undefined : loaded.rows.length)
  const isSettled = loaded.state !== 'loading'

  useEffect(() => {
    if (isSettled) onSettled(known)
  })

  const connect = (scopes?: readonly string[]) =>
    commands.startConnecting({
      providerId: account.providerId,
      accountId: account.id,
      ...(scopes ? { scopes } : {}),
    })
  const note = loaded.failure && !isOld && (
    <FailureNote
      failure={loaded.failure}
      provider={provider}
      doers={{
        try_again: loaded.retry,
        ask_permission: () => connect(loaded.failure?.facts.missingScopes ?? []),
        reconnect: () => connect(),
      }}
    />
  )

  return (
    <div className={styles.rows}>
      <div className={styles.table}>
        {listing.parents.length > 0 && <Breadcrumbs account={account} listing={listing} />}
        {loaded.asOf !== undefined && (
          <KnownBanner
            asOf={loaded.asOf}
            failure={loaded.failure}
            provider={provider}
            isPart={loaded.total !== undefined && loaded.total > loaded.rows.length}
            isAsking={loaded.state === 'loading_more'}
            onRetry={loaded.retry}
          />
        )}
        {!isSettled ? (
          <RowsSkeleton columns={columns.filter(({ key }) => !layout.hidden.includes(key))} />
        ) : loaded.rows.length === 0 && note ? (
          <div className={styles.note}>{note}</div>
        ) : shown.length === 0 ? (
          <NoRows
            account={account}
            listing={listing}
            loaded={loaded}
            filter={filter}
            onFilter={(words) => onChange({ filter: words })}
          />
        ) : (
          <RowsTable
            listing={listing}
            layout={layout}
            loaded={loaded}
            shown={shown}
            openId={open?.id}
            onOpen={(row) => onChange({ rowId: row?.id })}
            filter={filter}
            sort={sort}
            onSort={(order) => onChange({ sort: order })}
            totalCount={filter === '' ? known : shown.length}
          />
        )}
        {note && loaded.rows.length > 0 && <div className={styles.foot}>{note}</div>}
        <RowsFooter
          listing={listing}
          provider={provider}
          loaded={loaded}
          matching={filter === '' ? undefined : shown.length}
        />
      </div>
      {open !== undefined && (
        <RowDetail
          key={open.id}
          account={account}
          row={open}
          listing={listing}
          onClose={() => onChange({ rowId: undefined })}
          onChild={(childId) =>
            navigation.go({
              screen: 'browse',
              accountId: account.id,
              resourceId: childId,
              parents: [...listing.parents, { resourceId: listing.id, rowId: open.id, title: open.title }],
            })
          }
        />
      )}
    </div>
  )
}

/** The row of the place: one that is loaded, or one that a search found and no page has brought yet. */
function useOpenRow(
  accountId: string,
  resourceId: string,
  rowId: string | undefined,
  rows: ReturnType<typeof useRows>['rows'],
) {
  const found = useSelect((state) => state.foundRows)
  if (rowId === undefined) return undefined
  return (
    rows.find(({ id }) => id === rowId) ??
    found.findLast(
      (one) => one.accountId === accountId && one.resourceId === resourceId && one.row.id === rowId,
    )?.row
  )
}
