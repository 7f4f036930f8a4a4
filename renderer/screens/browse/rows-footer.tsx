import { count, timeOfDay } from '../../format'
import type { Rows } from '../../hooks/use-rows'
import { text } from '../../text'
import type { Listing } from './listing'
import { ReadAgo } from './read-ago'
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
  const { rows, arrived = rows.length, total, rateLimit, hasMore, state, progress, asOf, readAt } = loaded
  const isAsking = state === 'loading' || state === 'loading_more' || state === 'loading_all'
  const isWaiting = isAsking && progress?.state === 'waiting'
  const readsAll = state === 'loading_all'
  return (
    <footer className={styles.footer}>
      <span className={styles.amount}>
        {/* A hundred new numbers are not read aloud. */}
        <span role="status" aria-live={readsAll ? 'off' : 'polite'}>
          {state === 'loading' ? text.loading : amountOf(listing.label, arrived, total, hasMore)}
          {matching !== undefined && ` · ${text.browse.matching(count(matching))}`}
          {state === 'loading_more' && ` · ${text.browse.loadingMore}`}
        </span>
        {readsAll ? (
          <button type="button" className={styles.all} onClick={loaded.stop}>
            {text.browse.stopLoading}
          </button>
        ) : (
          hasMore &&
          asOf === undefined && (
            <button type="button" className={styles.all} onClick={loaded.loadAll}>
              {text.browse.loadAll}
            </button>
          )
        )}
      </span>
      {isWaiting ? (
        <WaitingLine progress={progress} provider={provider} />
      ) : (
        <span className={styles.about}>
          {readAt !== undefined && !isAsking && <ReadAgo at={readAt} />}
          {rateLimit !== undefined && (
            <span className={styles.rate} data-low={rateLimit.remaining * 10 < rateLimit.limit || undefined}>
              {rateLimit.resetsAt === undefined
                ? text.browse.rate(count(rateLimit.remaining), count(rateLimit.limit))
                : text.browse.rateReset(
                    count(rateLimit.remaining),
                    count(rateLimit.limit),
                    timeOfDay(rateLimit.resetsAt),
                  )}
            </span>
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
