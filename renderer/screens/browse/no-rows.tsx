import type { Account } from '../../../shared/account'
import { Button } from '../../components/button'
import { EmptyState } from '../../components/empty-state'
import type { Rows } from '../../hooks/use-rows'
import { text } from '../../text'
import type { Listing } from './listing'

export interface NoRowsProps {
  readonly account: Account
  readonly listing: Listing
  readonly loaded: Rows
  readonly filter: string
  readonly onFilter: (filter: string) => void
}

/** A list without rows: there are none, or the filter keeps none. */
export function NoRows({ account, listing, loaded, filter, onFilter }: NoRowsProps) {
  if (filter === '')
    return (
      <EmptyState title={text.browse.empty(listing.label)}>
        {text.browse.emptyWords(account.label)}
      </EmptyState>
    )
  return (
    <EmptyState
      title={text.browse.noMatch(filter)}
      actions={
        <>
          <Button onPress={() => onFilter('')}>{text.clear}</Button>
          {loaded.hasMore && (
            <Button variant="primary" isPending={loaded.state === 'loading_more'} onPress={loaded.loadMore}>
              {text.browse.loadMore}
            </Button>
          )}
        </>
      }
    >
      {loaded.hasMore ? text.browse.noMatchMore : undefined}
    </EmptyState>
  )
}
