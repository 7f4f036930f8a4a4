import type { ActivityEntry, ActivityKind } from '../../../shared/activity'

export type RefusalKind = 'reused_token' | 'refused_after_renewal' | 'refused_unexplained'

/** A renewal that a server refused for good, and that nothing harmless explains. */
export interface Refusal {
  readonly kind: RefusalKind
  /** ms */
  readonly at: number
  /** Since the grant was renewed, or given, the last time. ms */
  readonly apart: number
}

/** What is known of a grant when its renewal is refused. All in ms. */
interface Course {
  /** When the person gave it. */
  readonly given: number | undefined
  /** When it was given or renewed last. */
  readonly begun: number | undefined
  /** The longest time without a renewal that this account has been renewed after. */
  readonly survived: number
  /** How long the grants before it lasted. */
  readonly lives: readonly number[]
}

const minute = 60_000
const soon = 10 * minute
/** A renewal is not due to the minute. */
const slack = 1.5

/**
 * The refusals of one account that may mean a stolen refresh token, oldest first. `entries` are the account's, oldest
 * first; `endings` is when the person ended access of any account at its provider, which may end more than that one.
 */
export function findRefusals(
  entries: readonly ActivityEntry[],
  endings: readonly number[],
): readonly Refusal[] {
  const found: Refusal[] = []
  let course: Course = { given: undefined, begun: undefined, survived: 0, lives: [] }
  for (const entry of entries) {
    if (entry.kind === 'ended_by_server') {
      const kind = kindOf(entry, course, entries, endings)
      const { begun = entry.at } = course
      if (kind) found.push({ kind, at: entry.at, apart: entry.at - begun })
    }
    course = after(entry, course)
  }
  return found
}

function kindOf(
  entry: ActivityEntry,
  { given, begun, survived, lives }: Course,
  entries: readonly ActivityEntry[],
  endings: readonly number[],
): RefusalKind | undefined {
  const { at, failure } = entry
  const likely = failure?.facts.likely ?? []
  const [first] = likely.filter((cause) => cause !== 'clock_differs')
  if (first === 'refresh_token_rotated') return 'reused_token'
  // Whatever the server says of expiry, Google's test projects end after a week.
  if (first === 'refresh_token_expired' || likely.includes('google_testing_mode')) return undefined
  if (begun === undefined || endings.some((ending) => isWithin(ending, begun, at + minute))) return undefined
  const apart = at - begun
  if (apart <= soon) return 'refused_after_renewal'

  const wasIdle = apart > slack * survived
  const isFixedTerm = given !== undefined && lives.some((life) => Math.abs(life - (at - given)) <= apart)
  const wasInterrupted = entries.some(
    (each) => each.kind === 'renewal_failed' && isWithin(each.at, begun, at),
  )
  const wasRefusedInUse = entries.some((each) => isRefusedUse(each) && Math.abs(each.at - at) <= minute)
  const isExplained = wasIdle || isFixedTerm || wasInterrupted || wasRefusedInUse
  return failure?.code === 'invalid_grant' && !isExplained ? 'refused_unexplained' : undefined
}

function isWithin(time: number, from: number, to: number): boolean {
  return time >= from && time <= to
}

const givings: ReadonlySet<ActivityKind> = new Set(['connected', 'reconnected'])

function after({ kind, at }: ActivityEntry, course: Course): Course {
  if (givings.has(kind)) return { ...course, given: at, begun: at }
  if (kind === 'renewed') {
    const silence = course.begun === undefined ? 0 : at - course.begun
    return { ...course, begun: at, survived: Math.max(course.survived, silence) }
  }
  if (kind !== 'ended_by_server') return course
  const lives = course.given === undefined ? course.lives : [...course.lives, at - course.given]
  return { ...course, given: undefined, begun: undefined, lives }
}

/** A token was refused before it ran out, and its grant with it. */
export function isRefusedUse({ kind, failure }: ActivityEntry): boolean {
  return kind === 'use_failed' && failure?.code === 'invalid_token'
}
