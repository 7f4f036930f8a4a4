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
import type { MenuEntry } from '../../components/more-menu'
import { text } from '../../text'
import type { AccountRowProps } from './account-row'
import type { Step } from './order'

const icon = { size: 15, strokeWidth: 1.75 } as const

/** What can be done with an account. */
export function menuOf(props: AccountRowProps): readonly MenuEntry[] {
  const { account, onBrowse, onReconnect, onRenew, onTrace, onAsk, flowOf } = props
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
    ...movesOf(props),
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

function movesOf({ account, provider, steps, onMove }: AccountRowProps): readonly MenuEntry[] {
  return steps.map((step, index) => ({
    id: step,
    label: text.accounts.moves[step](provider),
    icon: isUp(step) ? <ArrowUp {...icon} /> : <ArrowDown {...icon} />,
    apart: index === 0,
    onAction: () => onMove(account, step),
  }))
}

function isUp(step: Step): boolean {
  return step === 'account_up' || step === 'group_up'
}
