import { randomUUID } from 'node:crypto'
import type { Account } from '../../shared/account'
import { Failure } from '../../shared/failure'
import { type Grant, keepAccount } from './keep-account'
import { takeBack, type Unkept } from './take-back'
import type { AccountsWorld } from './world'

interface Waiting {
  readonly grant: Grant
  readonly expected: Account
}

/** Grants of a person other than the one an account belongs to: kept in memory until the person says what to do. */
export interface Newcomers {
  wait(flowId: string, waiting: Waiting): void
  /** Throws `not_found` when it has been settled already. */
  settle(flowId: string, choice: 'add' | 'discard', world: AccountsWorld): Promise<Account | null>
  /** Whether one waits there, or is being kept just now. */
  isAt(providerId: string): boolean
  /** Discards all that wait, as nobody will be asked any more: Keyfob is locked, quits, or is removed. Never throws. */
  discardAll(world: AccountsWorld): Promise<void>
}

export function createNewcomers(): Newcomers {
  const waiting = new Map<string, Waiting>()
  const beingKept = new Set<Waiting>()
  let discards = 0
  return {
    wait: (flowId, newcomer) => waiting.set(flowId, newcomer),
    async settle(flowId, choice, world) {
      const newcomer = waiting.get(flowId)
      if (!newcomer) throw new Failure('not_found', 'there is no such grant to settle')
      const { grant } = newcomer
      waiting.delete(flowId)
      if (choice === 'add') {
        const discardsBefore = discards
        beingKept.add(newcomer)
        const { account, isNew } = await keepAccount(grant, randomUUID, world)
          .catch(async (error: unknown) => {
            if (discards === discardsBefore) waiting.set(flowId, newcomer)
            // The others were discarded meanwhile: nobody will be asked of this one either.
            else await takeBack(unkept(grant), flowId, world)
            throw error
          })
          .finally(() => beingKept.delete(newcomer))
        world.activity.record({
          kind: isNew ? 'connected' : 'reconnected',
          providerId: account.providerId,
          accountId: account.id,
          label: account.label,
          flowId,
        })
        return account
      }
      await takeBack(unkept(grant), flowId, world)
      return null
    },
    isAt: (providerId) =>
      [...waiting.values(), ...beingKept].some(({ grant }) => grant.grounds.provider.id === providerId),
    async discardAll(world) {
      discards += 1
      const all = [...waiting]
      waiting.clear()
      await Promise.allSettled(all.map(([flowId, { grant }]) => takeBack(unkept(grant), flowId, world)))
    },
  }
}

function unkept({ request, issued, grounds, ...identified }: Grant): Unkept {
  return { issued, grounds, identified, kind: request.kind }
}
