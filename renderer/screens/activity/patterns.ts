import type { ActivityEntry, ActivityKind } from '../../../shared/activity'
import { findRefusals, isRefusedUse, type RefusalKind } from './refusals'

export type PatternKind = RefusalKind | 'many_renewals' | 'used_after_end' | 'strangers'

/** Something in the activity that a person should know of, although each entry alone looks harmless. */
export interface Pattern {
  readonly kind: PatternKind
  /** When it was seen last. ms */
  readonly at: number
  /** How many entries make it. */
  readonly amount: number
  /** Between what was allowed and its refusal. ms */
  readonly apart?: number
  readonly accountId?: string
  readonly label?: string
  readonly providerId?: string
}

const minute = 60_000
const hour = 60 * minute
const watched = 7 * 24 * hour
/** A token that lives for five minutes is renewed twelve times an hour. */
const manyRenewals = 20
const manyStrangers = 3

/** The person ended access: at some providers of more than the one account. */
const leavings: ReadonlySet<ActivityKind> = new Set(['disconnected', 'revocation_queued'])

/** The patterns of the last seven days, the latest first; each kind once per account. */
export function findPatterns(activity: readonly ActivityEntry[], now: number): readonly Pattern[] {
  const since = now - watched
  const sorted = activity.toSorted((one, other) => one.at - other.at)
  const patterns = [...byAccount(sorted).values()].flatMap((entries) => {
    const recent = entries.filter((entry) => entry.at > since)
    return [
      tooOften(recent, 'renewed', manyRenewals, 'many_renewals'),
      ...refused(entries, sorted, since),
      usedAfterEnd(recent),
    ]
      .filter((pattern) => pattern !== undefined)
      .map((pattern) => ({ ...pattern, ...whoseOf(entries) }))
  })
  const strangers = tooOften(
    sorted.filter((entry) => entry.at > since),
    'callback_turned_away',
    manyStrangers,
    'strangers',
  )
  return [...patterns, ...(strangers ? [strangers] : [])].toSorted((one, other) => other.at - one.at)
}

/** The hour with the most entries of a kind, if they are at least `limit`. */
function tooOften(
  entries: readonly ActivityEntry[],
  kind: ActivityKind,
  limit: number,
  pattern: PatternKind,
): Pattern | undefined {
  const times = entries.filter((entry) => entry.kind === kind).map((entry) => entry.at)
  let most = { amount: 0, at: 0 }
  let first = 0
  for (const [last, at] of times.entries()) {
    while (at - (times[first] ?? at) > hour) first += 1
    if (last - first + 1 >= most.amount) most = { amount: last - first + 1, at }
  }
  return most.amount >= limit ? { kind: pattern, ...most } : undefined
}

/** Each kind of refusal once, the last of it. The course of an account is told by all that is known of it. */
function refused(
  entries: readonly ActivityEntry[],
  activity: readonly ActivityEntry[],
  since: number,
): readonly Pattern[] {
  const providerId = entries.findLast((entry) => entry.providerId !== undefined)?.providerId
  const endings = activity.filter((entry) => leavings.has(entry.kind) && entry.providerId === providerId)
  const found = findRefusals(
    entries,
    endings.map(({ at }) => at),
  ).filter(({ at }) => at > since)
  return [...new Map(found.map((refusal) => [refusal.kind, { ...refusal, amount: 1 }])).values()]
}

/** A token was refused before it ran out, and its grant with it: the access was taken back, and not in Keyfob. */
function usedAfterEnd(entries: readonly ActivityEntry[]): Pattern | undefined {
  const found = entries.filter(isRefusedUse)
  const last = found.at(-1)
  return last && { kind: 'used_after_end', at: last.at, amount: found.length }
}

function byAccount(entries: readonly ActivityEntry[]): ReadonlyMap<string, readonly ActivityEntry[]> {
  const groups = new Map<string, ActivityEntry[]>()
  for (const entry of entries) {
    if (entry.accountId === undefined) continue
    const group = groups.get(entry.accountId)
    if (group) group.push(entry)
    else groups.set(entry.accountId, [entry])
  }
  return groups
}

/** Whose entries these are, by the name the account had last. */
function whoseOf(entries: readonly ActivityEntry[]): Pick<Pattern, 'accountId' | 'label' | 'providerId'> {
  const accountId = entries.at(-1)?.accountId
  const label = entries.findLast((entry) => entry.label !== undefined)?.label
  const providerId = entries.findLast((entry) => entry.providerId !== undefined)?.providerId
  return {
    ...(accountId === undefined ? {} : { accountId }),
    ...(label === undefined ? {} : { label }),
    ...(providerId === undefined ? {} : { providerId }),
  }
}
