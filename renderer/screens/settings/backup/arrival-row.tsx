import type { Account } from '../../../../shared/account'
import { useSelect } from '../../../app-context'
import { Button } from '../../../components/button'
import { MarkTile } from '../../../components/mark-tile'
import { StateDot } from '../../../components/state-dot'
import { faceOf, whereAndWho } from '../../../people'
import { text } from '../../../text'
import layout from '../../layout.module.css'
import styles from './arrival-row.module.css'

export interface ArrivalRowProps {
  readonly account: Account
  /** It is still on the list of accounts. */
  readonly present: boolean
  /** The one to reconnect now. */
  readonly isNext: boolean
  readonly onReconnect: () => void
}

/** An account that came with a backup, as far as it is on its way back. */
export function ArrivalRow({ account, present, isNext, onReconnect }: ArrivalRowProps) {
  const provider = useSelect((state) => state.providers).find(({ id }) => id === account.providerId)
  const face = faceOf(provider, account.providerId)
  const waits = account.health.state === 'needs_reconnecting'
  const who = whereAndWho(face.name, account)
  return (
    <li className={styles.row} aria-label={account.label}>
      <MarkTile {...face} />
      <div className={layout.who}>
        <span className={layout.label} title={account.label}>
          {account.label}
        </span>
        <span className={layout.muted} title={who}>
          {who}
        </span>
      </div>
      <span className={styles.state}>
        <StateDot tone={!present ? 'idle' : waits ? 'warn' : 'good'} />
        {!present ? text.backup.ended : waits ? text.backup.waiting : text.backup.done}
      </span>
      <div className={styles.action}>
        {present && waits && (
          <Button
            variant={isNext ? 'primary' : 'secondary'}
            aria-label={text.backup.reconnectOf(account.label)}
            onPress={onReconnect}
          >
            {text.backup.reconnect}
          </Button>
        )}
      </div>
    </li>
  )
}
