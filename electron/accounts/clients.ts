import type { ClientOrigin } from '../../shared/client'
import { Failure } from '../../shared/failure'
import type { Provider } from '../providers/provider'
import type { Secret } from '../support/secret'
import { baseOf } from './base-address'
import type { OwnClients } from './own-clients'
import type { ShippedClient } from './shipped-clients'

/** A client that is there without asking anybody for one. */
export interface KnownClient {
  readonly clientId: string
  readonly origin: Exclude<ClientOrigin, 'registered'>
  readonly clientSecret?: Secret | undefined
}

export interface Clients {
  /**
   * The client for the next connection, by the shortest road: what the organisation brings, what the person entered,
   * what came with the build, what is in the provider's data. Undefined: the server has to be asked for one, or the
   * person for theirs. Throws vault failures.
   */
  find(provider: Provider, base: string | undefined): Promise<KnownClient | undefined>
  /** The same without the secret, and without the vault. */
  originOf(
    provider: Provider,
    base: string | undefined,
  ): Promise<Pick<KnownClient, 'clientId' | 'origin'> | undefined>
  /** The secret that goes with a client now: it may have been replaced at the provider since an account was connected. */
  currentSecret(provider: Provider, base: string | undefined, clientId: string): Promise<Secret | undefined>
}

export function createClients(deps: {
  readonly own: OwnClients
  readonly shipped: readonly ShippedClient[]
  readonly managed: readonly ShippedClient[]
}): Clients {
  async function lookUp(
    provider: Provider,
    base: string | undefined,
  ): Promise<
    (Omit<KnownClient, 'clientSecret'> & { secret: () => Promise<Secret | undefined> }) | undefined
  > {
    const managed = among(deps.managed, provider, base)
    if (managed) return given(managed, 'managed')
    const own = await deps.own.find(provider.id, base)
    if (own) return { clientId: own.clientId, origin: 'own', secret: () => deps.own.secretOf(own) }
    const shipped = among(deps.shipped, provider, base)
    if (shipped) return given(shipped, 'shipped')
    if (provider.client.kind !== 'built_in') return undefined
    return { clientId: provider.client.clientId, origin: 'built_in', secret: async () => undefined }
  }

  return {
    async find(provider, base) {
      const found = await lookUp(provider, base)
      if (!found) return undefined
      const clientSecret = await found.secret()
      return { clientId: found.clientId, origin: found.origin, ...(clientSecret ? { clientSecret } : {}) }
    },
    async originOf(provider, base) {
      const found = await lookUp(provider, base)
      return found && { clientId: found.clientId, origin: found.origin }
    },
    async currentSecret(provider, base, clientId) {
      const found = await lookUp(provider, base)
      return found?.clientId === clientId ? found.secret() : undefined
    },
  }
}

function given(client: ShippedClient, origin: 'managed' | 'shipped') {
  return { clientId: client.clientId, origin, secret: async () => client.clientSecret }
}

function among(clients: readonly ShippedClient[], provider: Provider, base: string | undefined) {
  return clients.find((each) => each.providerId === provider.id && addressOf(each, provider) === base)
}

/** A client without an address is one of the preset; one with an address that is none belongs nowhere. */
function addressOf(client: ShippedClient, provider: Provider): string | undefined {
  try {
    return baseOf(provider, client.base)
  } catch (error) {
    if (error instanceof Failure) return 'nowhere'
    throw error
  }
}
