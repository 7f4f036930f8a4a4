import { randomUUID } from 'node:crypto'
import type { Account } from '../../shared/account'
import type { FailureReport } from '../../shared/failure'
import type { RevocationReport } from '../../shared/revocation'
import type { TraceRecorder } from '../activity/trace'
import { createAtMost } from '../support/at-most'
import { endGrant, isUnreachable } from './end-grant'
import { asFailure, reportOf } from './flows'
import type { AccountsWorld } from './world'

/**
 * Takes access away: revokes at the server (refresh token, then access token), shows that the server now refuses the
 * old token, erases the keychain entry, forgets the record. A server that cannot be reached does not keep the account:
 * it leaves the list and its revocation is queued. Throws when the keychain cannot be read or the server refuses;
 * nothing has been erased then.
 */
export function disconnect(accountId: string, world: AccountsWorld): Promise<RevocationReport> {
  return world.keeper.inTurn(accountId, () => disconnectInTurn(accountId, world))
}

async function disconnectInTurn(accountId: string, world: AccountsWorld): Promise<RevocationReport> {
  const account = world.registry.get(accountId)
  const secret = await world.keeper.read(account)
  const trace = beginTrace(account, world)
  const told = { accountId, label: account.label, providerId: account.providerId, flowId: trace.trace().id }
  try {
    const report = await endGrant(secret, trace, world)
    await world.keeper.erase(account)
    trace.message({ kind: 'erased' })
    await world.registry.remove(accountId)
    trace.end('succeeded')
    world.activity.record({ ...told, kind: 'disconnected', detail: report.outcome })
    return { ...report, steps: [...report.steps, { what: 'erased', at: world.clock.now() }] }
  } catch (error) {
    const failure = asFailure(error)
    trace.end('failed', reportOf(failure))
    if (!isUnreachable(failure)) throw failure
    await world.registry.leave(accountId)
    world.activity.record({ ...told, kind: 'revocation_queued', failure: reportOf(failure) })
    return {
      ...told,
      outcome: 'queued',
      at: world.clock.now(),
      failure: reportOf(failure),
      steps: [],
    }
  }
}

const atOnce = 4

/** Ends every grant. One that fails is reported and does not stop the others. */
export async function disconnectAll(world: AccountsWorld): Promise<readonly RevocationReport[]> {
  const atMost = createAtMost(atOnce)
  return Promise.all(
    world.registry.list().map((account) =>
      atMost(() => disconnect(account.id, world)).catch((error: unknown): RevocationReport => {
        const failure: FailureReport = reportOf(asFailure(error))
        const { id, label } = account
        return {
          accountId: id,
          label,
          outcome: 'failed',
          at: world.clock.now(),
          flowId: '',
          failure,
          steps: [],
        }
      }),
    ),
  )
}

/** The trace of a revocation. */
export function beginTrace(account: Account, world: AccountsWorld): TraceRecorder {
  return world.traces.begin({
    id: randomUUID(),
    purpose: 'revoke',
    kind: account.flow,
    providerId: account.providerId,
    accountId: account.id,
  })
}
