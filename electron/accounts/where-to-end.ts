import type { Account } from '../../shared/account'
import type { Provider } from '../providers/provider'
import { fillTemplate } from '../support/field'
import { baseOf } from './base-address'

/** The provider's page on which a person ends an app's access by hand, found without asking anybody; undefined: unknown. */
export function whereToEnd(account: Account, providers: readonly Provider[]): string | undefined {
  const provider = providers.find(({ id }) => id === account.providerId)
  if (!provider?.grantedAppsUrl) return undefined
  try {
    const base = provider.base.kind === 'fixed' ? provider.base.url : baseOf(provider, account.base)
    const { subject, login = '' } = account.person
    const values = { subject, login, client_id: account.clientId, ...(base === undefined ? {} : { base }) }
    return fillTemplate(provider.grantedAppsUrl, values)
  } catch {
    // An address that this version no longer takes.
    return undefined
  }
}
