import { memo } from 'react'
import type { Account } from '../../../shared/account'
import type { ProviderSummary } from '../../../shared/provider-summary'
import { useSelect } from '../../app-context'
import { Badge } from '../../components/badge'
import { Button } from '../../components/button'
import { Chips } from '../../components/chips'
import { MarkTile } from '../../components/mark-tile'
import { MoreMenu } from '../../components/more-menu'
import { agoInWords } from '../../format'
import { describeHealth } from '../../health'
import { faceOf, scopeLabels, whoIs } from '../../people'
import { text } from '../../text'
import layout from '../layout.module.css'
import type { AccountHandlers } from './account-handlers'
import { menuOf } from './account-menu'
import styles from './account-row.module.css'
import { HealthCell } from './health-cell'
import type { RowDrag } from './use-row-drag'
import { rowIdOf } from './use-wanted-account'

export interface AccountRowProps {
  readonly account: Account
  readonly provider: ProviderSummary | undefined
  readonly now: number
  /** It has neighbours, and they are shown: it can be put elsewhere. */
  readonly movable: boolean
  /** The same object from one drawing to the next, or every row is drawn anew. */
  readonly handlers: AccountHandlers
}

/** An account in the list. `drag` is absent while it cannot be dragged. */
export function AccountRow({ drag, ...cells }: AccountRowProps & { readonly drag: RowDrag | undefined }) {
  const { account } = cells
  return (
    <li id={rowIdOf(account.id)} className={styles.row} aria-label={account.label} {...drag?.of(account.id)}>
      <Cells {...cells} />
    </li>
  )
}

/** Drawn only when something of this account has changed: there may be a thousand. */
const Cells = memo(function Cells({ account, provider, now, movable, handlers }: AccountRowProps) {
  const clients = useSelect((state) => state.clients)
  const { name, mark } = faceOf(provider, account.providerId)
  const health = describeHealth(account, { ...provider, name }, now, clients)
  const { lastUsedAt, protections } = account
  return (
    <>
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
        <Chips labels={scopeLabels(account.scopes.granted, provider)} limit={2} />
      </div>
      <div className={styles.health}>
        <HealthCell
          health={health}
          onWhy={account.health.state === 'working' ? undefined : () => handlers.onAsk('why', account)}
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
      <div className={styles.used}>
        <span>
          {lastUsedAt === undefined
            ? text.accounts.neverUsed
            : text.accounts.used(agoInWords(lastUsedAt, now))}
        </span>
        {protections.length > 0 && (
          <button
            type="button"
            className={styles.protections}
            aria-label={text.accounts.protectionsTitle(account.label)}
            title={protections.map((protection) => text.protections[protection].label).join(', ')}
            onClick={() => handlers.onAsk('protections', account)}
          >
            {text.accounts.protectedBy(protections.length)}
          </button>
        )}
      </div>
      <Actions
        account={account}
        movable={movable}
        handlers={handlers}
        mendsClient={health.client === true}
        isBroken={health.tone === 'bad'}
      />
    </>
  )
})

interface ActionsProps extends Pick<AccountRowProps, 'account' | 'movable' | 'handlers'> {
  readonly mendsClient: boolean
  readonly isBroken: boolean
}

/** Not drawn again when only time has passed. */
const Actions = memo(function Actions(props: ActionsProps) {
  const { account, movable, handlers } = props
  return (
    <div className={styles.actions}>
      <NextStep {...props} />
      <MoreMenu
        label={text.accounts.more(account.label)}
        entries={() => menuOf(account, handlers, movable)}
      />
    </div>
  )
})

/** The one button: what an account needs most. */
function NextStep({ account, mendsClient, isBroken, handlers }: ActionsProps) {
  if (mendsClient)
    return (
      <Button data-next-step aria-label={text.accounts.fixOf(account.label)} onPress={handlers.onFixClient}>
        {text.accounts.fix}
      </Button>
    )
  if (isBroken)
    return (
      <Button data-next-step variant="primary" onPress={() => handlers.onReconnect(account)}>
        {text.accounts.reconnect}
      </Button>
    )
  return (
    <Button data-next-step onPress={() => handlers.onBrowse(account)}>
      {text.accounts.browse}
    </Button>
  )
}
