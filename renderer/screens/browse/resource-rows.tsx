import { useEffect, useState } from 'react'
import type { Account } from '../../../shared/account'
import { useApp } from '../../app-context'
import { Button } from '../../components/button'
import { DataGrid, type GridSort } from '../../components/data-grid'
import { EmptyState } from '../../components/empty-state'
import { count } from '../../format'
import { useRows } from '../../hooks/use-rows'
import { text } from '../../text'
import { FailureNote } from '../failure-note'
import { Breadcrumbs } from './breadcrumbs'
import { CellView } from './cell-view'
import { columnsOf, compareCells, matches } from './cells'
import type { Listing } from './listing'
import styles from './resource-rows.module.css'
import { RowDetail } from './row-detail'
import { RowsFooter } from './rows-footer'
import { RowsSkeleton } from './rows-skeleton'

export interface ResourceRowsProps {
  readonly account: Account
  readonly provider: string
  readonly listing: Listing
  readonly filter: string
  readonly onFilter: (filter: string) => void
  /** Told when it is known how many rows there are. */
  readonly onCount: (amount: string) => void
}

export function ResourceRows({ account, provider, listing, filter, onFilter, onCount }: ResourceRowsProps) {
  const { commands, navigation } = useApp()
  const loaded = useRows({
    accountId: account.id,
    resourceId: listing.id,
    parentId: listing.parents.at(-1)?.rowId,
  })
  const [sort, setSort] = useState<GridSort | undefined>(undefined)
  const [openId, setOpenId] = useState<string | null>(null)

  const { columns } = listing
  const found = filter === '' ? loaded.rows : loaded.rows.filter((row) => matches(row, filter))
  const sortedBy = columns.findIndex((column) => column.key === sort?.key)
  const shown =
    sort === undefined || sortedBy < 0
      ? found
      : found.toSorted(
          (one, other) =>
            compareCells(one.cells[sortedBy] ?? null, other.cells[sortedBy] ?? null) *
            (sort.descending ? -1 : 1),
        )
  const openIndex = shown.findIndex((row) => row.id === openId)
  const open = shown[openIndex]

  const known = loaded.total ?? (loaded.hasMore || loaded.state !== 'idle' ? undefined : loaded.rows.length)
  useEffect(() => {
    if (known !== undefined) onCount(count(known))
  })

  const ask = () =>
    commands.startConnecting({
      providerId: account.providerId,
      accountId: account.id,
      scopes: loaded.failure?.facts.missingScopes ?? [],
    })
  const note = loaded.failure && (
    <FailureNote
      failure={loaded.failure}
      provider={provider}
      doers={{
        try_again: loaded.retry,
        ask_permission: ask,
        reconnect: () => commands.startConnecting({ providerId: account.providerId, accountId: account.id }),
      }}
    />
  )

  const tail =
    note !== undefined ? (
      <div className={styles.note}>{note}</div>
    ) : filter !== '' && loaded.hasMore ? (
      <div className={styles.more}>
        <span>{text.browse.noMatchMore}</span>
        <Button isPending={loaded.state === 'loading_more'} onPress={loaded.loadMore}>
          {text.browse.loadMore}
        </Button>
      </div>
    ) : loaded.repeats ? (
      <div className={styles.more}>{text.browse.repeats}</div>
    ) : undefined

  return (
    <div className={styles.rows}>
      <div className={styles.table}>
        {listing.parents.length > 0 && <Breadcrumbs account={account} listing={listing} />}
        {loaded.state === 'loading' ? (
          <RowsSkeleton columns={columns} />
        ) : loaded.rows.length === 0 && note ? (
          <div className={styles.note}>{note}</div>
        ) : shown.length === 0 ? (
          filter === '' ? (
            <EmptyState title={text.browse.empty(listing.label)}>
              {text.browse.emptyWords(account.label)}
            </EmptyState>
          ) : (
            <EmptyState
              title={text.browse.noMatch(filter)}
              actions={
                <>
                  <Button onPress={() => onFilter('')}>{text.clear}</Button>
                  {loaded.hasMore && (
                    <Button
                      variant="primary"
                      isPending={loaded.state === 'loading_more'}
                      onPress={loaded.loadMore}
                    >
                      {text.browse.loadMore}
                    </Button>
                  )}
                </>
              }
            >
              {loaded.hasMore ? text.browse.noMatchMore : undefined}
            </EmptyState>
          )
        ) : (
          <DataGrid
            label={listing.label}
            columns={columnsOf(columns)}
            rowCount={shown.length}
            totalCount={filter === '' ? known : shown.length}
            rowKey={(index) => shown[index]?.id ?? String(index)}
            cell={(index, column) => (
              <CellView value={shown[index]?.cells[column] ?? null} type={columns[column]?.type ?? 'text'} />
            )}
            selected={openIndex < 0 ? undefined : openIndex}
            onSelect={(index) => setOpenId(shown[index]?.id ?? null)}
            onEscape={() => setOpenId(null)}
            sort={sort}
            sortLabel={text.browse.sortBy}
            onSort={(key) =>
              setSort(
                sort?.key !== key
                  ? { key, descending: false }
                  : sort.descending
                    ? undefined
                    : { key, descending: true },
              )
            }
            onNearEnd={filter === '' ? loaded.loadMore : stay}
            busy={loaded.state === 'loading_more'}
            tail={tail}
          />
        )}
        <RowsFooter listing={listing} loaded={loaded} matching={filter === '' ? undefined : shown.length} />
      </div>
      {open !== undefined && (
        <RowDetail
          key={open.id}
          row={open}
          listing={listing}
          onClose={() => setOpenId(null)}
          onChild={(childId) => {
            onFilter('')
            navigation.go({
              screen: 'browse',
              accountId: account.id,
              resourceId: childId,
              parents: [...listing.parents, { resourceId: listing.id, rowId: open.id, title: open.title }],
            })
          }}
        />
      )}
    </div>
  )
}

/** A filter looks at what is loaded: a rare word must not pull in a whole collection. */
function stay() {}
