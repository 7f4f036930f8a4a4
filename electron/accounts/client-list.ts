import type { Account } from '../../shared/account'
import type { ClientOrigin, ClientSummary } from '../../shared/client'
import type { Provider } from '../providers/provider'
import type { OwnClients } from './own-clients'
import type { RegisteredClients } from './registered-clients'
import type { Registry } from './registry'
import type { ShippedClient } from './shipped-clients'

export interface ClientListWorld {
  readonly providers: readonly Provider[]
  readonly own: OwnClients
  readonly shipped: readonly ShippedClient[]
  readonly managed: readonly ShippedClient[]
  readonly registered: RegisteredClients
  readonly registry: Registry
  readonly now: () => number
}

/** Told of so long before: time enough to make another secret. ms */
const warningAhead = 30 * 24 * 60 * 60_000

/** Every client that is known, of whatever origin; one that accounts still use and nobody keeps any more is not. */
export async function listClients(world: ClientListWorld): Promise<readonly ClientSummary[]> {
  const given = (origin: ClientOrigin) => (client: ShippedClient) => ({
    ...client,
    origin,
    hasCredential: client.clientSecret !== undefined,
  })
  const own = (await world.own.list()).map(({ hasSecret, secretExpiresAt, ...client }) => ({
    ...client,
    origin: 'own' as const,
    hasCredential: hasSecret,
    ...(secretExpiresAt === undefined ? {} : { credentialExpiresAt: secretExpiresAt }),
  }))
  const found = [
    ...world.managed.map(given('managed')),
    ...own,
    ...(await registeredClients(world)),
    ...world.shipped.map(given('shipped')),
  ]
  return found.map((client) => summarize(client, world))
}

type Found = Omit<ClientSummary, 'credentialState' | 'accountIds' | 'olderAccountIds'>

async function registeredClients(world: ClientListWorld): Promise<readonly Found[]> {
  const accounts = world.registry.list()
  return (await world.registered.list()).flatMap(({ issuer, clientId, hasSecret, ...client }) => {
    const account = accounts.find((each) => each.issuer === issuer && each.clientId === clientId)
    if (!account) return []
    const { providerId, base } = account
    return [
      {
        providerId,
        ...(base === undefined ? {} : { base }),
        clientId,
        origin: 'registered' as const,
        hasCredential: hasSecret,
        savedAt: client.registeredAt,
        ...(client.secretExpiresAt === undefined ? {} : { credentialExpiresAt: client.secretExpiresAt }),
      },
    ]
  })
}

function summarize(client: Found, world: ClientListWorld): ClientSummary {
  const { providerId, base, clientId, origin, hasCredential, credentialExpiresAt, savedAt } = client
  const there = world.registry.list().filter((account) => isAt(account, client))
  const ids = (accounts: readonly Account[]) => accounts.map(({ id }) => id)
  return {
    providerId,
    ...(base === undefined ? {} : { base }),
    clientId,
    origin,
    hasCredential,
    ...(credentialExpiresAt === undefined ? {} : { credentialExpiresAt }),
    ...(savedAt === undefined ? {} : { savedAt }),
    credentialState: stateOf(client, world.now()),
    accountIds: ids(there.filter((account) => account.clientId === clientId)),
    olderAccountIds: ids(there.filter((account) => account.clientId !== clientId && !isOwnClient(account))),
  }
}

function isAt(account: Account, { providerId, base }: Found): boolean {
  return account.providerId === providerId && (base === undefined || account.base === base)
}

/** A service account is its own client. */
function isOwnClient(account: Account): boolean {
  return account.flow === 'client_credentials'
}

function stateOf(
  { hasCredential, credentialExpiresAt }: Found,
  now: number,
): ClientSummary['credentialState'] {
  if (!hasCredential) return 'none'
  const left = (credentialExpiresAt ?? Number.POSITIVE_INFINITY) - now
  if (left <= 0) return 'expired'
  return left <= warningAhead ? 'expires_soon' : 'good'
}
