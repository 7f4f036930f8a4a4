import { GripVertical } from 'lucide-react'
import type { Account } from '../../../shared/account'
import type { FlowTrace } from '../../../shared/flow-trace'
import { useSelect } from '../../app-context'
import { Badge } from '../../components/badge'
import { Button } from '../../components/button'
import { Chips } from '../../components/chips'
import { MarkTile } from '../../components/mark-tile'
import { MoreMenu } from '../../components/more-menu'
import { agoInWords } from '../../format'
import { describeHealth } from '../../health'
import { whoIs } from '../../people'
import { text } from '../../text'
import layout from '../layout.module.css'
import { menuOf } from './account-menu'
import styles from './account-row.module.css'
import { HealthCell } from './health-cell'
import type { Step } from './order'
import type { RowDrag } from './use-row-drag'

export interface AccountRowHandlers {
  readonly onBrowse: (account: Account) => void
  readonly onReconnect: (account: Account) => void
  readonly onRenew: (account: Account) => Promise<unknown>
  readonly onFixClient: () => void
  readonly onTrace: (flowId: string) => void
  readonly onAsk: (about: 'why' | 'rename' | 'protections' | 'revoke', account: Account) => void
  readonly onMove: (account: Account, step: Step) => void
  readonly flowOf: (account: Account) => FlowTrace | undefined
}

export interface AccountRowProps extends AccountRowHandlers {
  readonly account: Account
  readonly provider: string
  readonly mark: string | undefined
  readonly scopes: readonly string[]
  readonly now: number
  /** How it can be moved; none while a search hides its neighbours. */
  readonly steps: readonly Step[]
  /** Absent: it cannot be dragged just now. */
  readonly drag: RowDrag | undefined
}

export function AccountRow(props: AccountRowProps) {
  const { account, provider, mark, scopes, now, drag, onAsk } = props
  const clients = useSelect((state) => state.clients)
  const health = describeHealth(account, provider, now, clients)
  const { lastUsedAt } = account

  return (
    <li className={styles.row} aria-label={account.label} {...drag?.of(account.id)}>
      {drag !== undefined && (
        <span className={styles.grip} aria-hidden="true">
          <GripVertical size={14} strokeWidth={1.75} />
        </span>
      )}
      <MarkTile name={provider} mark={mark} />
      <div className={layout.who}>
        <span className={layout.label} title={account.label}>
          {account.label}
        </span>
        <span className={layout.muted} title={whoIs(account)}>
          {whoIs(account)}
        </span>
      </div>
      <div className={styles.scopes}>
        <Chips labels={scopes} limit={2} />
      </div>
      <div className={styles.health}>
        <HealthCell
          health={health}
          onWhy={account.health.state === 'working' ? undefined : () => onAsk('why', account)}
        >
          {account.kept === 'session' && (
            <span title={`${text.accounts.sessionOnly}. ${text.accounts.sessionOnlyHint}`}>
              <span className="visually-hidden">{text.accounts.sessionOnly}</span>
              <Badge tone="warn">
                <span aria-hidden="true">{text.accounts.sessionOnlyShort}</span>
              </Badge>
            </span>
          )}
        </HealthCell>
      </div>
      <span className={styles.used}>
        {lastUsedAt === undefined ? text.accounts.neverUsed : text.accounts.used(agoInWords(lastUsedAt, now))}
      </span>
      <div className={styles.actions}>
        <NextStep {...props} mendsClient={health.client === true} isBroken={health.tone === 'bad'} />
        <MoreMenu label={text.accounts.more(account.label)} entries={menuOf(props)} />
      </div>
    </li>
  )
}

/** The one button: what an account needs most. */
function NextStep(props: AccountRowProps & { readonly mendsClient: boolean; readonly isBroken: boolean }) {
  const { account, mendsClient, isBroken, onFixClient, onReconnect, onBrowse } = props
  if (mendsClient)
    return (
      <Button aria-label={text.accounts.fixOf(account.label)} onPress={onFixClient}>
        {text.accounts.fix}
      </Button>
    )
  if (isBroken)
    return (
      <Button variant="primary" onPress={() => onReconnect(account)}>
        {text.accounts.reconnect}
      </Button>
    )
  return <Button onPress={() => onBrowse(account)}>{text.accounts.browse}</Button>
}
