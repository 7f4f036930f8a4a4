import type { Account } from '../../shared/account'
import { dueAt } from '../oauth/token-set'
import type { Provider } from '../providers/provider'
import type { Clock } from '../support/clock'
import type { Registry } from './registry'
import type { TokenKeeper } from './token-keeper'

export interface RenewalSchedule {
  /** Looks now: after sleep, or when the network is back. Back-off starts over. */
  wake(): void
  stop(): void
}

const second = 1000
const minute = 60 * second
/** Clocks jump and computers sleep: never trust a longer wait than this. */
const longestWait = 5 * minute
const mostBackOff = 15 * minute
/** A server that issues tokens which are due at once is not asked in a circle. */
const leastBetween = 30 * second
/** Until this try is over the account is not due again. */
const underWay = Number.POSITIVE_INFINITY
/** Accounts that fall due together do not all knock at the same moment. */
const jitter = 2 * second

/**
 * Renews tokens before they expire, and looks at those that nothing renews when they have. How many go at once is the
 * keeper's business. A failure is tried again after 30 s, then twice as long each time, up to 15 minutes.
 */
export function startRenewalSchedule(deps: {
  readonly registry: Registry
  readonly keeper: Pick<TokenKeeper, 'renew' | 'lease'>
  readonly clock: Clock
  /** Accounts whose server is not running are renewed when they are used. */
  readonly isRenewedAhead: (account: Account) => boolean
  readonly random?: () => number
}): RenewalSchedule {
  const { registry, keeper, clock, random = Math.random } = deps
  const notBefore = new Map<string, { readonly time: number; readonly wait: number }>()
  const stopped = new AbortController()
  let sleeping = new AbortController()

  function dueTime(account: Account): number | undefined {
    if (account.expiresAt === undefined || account.health.state === 'needs_reconnecting') return undefined
    if (!deps.isRenewedAhead(account)) return undefined
    return Math.max(dueOf(account, account.expiresAt), notBefore.get(account.id)?.time ?? 0)
  }

  async function renew(account: Account): Promise<void> {
    notBefore.set(account.id, { time: underWay, wait: notBefore.get(account.id)?.wait ?? 0 })
    try {
      await clock.sleep(random() * jitter, stopped.signal)
      // What nothing renews has run out: its person is told now, not when they need it.
      await (account.renewable ? keeper.renew(account.id) : keeper.lease(account.id))
      notBefore.set(account.id, { time: clock.now() + leastBetween, wait: 0 })
    } catch {
      // What failed is written down by the keeper; here only when to try again.
      const wait = Math.min(mostBackOff, (notBefore.get(account.id)?.wait || 15 * second) * 2)
      notBefore.set(account.id, { time: clock.now() + wait, wait })
    }
    sleeping.abort()
  }

  async function run(): Promise<void> {
    while (!stopped.signal.aborted) {
      const now = clock.now()
      const times = registry.list().flatMap((account) => {
        const time = dueTime(account)
        if (time === undefined || time > now) return time === undefined ? [] : [time]
        void renew(account)
        return []
      })
      sleeping = new AbortController()
      const wait = Math.min(longestWait, ...times.map((time) => time - now))
      await clock.sleep(wait, AbortSignal.any([sleeping.signal, stopped.signal])).catch(() => undefined)
    }
  }

  const unsubscribe = registry.changes.subscribe(() => sleeping.abort())
  void run()
  return {
    wake() {
      for (const [id, { time }] of notBefore) if (time !== underWay) notBefore.delete(id)
      sleeping.abort()
    },
    stop() {
      unsubscribe()
      stopped.abort()
    },
  }
}

/** What renews it may run out before the token does. */
function dueOf(account: Account, expiresAt: number): number {
  const {
    renewable,
    renewableUntil = Number.POSITIVE_INFINITY,
    connectedAt,
    renewedAt = connectedAt,
  } = account
  if (!renewable) return expiresAt
  return Math.min(dueAt(expiresAt, renewedAt), dueAt(renewableUntil, renewedAt))
}

/**
 * Not while Keyfob is locked, and not while the sandbox that the account is at does not run. An account whose provider is
 * not known here is not of the sandbox: its renewal says what is wrong.
 */
export function isRenewedAhead(
  { providerId }: Account,
  world: {
    readonly lock: { readonly isLocked: () => boolean }
    readonly providers: readonly Provider[]
    readonly sandbox: { readonly issuer: () => string | undefined }
  },
): boolean {
  if (world.lock.isLocked()) return false
  const provider = world.providers.find(({ id }) => id === providerId)
  return provider?.base.kind !== 'sandbox' || world.sandbox.issuer() !== undefined
}
