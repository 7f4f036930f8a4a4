import type { ActivityEntry, ActivityKind } from '../../../shared/activity'
import type { ActivityTopic } from '../../navigation'

const topics: Readonly<Record<ActivityKind, Exclude<ActivityTopic, 'problems'>>> = {
  connected: 'connections',
  reconnected: 'connections',
  scopes_changed: 'connections',
  flow_failed: 'connections',
  code_intercepted: 'keyfob',
  renamed: 'connections',
  renewed: 'renewals',
  renewal_failed: 'renewals',
  ended_by_server: 'renewals',
  use_failed: 'use',
  request_refused: 'use',
  disconnected: 'revocations',
  revocation_queued: 'revocations',
  callback_turned_away: 'keyfob',
  clock_differs: 'keyfob',
  file_set_aside: 'keyfob',
  entry_set_aside: 'keyfob',
}

const problems: ReadonlySet<ActivityKind> = new Set([
  'flow_failed',
  'renewal_failed',
  'ended_by_server',
  'use_failed',
  'request_refused',
  'revocation_queued',
  'callback_turned_away',
  'clock_differs',
  'file_set_aside',
  'entry_set_aside',
])

/** What of the activity is about one account, one topic, or both. */
export function filterActivity(
  activity: readonly ActivityEntry[],
  accountId: string | undefined,
  topic: ActivityTopic | undefined,
): readonly ActivityEntry[] {
  return activity.filter(
    (entry) =>
      (accountId === undefined || entry.accountId === accountId) &&
      (topic === undefined ||
        (topic === 'problems' ? problems.has(entry.kind) : topics[entry.kind] === topic)),
  )
}
