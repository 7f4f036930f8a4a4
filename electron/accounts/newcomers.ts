import { randomUUID } from 'node:crypto'
import type { Account } from '../../shared/account'
import { Failure } from '../../shared/failure'
import { findAccount, type Grant, keepAccount } from './keep-account'
import { isConnectedAgain } from './same-grant'
import { type AccountsWorld, oauthWorld } from './world'

interface Waiting {
  readonly grant: Grant
  readonly expected: Account
}

/** Grants of a person other than the one an account belongs to: kept in memory until the person says what to do. */
export interface Newcomers {
  wait(flowId: string, waiting: Waiting): void
  /** Throws `not_found` when it has been settled already. */
  settle(flowId: string, choice: 'add' | 'discard', world: AccountsWorld): Promise<Account | null>
  /** Discards all that wait, as nobody will be asked any more: Keyfob is locked, quits, or is removed. Never throws. */
  discardAll(world: AccountsWorld): Promise<void>
}

export function createNewcomers(): Newcomers {
  const waiting = new Map<string, Waiting>()
  return {
    wait: (flowId, newcomer) => waiting.set(flowId, newcomer),
    async settle(flowId, choice, world) {
      const newcomer = waiting.get(flowId)
      if (!newcomer) throw new Failure('not_found', 'there is no such grant to settle')
      const { grant } = newcomer
      waiting.delete(flowId)
      if (choice === 'add') {
        const { account, isNew } = await keepAccount(grant, randomUUID, world).catch((error: unknown) => {
          waiting.set(flowId, newcomer)
          throw error
        })
        world.activity.record({
          kind: isNew ? 'connected' : 'reconnected',
          providerId: account.providerId,
          accountId: account.id,
          label: account.label,
          flowId,
        })
        return account
      }
      await takeBack(grant, flowId, world)
      return null
    },
    async discardAll(world) {
      const all = [...waiting]
      waiting.clear()
      await Promise.allSettled(all.map(([flowId, { grant }]) => takeBack(grant, flowId, world)))
    },
  }
}

/** What was not wanted is not left lying at the server. Its access token runs out by itself if that cannot be done now. */
async function takeBack(grant: Grant, flowId: string, world: AccountsWorld): Promise<void> {
  const { grounds, issued, request } = grant
  const { issuer, client, provider } = grounds
  // They have an account of their own here, and it would end with this grant.
  const { clientId } = client
  const person = findAccount(grant, world)?.person ?? grant.person
  if (isConnectedAgain({ providerId: provider.id, issuer, clientId, person }, world.registry)) return
  const { revoke } = await world.loadOAuth()
  const trace = world.traces.begin({
    id: randomUUID(),
    purpose: 'revoke',
    kind: request.kind,
    providerId: provider.id,
  })
  try {
    await revoke(grounds.client, grounds.revocation, issued.tokens, oauthWorld(world), trace)
    trace.end('succeeded')
  } catch (error) {
    const failure =
      error instanceof Failure ? error : new Failure('unexpected', 'revocation failed', { cause: error })
    const report = { code: failure.code, message: failure.message, facts: failure.facts }
    trace.end('failed', report)
    world.activity.record({ kind: 'use_failed', providerId: provider.id, flowId, failure: report })
  }
}
