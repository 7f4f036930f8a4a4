import { TriangleAlert } from 'lucide-react'
import type { Account } from '../../../shared/account'
import type { ProviderSummary } from '../../../shared/provider-summary'
import { Button } from '../../components/button'
import { explainFailure } from '../../failure-text'
import { dayInWords } from '../../format'
import { needsAttention } from '../../health'
import { text } from '../../text'
import type { AccountHandlers } from './account-handlers'
import styles from './attention-banner.module.css'

interface AttentionBannerProps {
  readonly accounts: readonly Account[]
  readonly providers: readonly ProviderSummary[]
  readonly now: number
  readonly handlers: Pick<AccountHandlers, 'onAsk' | 'onReconnect'>
}

/** The accounts that need the person, each with the reason and the two things to do about it. */
export function AttentionBanner({ accounts, providers, now, handlers }: AttentionBannerProps) {
  const waiting = accounts.filter(needsAttention)
  if (waiting.length === 0) return null
  return (
    <ul className={styles.banner} aria-label={text.navigation.attention(waiting.length)}>
      {waiting.map((account) => (
        <li key={account.id} className={styles.line}>
          <TriangleAlert size={18} strokeWidth={1.75} aria-hidden="true" />
          <p className={styles.words}>
            <strong>{text.accounts.needsYou(account.label)}</strong> {reasonOf(account, providers, now)}
          </p>
          <Button
            aria-label={text.accounts.whyTitle(account.label)}
            onPress={() => handlers.onAsk('why', account)}
          >
            {text.accounts.why}
          </Button>
          <Button
            variant="primary"
            aria-label={text.connect.reconnectOf(account.label)}
            onPress={() => handlers.onReconnect(account)}
          >
            {text.accounts.reconnect}
          </Button>
        </li>
      ))}
    </ul>
  )
}

function reasonOf(account: Account, providers: readonly ProviderSummary[], now: number): string {
  if (account.health.state !== 'needs_reconnecting') return ''
  const provider =
    providers.find((candidate) => candidate.id === account.providerId)?.name ?? account.providerId
  const { code, facts, since } = account.health
  const { title, causes } = explainFailure({ code, facts }, provider)
  const found = facts?.likely?.length ? causes[0] : undefined
  const day = dayInWords(since, now)
  return found === undefined ? `${title} (${day}).` : `${text.accounts.ended(provider, day)} ${found}`
}
