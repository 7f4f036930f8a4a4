import { describe, expect, it } from 'vitest'
import { findPatterns } from '../../renderer/screens/activity/patterns'
import type { ActivityEntry, ActivityKind } from '../../shared/activity'
import type { FailureFacts, LikelyCause } from '../../shared/failure'
import { day, hour, minute } from './world/accounts'

const now = new Date(2030, 0, 10, 12).getTime()
const ada = { accountId: 'ada', providerId: 'sandbox', label: 'Ada' }
let number = 0
const entry = (kind: ActivityKind, age: number, rest: Partial<ActivityEntry> = {}): ActivityEntry => {
  number += 1
  return { id: `e${number}`, at: now - age, kind, ...ada, ...rest }
}
/** As a server refuses for good; `likely` as its words point at. */
const refusal = (
  age: number,
  likely: readonly LikelyCause[] = ['refresh_token_revoked'],
  rest: FailureFacts = {},
) =>
  entry('ended_by_server', age, {
    failure: { code: 'invalid_grant', message: '', facts: { stage: 'renewal', likely, ...rest } },
  })
/** Connected and renewed every hour until `age`, when the next one was refused. */
const hourly = (age: number, hours = 5) => [
  entry('connected', age + (hours + 1) * hour),
  ...Array.from({ length: hours }, (_, index) => entry('renewed', age + (index + 1) * hour)),
]
const kinds = (activity: readonly ActivityEntry[]) => findPatterns(activity, now).map(({ kind }) => kind)

describe('a renewal that a server refuses for good', () => {
  it('because the token had been used before is pointed out whenever it happens', () => {
    const words: LikelyCause[] = ['refresh_token_rotated', 'refresh_token_revoked', 'refresh_token_expired']
    expect(findPatterns([...hourly(minute), refusal(minute, words)], now)).toEqual([
      { kind: 'reused_token', at: now - minute, apart: hour, amount: 1, ...ada },
    ])
    expect(kinds([entry('connected', 90 * day), refusal(day, words)])).toEqual(['reused_token'])
    expect(kinds([entry('renewed', 2 * minute), refusal(minute, words)])).toEqual(['reused_token'])
    expect(kinds([entry('renewed', 2 * hour), refusal(0, ['clock_differs', ...words])])).toEqual([
      'reused_token',
    ])
  })

  it('without a reason is pointed out when it was due as ever', () => {
    expect(findPatterns([...hourly(minute), refusal(minute)], now)).toMatchObject([
      { kind: 'refused_unexplained', at: now - minute, apart: hour },
    ])
    expect(kinds([...hourly(8 * day), refusal(8 * day)])).toEqual([])
  })

  it('is plain expiry when the server says so', () => {
    expect(kinds([...hourly(0), refusal(0, ['refresh_token_expired', 'refresh_token_revoked'])])).toEqual([])
    expect(kinds([entry('renewed', minute), refusal(0, ['refresh_token_expired'])])).toEqual([])
    expect(kinds([...hourly(0), refusal(0, ['refresh_token_revoked', 'google_testing_mode'])])).toEqual([])
  })

  it('is plain expiry when the account had not been renewed for longer than ever before', () => {
    const weekend = 60 * hour
    expect(kinds([...hourly(weekend), refusal(0)])).toEqual([])
    const survivor = [entry('renewed', 2 * weekend), ...hourly(weekend).slice(1), refusal(0)]
    expect(kinds(survivor)).toEqual(['refused_unexplained'])
  })

  it('is a fixed term when a grant before it lasted as long', () => {
    const first = [...hourly(day, 9), refusal(day)]
    const asLong = [...first, ...hourly(0, 9), refusal(0)]
    expect(findPatterns(asLong, now)).toMatchObject([{ kind: 'refused_unexplained', at: now - day }])
    const shorter = [...first, ...hourly(0, 4), refusal(0)]
    expect(findPatterns(shorter, now)).toMatchObject([{ kind: 'refused_unexplained', at: now }])
  })

  it('is what the person did when they ended access at that provider meanwhile', () => {
    const other = { accountId: 'grace', label: 'Grace' }
    for (const kind of ['disconnected', 'revocation_queued'] as const) {
      expect(kinds([...hourly(0), entry(kind, minute, other), refusal(0)])).toEqual([])
      expect(kinds([...hourly(minute), refusal(minute), entry(kind, minute - 1_000)])).toEqual([])
    }
    const elsewhere = entry('disconnected', minute, { ...other, providerId: 'github' })
    expect(kinds([...hourly(0), elsewhere, refusal(0)])).toEqual(['refused_unexplained'])
    const before = entry('disconnected', 2 * hour, other)
    expect(kinds([...hourly(0), before, refusal(0)])).toEqual(['refused_unexplained'])
  })

  it('may be an answer that was lost on the way when a renewal had failed before', () => {
    expect(kinds([...hourly(0), entry('renewal_failed', 5 * minute), refusal(0)])).toEqual([])
  })

  it('is not told twice when it was found by using a token', () => {
    const use = { failure: { code: 'invalid_token', message: '', facts: {} } } as const
    expect(kinds([...hourly(0), refusal(1_000), entry('use_failed', 0, use)])).toEqual(['used_after_end'])
  })

  it('is nothing of this kind when the server wants the person for something else', () => {
    const failure = { code: 'interaction_required', message: '', facts: {} } as const
    expect(kinds([...hourly(0), entry('ended_by_server', 0, { failure })])).toEqual([])
  })
})
