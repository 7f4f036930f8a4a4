import { type DayOfUse, dayOf } from '../../../shared/activity'

export interface DaySum {
  /** `YYYY-MM-DD` */
  readonly day: string
  /** Noon of that day, to be told in words. ms */
  readonly at: number
  readonly calls: number
  readonly renewals: number
}

/** The last `amount` days up to `now`, oldest first, each with what all accounts or one of them did. */
export function lastDays(
  usage: readonly DayOfUse[],
  now: number,
  amount: number,
  accountId?: string,
): readonly DaySum[] {
  return Array.from({ length: amount }, (_, index) => {
    const at = noonBefore(now, amount - 1 - index)
    const day = dayOf(at)
    const mine = usage.filter(
      (one) => one.day === day && (accountId === undefined || one.accountId === accountId),
    )
    return {
      day,
      at,
      calls: mine.reduce((sum, one) => sum + one.calls, 0),
      renewals: mine.reduce((sum, one) => sum + one.renewals, 0),
    }
  })
}

/** By the calendar, since a day is not always 24 hours long. */
function noonBefore(now: number, days: number): number {
  const date = new Date(now)
  return new Date(date.getFullYear(), date.getMonth(), date.getDate() - days, 12).getTime()
}
