import { Trash2, X } from 'lucide-react'
import type { Account } from '../../../shared/account'
import type { ConsoleEntry } from '../../../shared/api-console'
import { useSelect } from '../../app-context'
import { IconButton } from '../../components/icon-button'
import { bytes, duration, exactTime } from '../../format'
import { text } from '../../text'
import styles from './history-pane.module.css'
import { statusTone } from './status'

export interface HistoryPaneProps {
  /** Newest first. */
  readonly entries: readonly ConsoleEntry[]
  readonly account: Account
  readonly onLoad: (entry: ConsoleEntry) => void
  readonly onClear: () => Promise<unknown>
  readonly onClose: () => void
}

export function HistoryPane({ entries, account, onLoad, onClear, onClose }: HistoryPaneProps) {
  const accounts = useSelect((state) => state.accounts)
  return (
    <aside className={styles.pane} aria-label={text.console.history}>
      <header className={styles.head}>
        <h2>{text.console.history}</h2>
        <span className={styles.spring} />
        {entries.length > 0 && (
          <IconButton label={text.console.clear} onPress={() => void onClear()}>
            <Trash2 size={15} strokeWidth={1.75} aria-hidden="true" />
          </IconButton>
        )}
        <IconButton label={text.close} onPress={onClose}>
          <X size={15} strokeWidth={1.75} aria-hidden="true" />
        </IconButton>
      </header>
      <p className={styles.words}>
        {entries.length === 0 ? text.console.noHistory : text.console.historyWords}
      </p>
      <ol className={styles.entries}>
        {entries.map((entry) => {
          const { method, address, accountId } = entry.request
          const other = accounts.find(({ id }) => id === accountId && id !== account.id)
          return (
            <li key={entry.id}>
              <button
                type="button"
                className={styles.entry}
                aria-label={text.console.load(method, address)}
                onClick={() => onLoad(entry)}
              >
                <span className={styles.line}>
                  <span className={styles.method}>{method}</span>
                  <span className={styles.status} data-tone={toneOf(entry)}>
                    {entry.status ?? text.console.failed}
                  </span>
                </span>
                <span className={styles.address} title={address}>
                  {address}
                </span>
                <span className={styles.facts}>
                  {[
                    exactTime(entry.at),
                    entry.took === undefined ? undefined : duration(entry.took),
                    entry.size === undefined ? undefined : bytes(entry.size),
                    other?.label,
                  ]
                    .filter(Boolean)
                    .join(' · ')}
                </span>
                {entry.masked && <span className={styles.facts}>{text.console.masked}</span>}
              </button>
            </li>
          )
        })}
      </ol>
    </aside>
  )
}

function toneOf({ status }: ConsoleEntry): string {
  return status === undefined ? 'bad' : statusTone(status)
}
