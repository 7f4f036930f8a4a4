import { useSelect } from '../../app-context'
import { Spinner } from '../../components/spinner'
import { explainFailure } from '../../failure-text'
import type { RowSearch } from '../../hooks/use-row-search'
import { text } from '../../text'
import styles from './search-status.module.css'

/** Where rows were looked for, who is still being asked, and who could not be. */
export function SearchStatus({ search }: { readonly search: RowSearch }) {
  const accounts = useSelect((state) => state.accounts)
  const resources = useSelect((state) => state.resources)
  const { results, failure, isRunning } = search
  if (results === undefined && failure === undefined && !isRunning) return null
  const labelOf = (id: string) => accounts.find((account) => account.id === id)?.label ?? id
  const pending = results?.pending ?? []
  const failed = results?.failed ?? []
  const unfinished = new Set([...pending, ...failed.map(({ accountId }) => accountId)])
  const answered = accounts.filter(
    ({ id }) =>
      !unfinished.has(id) &&
      resources.get(id)?.some(({ searchable, missingScopes }) => searchable && missingScopes.length === 0),
  )

  return (
    <div className={styles.status} role="status">
      {isRunning ? (
        <p className={styles.line}>
          <Spinner size={13} />
          {pending.length > 0 ? text.rowSearch.pending(pending.map(labelOf)) : text.rowSearch.searching}
        </p>
      ) : (
        results && (
          <p className={styles.line}>
            {[
              text.rowSearch.looked,
              ...(answered.length > 0 ? [text.rowSearch.answered(answered.map(({ label }) => label))] : []),
            ].join(' ')}
          </p>
        )
      )}
      {failed.map((one) => (
        <p key={one.accountId} className={styles.line} data-tone="warn">
          {text.rowSearch.failed(labelOf(one.accountId), explainFailure(one.failure).title)}
        </p>
      ))}
      {failure && (
        <p className={styles.line} data-tone="warn">
          {text.rowSearch.failedWhole(explainFailure(failure).title)}
        </p>
      )}
    </div>
  )
}
