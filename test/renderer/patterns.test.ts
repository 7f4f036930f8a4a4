import { describe, expect, it } from 'vitest'
import { findPatterns } from '../../renderer/screens/activity/patterns'
import type { ActivityEntry, ActivityKind } from '../../shared/activity'
import { day, hour, minute } from './world/accounts'

const now = new Date(2030, 0, 10, 12).getTime()
let number = 0
const entry = (kind: ActivityKind, age: number, rest: Partial<ActivityEntry> = {}): ActivityEntry => {
  number += 1
  return { id: `e${number}`, at: now - age, kind, accountId: 'ada', label: 'Ada', ...rest }
}
const times = (amount: number, make: (index: number) => ActivityEntry) =>
  Array.from({ length: amount }, (_, index) => make(index))
const kinds = (activity: readonly ActivityEntry[]) => findPatterns(activity, now).map(({ kind }) => kind)

describe('an unusual pattern', () => {
  it('is twenty renewals within an hour, and not twelve as of tokens that live for five minutes', () => {
    const busy = times(20, (index) => entry('renewed', index * minute))
    expect(findPatterns(busy, now)).toEqual([
      { kind: 'many_renewals', at: now, amount: 20, accountId: 'ada', label: 'Ada' },
    ])
    expect(kinds(times(100, (index) => entry('renewed', index * 5 * minute)))).toEqual([])
  })

  it('counts each account for itself', () => {
    const shared = times(24, (index) =>
      entry('renewed', index * minute, { accountId: index % 2 ? 'ada' : 'grace' }),
    )
    expect(kinds(shared)).toEqual([])
  })

  it('is a grant that ends minutes after it was renewed, however the entries are sorted', () => {
    const activity = [entry('ended_by_server', 8 * minute), entry('renewed', 10 * minute)]
    expect(findPatterns(activity, now)).toMatchObject([{ kind: 'refused_after_renewal', apart: 2 * minute }])
    expect(kinds([entry('ended_by_server', 0), entry('renewed', hour)])).toEqual([])
    expect(kinds([entry('renewal_failed', 0), entry('renewed', minute)])).toEqual([])
  })

  it('is a token that was refused before it ran out, since its access was ended elsewhere', () => {
    const refused = { failure: { code: 'invalid_token', message: '', facts: {} } } as const
    const activity = [entry('use_failed', hour, refused), entry('ended_by_server', hour)]
    expect(findPatterns(activity, now)).toMatchObject([
      { kind: 'used_after_end', at: now - hour, amount: 1, accountId: 'ada' },
    ])
    const offline = { failure: { code: 'offline', message: '', facts: {} } } as const
    expect(kinds([entry('use_failed', hour, offline), entry('ended_by_server', hour)])).toEqual([])
  })

  it('is three answers of strangers within an hour', () => {
    const stranger = (age: number) =>
      ({ id: `s${age}`, at: now - age, kind: 'callback_turned_away' }) satisfies ActivityEntry
    expect(kinds([stranger(0), stranger(minute), stranger(2 * minute)])).toEqual(['strangers'])
    expect(kinds([stranger(0), stranger(2 * hour), stranger(4 * hour)])).toEqual([])
  })

  it('is forgotten after a week', () => {
    expect(kinds(times(30, (index) => entry('renewed', 8 * day + index * minute)))).toEqual([])
  })
})
