import { count, timeOfDay } from '../../format'
import type { Rows } from '../../hooks/use-rows'
import { text } from '../../text'
import type { Listing } from './listing'
import styles from './rows-footer.module.css'
import { WaitingLine } from './waiting-line'

export interface RowsFooterProps {
  readonly listing: Listing
  readonly provider: string
  readonly loaded: Rows
  /** Rows left by the filter, if there is one. */
  readonly matching: number | undefined
}

export function RowsFooter({ listing, provider, loaded, matching }: RowsFooterProps) {
  const { rows, total, rateLimit, hasMore, state, progress } = loaded
  const isAsking = state === 'loading' || state === 'loading_more'
  const isWaiting = isAsking && progress?.state === 'waiting'
  return (
    <footer className={styles.footer}>
      <span role="status">
        {state === 'loading' ? text.loading : amountOf(listing.label, rows.length, total, hasMore)}
        {matching !== undefined && ` · ${text.browse.matching(count(matching))}`}
        {state === 'loading_more' && ` · ${text.browse.loadingMore}`}
      </span>
      {isWaiting ? (
        <WaitingLine progress={progress} provider={provider} />
      ) : (
        rateLimit !== undefined && (
          <span className={styles.rate} data-low={rateLimit.remaining * 10 < rateLimit.limit || undefined}>
            {rateLimit.resetsAt === undefined
              ? text.browse.rate(count(rateLimit.remaining), count(rateLimit.limit))
              : text.browse.rateReset(
                  count(rateLimit.remaining),
                  count(rateLimit.limit),
                  timeOfDay(rateLimit.resetsAt),
                )}
          </span>
        )
      )}
    </footer>
  )
}

function amountOf(label: string, loaded: number, total: number | undefined, hasMore: boolean): string {
  if (!hasMore && (total === undefined || total === loaded)) return text.browse.all(count(loaded), label)
  return text.browse.loaded(count(loaded), total === undefined ? undefined : count(total), label)
}
