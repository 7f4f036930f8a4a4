import { useMemo } from 'react'
import type { Account } from '../../../shared/account'
import type { FlowTrace } from '../../../shared/flow-trace'
import { useApp } from '../../app-context'
import { faceOf } from '../../people'
import { text } from '../../text'
import { groupByProvider, latestFlowOf } from './group'
import { afterStep, type Step, stepsFor } from './order'

/** What a dialog of the Accounts screen is about. */
export type Question = 'why' | 'rename' | 'protections' | 'revoke'

export interface AccountHandlers {
  readonly onBrowse: (account: Account) => void
  readonly onReconnect: (account: Account) => void
  readonly onRenew: (account: Account) => Promise<unknown>
  readonly onFixClient: () => void
  readonly onTrace: (flowId: string) => void
  readonly onAsk: (about: Question, account: Account) => void
  readonly onMove: (account: Account, step: Step) => void
  readonly flowOf: (account: Account) => FlowTrace | undefined
  readonly stepsOf: (account: Account) => readonly Step[]
  readonly providerOf: (account: Account) => string
}

/**
 * What can be done with an account of the list. They look into the store when they are called, so that they stay the
 * same from one drawing to the next. `onAsk` and `tell` must stay the same too.
 */
export function useAccountHandlers(
  onAsk: AccountHandlers['onAsk'],
  tell: (words: string) => void,
): AccountHandlers {
  const { commands, navigation, store } = useApp()
  return useMemo(() => {
    const groups = () => groupByProvider(store.get().accounts, store.get().providers)
    return {
      onBrowse: (account) => navigation.go({ screen: 'browse', accountId: account.id }),
      onReconnect: (account) =>
        commands.startConnecting({ providerId: account.providerId, accountId: account.id }),
      onRenew: commands.renew,
      onFixClient: () => navigation.go({ screen: 'settings', tab: 'providers' }),
      onTrace: (flowId) => navigation.go({ screen: 'trace', flowId }),
      onAsk,
      async onMove(account, step) {
        const order = afterStep(account.id, step, groups())
        if (await commands.arrange(order))
          tell(text.accounts.moved(account.label, order.indexOf(account.id) + 1, order.length))
      },
      flowOf: (account) => latestFlowOf(account.id, [...store.get().flows.values()]),
      stepsOf: (account) => stepsFor(account.id, groups()),
      providerOf: ({ providerId }) =>
        faceOf(
          store.get().providers.find(({ id }) => id === providerId),
          providerId,
        ).name,
    }
  }, [commands, navigation, store, onAsk, tell])
}
