import { type ActivityEntry, type DayOfUse, dayOf } from '../../../shared/activity'
import { day, hour, minute } from './accounts'

export function someActivity(now: number, flowId: string): readonly ActivityEntry[] {
  const entry = (
    age: number,
    kind: ActivityEntry['kind'],
    rest: Partial<ActivityEntry> = {},
  ): ActivityEntry => ({
    id: `${kind}-${age}`,
    at: now - age,
    kind,
    ...rest,
  })
  const acme = { providerId: 'digitalocean', accountId: 'acme', label: 'Acme production' }
  const work = { providerId: 'microsoft', accountId: 'work', label: 'Acme (work)' }
  return [
    entry(2 * minute, 'renamed', acme),
    entry(5 * minute, 'connected', { ...acme, flowId, detail: 'Droplets, Databases, Domains' }),
    entry(20 * minute, 'renewal_failed', {
      providerId: 'github',
      accountId: 'acme-octavia',
      label: 'acme-octavia',
      failure: {
        code: 'name_not_resolved',
        message: 'getaddrinfo ENOTFOUND',
        facts: { host: 'api.github.com', stage: 'renewal' },
      },
    }),
    entry(day + hour, 'renewed', acme),
    entry(day + 2 * hour, 'callback_turned_away', { detail: 'No state: 404' }),
    entry(3 * day, 'ended_by_server', {
      ...work,
      failure: {
        code: 'invalid_grant',
        message: 'invalid_grant',
        facts: { stage: 'renewal', likely: ['refresh_token_revoked'] },
      },
    }),
    entry(9 * day, 'disconnected', { providerId: 'dropbox', accountId: 'gone', label: 'Old files' }),
  ]
}

/** Two weeks of use, more on working days, the same each time. */
export function someUsage(now: number): readonly DayOfUse[] {
  return ['acme', 'side', 'google', 'ada'].flatMap((accountId, which) =>
    Array.from({ length: 14 }, (_, age) => {
      const at = now - age * day
      const isWorkday = ![0, 6].includes(new Date(at).getDay())
      const calls = isWorkday ? ((age * 7 + which * 5) % 11) * 6 : (age + which) % 3
      return { day: dayOf(at), accountId, calls, renewals: (age + which) % 4 }
    }),
  )
}

/** A grant that ended right after it was renewed, and strangers at the door. */
export function oddActivity(now: number): readonly ActivityEntry[] {
  const acme = { providerId: 'digitalocean', accountId: 'acme', label: 'Acme production' }
  return [
    { id: 'odd-1', at: now - hour, kind: 'ended_by_server', ...acme },
    { id: 'odd-2', at: now - hour - 2 * minute, kind: 'renewed', ...acme },
    ...[1, 2, 3, 4].map((age) => ({
      id: `odd-stranger-${age}`,
      at: now - 30 * minute - age * minute,
      kind: 'callback_turned_away' as const,
      detail: 'foreign_state',
    })),
  ]
}
