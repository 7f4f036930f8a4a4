import { join } from 'node:path'
import type { Failure } from '../../shared/failure'
import type { ProviderSummary } from '../../shared/provider-summary'
import type { Provider } from '../providers/provider'
import { createNotifier, type Notifier } from '../support/notifier'
import type { Vault } from '../vault/vault'
import { type Clients, createClients } from './clients'
import { type CustomProviders, openCustomProviders } from './custom-providers'
import { createOwnClients, type OwnClients } from './own-clients'
import type { Policy } from './policy'
import { createRegisteredClients, type RegisteredClients } from './registered-clients'
import type { Registry } from './registry'
import type { ShippedClient } from './shipped-clients'

/** All that is known of providers and of our clients there. */
export interface ProviderParts {
  /** Kept up to date in place: custom providers come and go. */
  readonly providers: readonly Provider[]
  readonly policy: Policy
  readonly own: OwnClients
  readonly shipped: readonly ShippedClient[]
  readonly managed: readonly ShippedClient[]
  readonly registered: RegisteredClients
  readonly clients: Clients
  readonly custom: CustomProviders
  readonly providerChanges: Notifier<readonly ProviderSummary[]>
  /** Name of a damaged file that was set aside. */
  readonly setAside?: string
}

export async function openProviderParts(deps: {
  readonly profile: string
  readonly catalogue: readonly Provider[]
  readonly policy: Policy
  readonly shipped: readonly ShippedClient[]
  readonly keychain: Vault
  readonly registry: Registry
  /** As of `openCustomProviders`. */
  readonly isConnecting: (providerId: string) => boolean
  readonly now: () => number
  /** Told the name of a file of clients that was found damaged, whenever that is, and set aside. */
  readonly onSetAside: (name: string) => void
  /** Told why custom providers cannot be changed. */
  readonly onUnwritable: (failure: Failure) => void
}): Promise<ProviderParts> {
  const { profile, policy, shipped, keychain: vault, now, onSetAside } = deps
  const own = createOwnClients({ path: join(profile, 'own-clients.json'), vault, now, onSetAside })
  const custom = await openCustomProviders({
    ...deps,
    path: join(profile, 'custom-providers.json'),
    hasSecret: async (id) => (await own.list()).some((each) => each.providerId === id && each.hasSecret),
    removeClient: (id) => own.remove(id, undefined),
  })
  if (custom.closed) deps.onUnwritable(custom.closed)
  const managed = policy.clients
  return {
    providers: custom.providers,
    policy,
    own,
    shipped,
    managed,
    registered: createRegisteredClients({ path: join(profile, 'clients.json'), vault, now, onSetAside }),
    clients: createClients({ own, shipped, managed }),
    custom,
    providerChanges: createNotifier(),
    ...(custom.setAside ? { setAside: custom.setAside } : {}),
  }
}
