import { count, timeOfDay } from '../../format'
import type { Rows } from '../../hooks/use-rows'
import { text } from '../../text'
import type { Listing } from './listing'
import styles from './rows-footer.module.css'

export interface RowsFooterProps {
  readonly listing: Listing
  readonly loaded: Rows
  /** Rows left by the filter, if there is one. */
  readonly matching: number | undefined
}

export function RowsFooter({ listing, loaded, matching }: RowsFooterProps) {
  const { rows, total, rateLimit, hasMore, state } = loaded
  return (
    <footer className={styles.footer}>
      <span role="status">
        {state === 'loading' ? text.loading : amountOf(listing.label, rows.length, total, hasMore)}
        {matching !== undefined && ` · ${text.browse.matching(count(matching))}`}
        {state === 'loading_more' && ` · ${text.browse.loadingMore}`}
      </span>
      {rateLimit !== undefined && (
        <span className={styles.rate}>
          {rateLimit.resetsAt === undefined
            ? text.browse.rate(count(rateLimit.remaining), count(rateLimit.limit))
            : text.browse.rateReset(
                count(rateLimit.remaining),
                count(rateLimit.limit),
                timeOfDay(rateLimit.resetsAt),
              )}
        </span>
      )}
    </footer>
  )
}

function amountOf(label: string, loaded: number, total: number | undefined, hasMore: boolean): string {
  if (!hasMore && (total === undefined || total === loaded)) return text.browse.all(count(loaded), label)
  return text.browse.loaded(count(loaded), total === undefined ? undefined : count(total), label)
}
