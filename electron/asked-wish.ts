import type { Account } from '../shared/account'
import type { ProviderSummary } from '../shared/provider-summary'
import type { Wish } from '../shared/wish'
import type { Asked } from './start-arguments'

/** What the window is to do for a command line; undefined: it names what is not there. */
export function wishFor(
  asked: Asked,
  here: {
    readonly providers: readonly Pick<ProviderSummary, 'id'>[]
    readonly accounts: readonly Pick<Account, 'id' | 'health'>[]
  },
): Wish | undefined {
  switch (asked.kind) {
    case 'settings':
      return { kind: 'go', to: 'settings' }
    case 'connect': {
      const { providerId } = asked
      return here.providers.some((provider) => provider.id === providerId)
        ? { kind: 'connect', providerId }
        : undefined
    }
    case 'account': {
      const account = here.accounts.find(({ id }) => id === asked.accountId)
      const reconnect = account?.health.state === 'needs_reconnecting'
      return account && { kind: 'account', accountId: account.id, reconnect }
    }
  }
}
