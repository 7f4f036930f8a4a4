import type { Account } from '../../../shared/account'
import type { ActivityEntry, ActivityKind } from '../../../shared/activity'
import { useApp, useSelect } from '../../app-context'
import { Button } from '../../components/button'
import { Logo } from '../../components/logo'
import { MarkTile } from '../../components/mark-tile'
import { StateDot, type Tone } from '../../components/state-dot'
import { explainFailure } from '../../failure-text'
import { timeOfDay } from '../../format'
import { faceOf } from '../../people'
import { text } from '../../text'
import layout from '../layout.module.css'
import styles from './activity-row.module.css'

const tones: Readonly<Record<ActivityKind, Tone>> = {
  connected: 'good',
  reconnected: 'good',
  renewed: 'good',
  renewal_failed: 'warn',
  ended_by_server: 'bad',
  scopes_changed: 'idle',
  use_failed: 'warn',
  renamed: 'idle',
  disconnected: 'idle',
  revocation_queued: 'warn',
  flow_failed: 'warn',
  code_intercepted: 'idle',
  callback_turned_away: 'warn',
  clock_differs: 'warn',
  file_set_aside: 'warn',
  entry_set_aside: 'warn',
  request_refused: 'warn',
}

export interface ActivityRowProps {
  readonly entry: ActivityEntry
  /** Asked of an account that still needs the person. */
  readonly onWhy: (account: Account) => void
}

export function ActivityRow({ entry, onWhy }: ActivityRowProps) {
  const { navigation } = useApp()
  const provider = useSelect((state) => state.providers).find(
    (candidate) => candidate.id === entry.providerId,
  )
  const account = useSelect((state) => state.accounts).find(
    (candidate) => candidate.id === entry.accountId && candidate.health.state === 'needs_reconnecting',
  )
  const { flowId } = entry
  const hasTrace = useSelect(({ flows }) => flowId !== undefined && flows.has(flowId))
  const { name, mark } = faceOf(provider, entry.providerId)
  const note = noteOf(entry, provider?.name)

  return (
    <li className={styles.row}>
      <time className={styles.time} dateTime={new Date(entry.at).toISOString()}>
        {timeOfDay(entry.at)}
      </time>
      {entry.providerId === undefined ? <Logo size={32} /> : <MarkTile name={name} mark={mark} />}
      <div className={layout.who}>
        <span className={layout.label} title={entry.label ?? name}>
          {entry.label ?? name}
        </span>
        {entry.label !== undefined && <span className={layout.muted}>{name}</span>}
      </div>
      <div className={styles.what}>
        <span className={styles.kind}>
          <StateDot tone={tones[entry.kind]} />
          {text.activity.kinds[entry.kind]}
        </span>
        {note !== undefined && (
          <span className={styles.note} title={note}>
            {note}
          </span>
        )}
      </div>
      <div className={styles.action}>
        {entry.kind === 'ended_by_server' && account !== undefined ? (
          <Button aria-label={text.activity.whyOf(account.label)} onPress={() => onWhy(account)}>
            {text.activity.why}
          </Button>
        ) : (
          flowId !== undefined &&
          hasTrace && (
            <Button onPress={() => navigation.go({ screen: 'trace', flowId })}>
              {entry.failure === undefined ? text.activity.see : text.activity.why}
            </Button>
          )
        )}
      </div>
    </li>
  )
}

function noteOf({ failure, detail }: ActivityEntry, provider: string | undefined): string | undefined {
  if (failure === undefined) return detail && (text.activity.details[detail] ?? detail)
  const { title, causes } = explainFailure(failure, provider)
  const cause = failure.facts?.likely?.length ? causes[0] : undefined
  return [`${title}.`, cause].filter(Boolean).join(' ')
}
