import type { Account } from '../../shared/account'
import { beginTrace } from './disconnect'
import { endGrant } from './end-grant'
import { asFailure, reportOf } from './flows'
import { inTime } from './in-time'
import { isConnectedAgain } from './same-grant'
import type { AccountsWorld } from './world'

/** How long a revocation may take that nobody waits for; somebody who connects there meanwhile waits no longer. ms */
const patience = 10_000

/**
 * Tries again to revoke what could not be revoked before. Never throws: what still cannot be reached stays queued. A grant whose
 * person has connected again through the same client is erased here and not revoked, since that would end the new one
 * too; while they are at it, it waits.
 */
export function revokeLeaving(world: AccountsWorld): Promise<void> {
  return world.keeper.inTurn('leaving', async () => {
    for (const account of world.registry.leaving()) await revokeInTurn(account, world)
  })
}

/**
 * Resolves when no queued revocation is on its way to that provider: one that arrives after a new grant was given could
 * end that too. Ask once a flow runs there, since from then on none begins.
 */
export function revocationsOver(providerId: string, world: Pick<AccountsWorld, 'keeper'>): Promise<void> {
  return world.keeper.inTurn(turnAt(providerId), async () => undefined)
}

/**
 * Ends the accounts that were kept for this session only, at their servers, and those that wait to be ended there: after
 * this process nobody could. As far as it goes in `limit` ms; an account whose server does not answer is left to run out.
 * Never throws.
 */
export async function revokeSessionAccounts(world: AccountsWorld, limit: number): Promise<void> {
  const { registry } = world
  const within = (accounts: readonly Account[], end: typeof endInTurn) =>
    accounts
      .filter(({ kept }) => kept === 'session')
      .map((account) => inTime(limit, world, (limited) => end(account, limited)))
  await Promise.allSettled([
    ...within(registry.list(), endInTurn),
    ...within(registry.leaving(), revokeInTurn),
  ])
}

function endInTurn(account: Account, world: AccountsWorld): Promise<void> {
  return world.keeper.inTurn(account.id, async () => {
    await revokeQuietly(account, world)
    await world.keeper.erase(account)
    await world.registry.remove(account.id)
  })
}

function revokeInTurn(account: Account, world: AccountsWorld): Promise<void> {
  return world.keeper.inTurn(turnAt(account.providerId), () => revokeOne(account, world))
}

const turnAt = (providerId: string) => `revocations at ${providerId}`

async function revokeOne(account: Account, world: AccountsWorld): Promise<void> {
  if (world.flows.isRunning(account.providerId)) return
  const isAgain = isConnectedAgain(account, world.registry)
  try {
    if (!isAgain) await inTime(patience, world, (limited) => revokeQuietly(account, limited))
    await world.keeper.erase(account)
    await world.registry.gone(account.id)
    if (!isAgain) return
    const { providerId, id: accountId, label } = account
    world.activity.record({ kind: 'disconnected', providerId, accountId, label, detail: 'connected_again' })
  } catch (error) {
    // An entry that has gone has nothing left to revoke; everything else waits for the next try.
    if (asFailure(error).code !== 'vault_entry_missing') return
    // A record that cannot be written now is looked at again with the rest.
    await world.registry.gone(account.id).catch(() => undefined)
  }
}

async function revokeQuietly(account: Account, world: AccountsWorld): Promise<void> {
  const secret = await world.keeper.read(account)
  const trace = beginTrace(account, world)
  const { id: accountId, providerId, label } = account
  const tell = (detail: string) =>
    world.activity.record({
      kind: 'disconnected',
      providerId,
      accountId,
      label,
      flowId: trace.trace().id,
      detail,
    })
  try {
    const report = await endGrant(secret, trace, world)
    trace.end('succeeded')
    tell(report.outcome)
  } catch (error) {
    const failure = asFailure(error)
    trace.end('failed', reportOf(failure))
    // A client without a secret is refused by nobody but a server that has forgotten it, and all that it gave to it.
    if (failure.code !== 'invalid_client' || secret.clientSecret) throw failure
    tell('client_unknown')
  }
}
