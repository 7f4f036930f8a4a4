import { CircleAlert, KeyRound } from 'lucide-react'
import type { Account } from '../../../shared/account'
import { useApp, useSelect } from '../../app-context'
import { Button } from '../../components/button'
import { EmptyState } from '../../components/empty-state'
import { useAsking } from '../../hooks/use-asking'
import { useNow } from '../../hooks/use-now'
import { text } from '../../text'
import { RevokeDialog } from '../accounts/revoke-dialog'
import layout from '../layout.module.css'
import { AccessRow } from './access-row'
import styles from './access-tab.module.css'
import { RevokeAllDialog } from './revoke-all-dialog'

/** Every grant, and the way to end it. What has been ended stays in its row until the person leaves. */
export function AccessTab() {
  const { commands } = useApp()
  const accounts = useSelect((state) => state.accounts)
  const revocations = useSelect((state) => state.revocations)
  const [asking, ask, close] = useAsking<Account | 'all'>()
  const now = useNow(5_000)

  const gone = [...revocations.values()]
    .map((revocation) => revocation.account)
    .filter((account) => !accounts.some((kept) => kept.id === account.id))
  const rows = [...accounts, ...gone].toSorted((one, other) => one.connectedAt - other.connectedAt)
  const running = [...revocations.values()].filter((revocation) => revocation.state === 'running')

  if (rows.length === 0)
    return (
      <EmptyState
        picture={<KeyRound size={28} strokeWidth={1.5} aria-hidden="true" />}
        title={text.settings.accessEmpty}
      >
        {text.settings.accessEmptyWords}
      </EmptyState>
    )

  return (
    <>
      <p className={styles.words}>{text.settings.accessWords}</p>
      <ul className={layout.card}>
        {rows.map((account) => (
          <AccessRow
            key={account.id}
            account={account}
            present={accounts.includes(account)}
            revocation={revocations.get(account.id)}
            now={now}
            onRevoke={() => ask(account)}
            onRetry={() => commands.revoke(account)}
            onForget={() => commands.forget(account)}
          />
        ))}
      </ul>
      {accounts.length > 0 && (
        <section className={styles.everything} aria-labelledby="everything-heading">
          <CircleAlert size={18} strokeWidth={1.75} aria-hidden="true" />
          <div className={styles.about}>
            <h2 id="everything-heading">{text.settings.everything}</h2>
            <p>{text.settings.everythingWords(accounts.length)}</p>
          </div>
          <Button variant="danger-solid" isDisabled={running.length > 0} onPress={() => ask('all')}>
            {text.settings.everythingButton}
          </Button>
        </section>
      )}
      {asking === 'all' && (
        <RevokeAllDialog
          amount={accounts.length}
          onClose={close}
          onConfirm={() => void commands.revokeAll(accounts)}
        />
      )}
      {asking !== null && asking !== 'all' && (
        <RevokeDialog account={asking} onClose={close} onConfirm={() => void commands.revoke(asking)} />
      )}
    </>
  )
}
