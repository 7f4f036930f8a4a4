import type { ImportReport } from '../../../../shared/backup'
import { useApp, useSelect } from '../../../app-context'
import { Button } from '../../../components/button'
import { faceOf } from '../../../people'
import { text } from '../../../text'
import layout from '../../layout.module.css'
import { ArrivalRow } from './arrival-row'
import styles from './import-result.module.css'

export interface ImportResultProps {
  readonly file: string
  readonly report: ImportReport
  readonly onClose: () => void
}

/** What an import has brought: every account with its way back, one after the other, and what was left out and why. */
export function ImportResult({ file, report, onClose }: ImportResultProps) {
  const { commands, navigation } = useApp()
  const accounts = useSelect((state) => state.accounts)
  const providers = useSelect((state) => state.providers)
  const nameOf = (id: string) =>
    faceOf(
      providers.find((one) => one.id === id),
      id,
    ).name

  const arrivals = report.added.map((added) => ({
    added,
    account: accounts.find(({ id }) => id === added.id),
  }))
  const isWaiting = ({ account }: (typeof arrivals)[number]) => account?.health.state === 'needs_reconnecting'
  const next = arrivals.find(isWaiting)
  const done = arrivals.filter((arrival) => arrival.account && !isWaiting(arrival)).length

  return (
    <section className={layout.card} aria-labelledby="imported-heading">
      <header className={styles.head}>
        <div className={styles.about}>
          <h2 id="imported-heading">
            {report.added.length === 0 ? text.backup.nothing : text.backup.cameIn(report.added.length)}
          </h2>
          <p className={styles.file}>{text.backup.result(file)}</p>
        </div>
        {report.added.length > 0 && (
          <p className={styles.progress} role="status">
            {next === undefined ? text.backup.allDone : text.backup.progress(done, report.added.length)}
          </p>
        )}
        <Button variant="quiet" onPress={onClose}>
          {text.backup.close}
        </Button>
      </header>
      {report.clientsToEnter.length > 0 && (
        <div className={styles.part}>
          <h3>{text.backup.clients}</h3>
          <p className={styles.muted}>{text.backup.clientsWords}</p>
          <ul className={styles.list}>
            {report.clientsToEnter.map(({ providerId, clientId }) => (
              <li key={`${providerId} ${clientId}`}>
                {nameOf(providerId)} <code className={styles.code}>{clientId}</code>
              </li>
            ))}
          </ul>
          <Button onPress={() => navigation.go({ screen: 'settings', tab: 'providers' })}>
            {text.backup.toProviders}
          </Button>
        </div>
      )}
      <ul>
        {arrivals.map(({ added, account }) => (
          <ArrivalRow
            key={added.id}
            account={account ?? added}
            present={account !== undefined}
            isNext={added.id === next?.added.id}
            onReconnect={() =>
              commands.startConnecting({ accountId: added.id, providerId: added.providerId })
            }
          />
        ))}
      </ul>
      {report.providers.length > 0 && (
        <div className={styles.part}>
          <h3>{text.backup.providers}</h3>
          <ul className={styles.list}>
            {report.providers.map(({ name, host }) => (
              <li key={`${name} ${host}`}>
                {name} <span className={styles.muted}>{host}</span>
              </li>
            ))}
          </ul>
        </div>
      )}
      {report.skipped.length > 0 && (
        <div className={styles.part}>
          <h3>{text.backup.skipped(report.skipped.length)}</h3>
          <ul className={styles.list}>
            {report.skipped.map(({ label, providerId, reason }, index) => (
              // biome-ignore lint/suspicious/noArrayIndexKey: a list that never changes, whose names may repeat
              <li key={index}>
                {label}{' '}
                <span
                  className={styles.muted}
                >{`${nameOf(providerId)} · ${text.backup.reasons[reason]}`}</span>
              </li>
            ))}
          </ul>
        </div>
      )}
    </section>
  )
}
