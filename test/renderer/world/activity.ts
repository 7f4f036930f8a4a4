import type { ActivityEntry } from '../../../shared/activity'
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
    entry(2 * minute, 'used', { ...acme, detail: '3 requests: droplets' }),
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
