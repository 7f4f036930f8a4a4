import { describe, expect, test } from 'vitest'
import { createUsage, readUsage } from '../../electron/activity/usage'
import { dayOf } from '../../shared/activity'

const noon = new Date(2030, 0, 10, 12).getTime()
const day = 24 * 60 * 60 * 1000

describe('the usage of accounts', () => {
  test('is counted by account and by day of the person’s own calendar', () => {
    let now = noon
    const usage = createUsage({ now: () => now })
    usage.count('ada', 'calls')
    usage.count('ada', 'calls')
    usage.count('ada', 'renewals')
    usage.count('grace', 'calls')
    now += day
    usage.count('ada', 'calls')

    expect(usage.list()).toEqual([
      { day: '2030-01-10', accountId: 'ada', calls: 2, renewals: 1 },
      { day: '2030-01-10', accountId: 'grace', calls: 1, renewals: 0 },
      { day: '2030-01-11', accountId: 'ada', calls: 1, renewals: 0 },
    ])
  })

  test('goes on from what is known, and lets go of what is older than 60 days', () => {
    const known = [
      { day: dayOf(noon - 61 * day), accountId: 'ada', calls: 9, renewals: 0 },
      { day: dayOf(noon - 59 * day), accountId: 'ada', calls: 5, renewals: 0 },
      { day: dayOf(noon), accountId: 'ada', calls: 3, renewals: 2 },
    ]
    const usage = createUsage({ now: () => noon, known })
    usage.count('ada', 'calls')

    expect(usage.list().map(({ calls }) => calls)).toEqual([5, 4])
  })

  test('announces each count, so that it can be kept', () => {
    const usage = createUsage({ now: () => noon })
    const told: number[] = []
    usage.changes.subscribe((days) => told.push(days.length))
    usage.count('ada', 'calls')
    usage.count('ada', 'renewals')

    expect(told).toEqual([1, 1])
  })

  test('leaves out what a file holds that makes no sense, and says so', () => {
    const good = { day: '2030-01-10', accountId: 'ada', calls: 2, renewals: 1 }
    expect(readUsage([{ ...good, day: 'yesterday' }, { ...good, calls: -1 }, null, good])).toEqual({
      known: [good],
      isWhole: false,
    })
    expect(readUsage({ days: 3 })).toEqual({ known: [], isWhole: false })
    expect(readUsage([good])).toEqual({ known: [good], isWhole: true })
  })
})
