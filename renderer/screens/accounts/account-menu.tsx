import {
  ArrowDown,
  ArrowUp,
  Fingerprint,
  Pencil,
  RefreshCw,
  RotateCw,
  Route,
  Table2,
  Unplug,
} from 'lucide-react'
import type { Account } from '../../../shared/account'
import type { MenuEntry } from '../../components/more-menu'
import { text } from '../../text'
import type { AccountHandlers } from './account-handlers'
import type { Step } from './order'

const icon = { size: 15, strokeWidth: 1.75 } as const

/** What can be done with an account. */
export function menuOf(account: Account, handlers: AccountHandlers, movable: boolean): readonly MenuEntry[] {
  const { onBrowse, onReconnect, onRenew, onTrace, onAsk } = handlers
  const flow = handlers.flowOf(account)
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
    ...(movable ? movesOf(account, handlers) : []),
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

function movesOf(account: Account, { stepsOf, providerOf, onMove }: AccountHandlers): readonly MenuEntry[] {
  return stepsOf(account).map((step, index) => ({
    id: step,
    label: text.accounts.moves[step](providerOf(account)),
    icon: isUp(step) ? <ArrowUp {...icon} /> : <ArrowDown {...icon} />,
    apart: index === 0,
    onAction: () => onMove(account, step),
  }))
}

function isUp(step: Step): boolean {
  return step === 'account_up' || step === 'group_up'
}
