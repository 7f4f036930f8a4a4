import { randomUUID } from 'node:crypto'
import type { ActivityEntry } from '../../shared/activity'
import { createNotifier, type Notifier } from '../support/notifier'

export interface ActivityLog {
  record(entry: Omit<ActivityEntry, 'id' | 'at'>): void
  /** Newest first. */
  list(accountId?: string): readonly ActivityEntry[]
  readonly changes: Notifier<readonly ActivityEntry[]>
}

const mostKept = 2_000

/** What happened to accounts, in order; the oldest entries make room for new ones. */
export function createActivityLog(options: {
  readonly now: () => number
  readonly known?: readonly ActivityEntry[]
}): ActivityLog {
  const changes = createNotifier<readonly ActivityEntry[]>()
  let entries = [...(options.known ?? [])]
  return {
    record(entry) {
      entries = [{ ...entry, id: randomUUID(), at: options.now() }, ...entries].slice(0, mostKept)
      changes.announce(entries)
    },
    list: (accountId) => (accountId ? entries.filter((entry) => entry.accountId === accountId) : entries),
    changes,
  }
}
