import { memo } from 'react'
import type { Account } from '../../../shared/account'
import type { ProviderSummary } from '../../../shared/provider-summary'
import { useApp, usePlace, useSelect } from '../../app-context'
import { MarkTile } from '../../components/mark-tile'
import { onPress } from '../../components/on-press'
import { StateDot } from '../../components/state-dot'
import { describeHealth } from '../../health'
import { useGrowing } from '../../hooks/use-growing'
import { useNow } from '../../hooks/use-now'
import { faceOf } from '../../people'
import { text } from '../../text'
import styles from './connected-list.module.css'

/** Of a row, and of what stands above the first. px */
const rowHeight = 32
const aboveRows = 268

export function ConnectedList() {
  const place = usePlace()
  const accounts = useSelect((state) => state.accounts)
  const providers = useSelect((state) => state.providers)
  const now = useNow(60_000)
  const drawn = useGrowing(accounts.length, () => Math.ceil((window.innerHeight - aboveRows) / rowHeight))
  if (accounts.length === 0) return <div className={styles.list} />

  const shown = place.screen === 'browse' || place.screen === 'activity' ? place.accountId : undefined
  return (
    <section className={styles.list} aria-labelledby="connected-heading">
      <h2 id="connected-heading" className={styles.heading}>
        {text.navigation.connected}
      </h2>
      <ul className={styles.accounts}>
        {accounts.slice(0, drawn).map((account) => (
          <ConnectedAccount
            key={account.id}
            account={account}
            provider={providers.find(({ id }) => id === account.providerId)}
            now={now}
            shown={shown === account.id}
          />
        ))}
      </ul>
    </section>
  )
}

interface ConnectedAccountProps {
  readonly account: Account
  readonly provider: ProviderSummary | undefined
  /** ms */
  readonly now: number
  /** It is the one that the screen is about. */
  readonly shown: boolean
}

const ConnectedAccount = memo(function ConnectedAccount(props: ConnectedAccountProps) {
  const { account, provider, now, shown } = props
  const { navigation } = useApp()
  const clients = useSelect((state) => state.clients)
  const { name, mark } = faceOf(provider, account.providerId)
  const health = describeHealth(account, { ...provider, name }, now, clients)
  return (
    <li>
      <button
        type="button"
        className={styles.account}
        title={`${account.label} · ${name} · ${health.title}`}
        aria-current={shown ? 'true' : undefined}
        {...onPress(() => navigation.go({ screen: 'browse', accountId: account.id }))}
      >
        <MarkTile name={name} mark={mark} size={20} />
        <span className={styles.label}>{account.label}</span>
        <StateDot tone={health.tone} label={health.title} />
      </button>
    </li>
  )
})
