import { Fingerprint, Pencil, RefreshCw, RotateCw, Route, Table2, Unplug } from 'lucide-react'
import type { Account } from '../../../shared/account'
import type { FlowTrace } from '../../../shared/flow-trace'
import { Badge } from '../../components/badge'
import { Button } from '../../components/button'
import { Chips } from '../../components/chips'
import { MarkTile } from '../../components/mark-tile'
import { MoreMenu } from '../../components/more-menu'
import { StateDot } from '../../components/state-dot'
import { describeHealth } from '../../health'
import { whoIs } from '../../people'
import { text } from '../../text'
import layout from '../layout.module.css'
import styles from './account-row.module.css'

export interface AccountRowHandlers {
  readonly onBrowse: (account: Account) => void
  readonly onReconnect: (account: Account) => void
  readonly onRenew: (account: Account) => Promise<unknown>
  readonly onTrace: (flowId: string) => void
  readonly onAsk: (about: 'why' | 'rename' | 'protections' | 'revoke', account: Account) => void
  readonly flowOf: (account: Account) => FlowTrace | undefined
}

export interface AccountRowProps extends AccountRowHandlers {
  readonly account: Account
  readonly provider: string
  readonly mark: string | undefined
  readonly scopes: readonly string[]
  readonly now: number
}

export function AccountRow(props: AccountRowProps) {
  const { account, provider, mark, scopes, now, onBrowse, onReconnect, onAsk } = props
  const health = describeHealth(account, provider, now)
  const broken = account.health.state === 'needs_reconnecting'

  return (
    <li className={styles.row} aria-label={account.label}>
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
        <Chips labels={scopes} limit={3} />
      </div>
      <div className={styles.health}>
        <span className={styles.dot}>
          <StateDot tone={health.tone} />
        </span>
        <span className={styles.state}>
          {health.title}
          {account.kept === 'session' && (
            <span title={`${text.accounts.sessionOnly}. ${text.accounts.sessionOnlyHint}`}>
              <span className="visually-hidden">{text.accounts.sessionOnly}</span>
              <Badge tone="warn">
                <span aria-hidden="true">{text.accounts.sessionOnlyShort}</span>
              </Badge>
            </span>
          )}
          {account.health.state === 'unreachable' && (
            <button type="button" className={styles.why} onClick={() => onAsk('why', account)}>
              {text.accounts.why}
            </button>
          )}
        </span>
        <span className={styles.note} title={health.note}>
          {health.note}
        </span>
      </div>
      <div className={styles.actions}>
        {broken ? (
          <Button variant="primary" onPress={() => onReconnect(account)}>
            {text.accounts.reconnect}
          </Button>
        ) : (
          <Button onPress={() => onBrowse(account)}>{text.accounts.browse}</Button>
        )}
        <MoreMenu label={text.accounts.more(account.label)} entries={menuOf(props)} />
      </div>
    </li>
  )
}

const icon = { size: 15, strokeWidth: 1.75 } as const

function menuOf({ account, onBrowse, onReconnect, onRenew, onTrace, onAsk, flowOf }: AccountRowProps) {
  const flow = flowOf(account)
  return [
    {
      id: 'browse',
      label: text.accounts.browse,
      icon: <Table2 {...icon} />,
      onAction: () => onBrowse(account),
    },
    {
      id: 'rename',
      label: text.accounts.rename,
      icon: <Pencil {...icon} />,
      onAction: () => onAsk('rename', account),
    },
    {
      id: 'renew',
      label: text.accounts.renewNow,
      icon: <RefreshCw {...icon} />,
      disabled: !account.renewable,
      apart: true,
      onAction: () => void onRenew(account),
    },
    {
      id: 'reconnect',
      label: text.accounts.reconnect,
      icon: <RotateCw {...icon} />,
      onAction: () => onReconnect(account),
    },
    {
      id: 'trace',
      label: text.accounts.trace,
      icon: <Route {...icon} />,
      disabled: flow === undefined,
      apart: true,
      onAction: () => {
        if (flow !== undefined) onTrace(flow.id)
      },
    },
    {
      id: 'protections',
      label: text.accounts.protections,
      icon: <Fingerprint {...icon} />,
      onAction: () => onAsk('protections', account),
    },
    {
      id: 'revoke',
      label: text.accounts.revoke,
      icon: <Unplug {...icon} />,
      danger: true,
      apart: true,
      onAction: () => onAsk('revoke', account),
    },
  ]
}
