import { Check } from 'lucide-react'
import type { Account } from '../../../shared/account'
import type { RevocationReport } from '../../../shared/revocation'
import { useSelect } from '../../app-context'
import { Badge } from '../../components/badge'
import { Button } from '../../components/button'
import { Chips } from '../../components/chips'
import { MarkTile } from '../../components/mark-tile'
import { agoInWords, dateOf, dayInWords, list } from '../../format'
import { faceOf, refusedLabels, scopeLabels, whoIs } from '../../people'
import type { Revocation } from '../../store'
import { text } from '../../text'
import layout from '../layout.module.css'
import styles from './access-row.module.css'
import { hasEnded, RevocationResult } from './revocation-result'

export interface AccessRowProps {
  readonly account: Account
  /** The account still exists; a revoked one is shown from memory. */
  readonly present: boolean
  readonly revocation: Revocation | undefined
  readonly now: number
  readonly onRevoke: () => void
  readonly onRetry: () => Promise<void>
  readonly onForget: () => Promise<void>
}

export function AccessRow(props: AccessRowProps) {
  const { account, present, revocation, now, onRevoke, onRetry, onForget } = props
  const provider = useSelect((state) => state.providers).find(
    (candidate) => candidate.id === account.providerId,
  )
  const { name, mark } = faceOf(provider, account.providerId)
  const refused = refusedLabels(account, provider)
  const running = revocation?.state === 'running'
  const offered = present && (revocation === undefined || revocation.state === 'failed')

  return (
    <li className={styles.item} aria-label={account.label}>
      <div className={styles.row}>
        <MarkTile name={name} mark={mark} />
        <div className={layout.who}>
          <span className={layout.label} title={account.label}>
            {account.label}
          </span>
          <span className={layout.muted} title={whoIs(account)}>
            {whoIs(account)}
          </span>
        </div>
        <div className={styles.scopes}>
          <Chips labels={scopeLabels(account.scopes.granted, provider)} limit={3} />
          {refused.length > 0 && (
            <p className={styles.refused} title={list(refused)}>
              {text.settings.notGranted(refused)}
            </p>
          )}
        </div>
        <span className={styles.when} data-since title={dateOf(account.connectedAt)}>
          {text.settings.since(sinceOf(account.connectedAt, now))}
        </span>
        <span className={styles.when}>
          {account.lastUsedAt === undefined
            ? text.settings.neverUsed
            : text.settings.used(agoInWords(account.lastUsedAt, now))}
        </span>
        <div className={styles.action}>
          {running && <Badge tone="accent">{text.settings.revoking}</Badge>}
          {revocation?.state === 'ended' && <Ended report={revocation.report} />}
          {offered && (
            <Button variant="danger" aria-label={text.settings.revokeOf(account.label)} onPress={onRevoke}>
              {text.settings.revoke}
            </Button>
          )}
        </div>
      </div>
      {revocation !== undefined && (
        <RevocationResult
          revocation={revocation}
          provider={name}
          present={present}
          onRetry={onRetry}
          onForget={onForget}
        />
      )}
    </li>
  )
}

function sinceOf(at: number, now: number): string {
  const day = dayInWords(at, now)
  return day.startsWith('on ') ? dateOf(at) : day
}

/** What has gone here has not always ended at the provider. */
function Ended({ report }: { readonly report: RevocationReport | undefined }) {
  if (report === undefined || report.outcome === 'queued') return null
  if (!hasEnded(report)) return <Badge tone="plain">{text.settings.erased}</Badge>
  return (
    <Badge tone="good" icon={<Check size={11} strokeWidth={2.5} aria-hidden="true" />}>
      {text.settings.revoked}
    </Badge>
  )
}
