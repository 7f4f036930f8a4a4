import { z } from 'zod'
import { type DayOfUse, dayOf } from '../../shared/activity'
import { createNotifier, type Notifier } from '../support/notifier'
import { type Understood, understood } from '../support/understood'

export interface Usage {
  /** One request with an account's token, or one renewal of it, happened now. */
  count(accountId: string, what: 'calls' | 'renewals'): void
  /** Oldest day first. */
  list(): readonly DayOfUse[]
  readonly changes: Notifier<readonly DayOfUse[]>
}

const daysKept = 60
const mostKept = 20_000
const dayLength = 24 * 60 * 60 * 1000

const dayOfUse = z.object({
  day: z.string().regex(/^\d{4}-\d{2}-\d{2}$/),
  accountId: z.string().max(64),
  calls: z.number().int().nonnegative(),
  renewals: z.number().int().nonnegative(),
})

/** How often each account was used a day: numbers alone, no address. What is older than 60 days makes room. */
export function createUsage(options: {
  readonly now: () => number
  readonly known?: readonly DayOfUse[]
}): Usage {
  const changes = createNotifier<readonly DayOfUse[]>()
  const days = new Map((options.known ?? []).map((one) => [keyOf(one), one]))
  const list = () => [...days.values()]

  function makeRoom(now: number) {
    const oldest = dayOf(now - daysKept * dayLength)
    for (const [key, { day }] of days) {
      if (day >= oldest && days.size <= mostKept) break
      days.delete(key)
    }
  }

  return {
    count(accountId, what) {
      const now = options.now()
      const day = dayOf(now)
      const before = days.get(keyOf({ day, accountId })) ?? { day, accountId, calls: 0, renewals: 0 }
      days.set(keyOf(before), { ...before, [what]: before[what] + 1 })
      makeRoom(now)
      changes.announce(list())
    },
    list,
    changes,
  }
}

/** What a file of usage holds, as far as it can be understood. */
export function readUsage(value: unknown): Understood<DayOfUse> {
  const { known, isWhole } = understood(value, dayOfUse)
  return { known: known.toSorted((one, other) => one.day.localeCompare(other.day)), isWhole }
}

function keyOf({ day, accountId }: Pick<DayOfUse, 'day' | 'accountId'>): string {
  return `${day} ${accountId}`
}
