import type { Account } from '../../../shared/account'

export const second = 1_000
export const minute = 60 * second
export const hour = 60 * minute
export const day = 24 * hour

/** A working account of Octavia's, changed by `rest`. `now` in ms. */
export function makeAccount(id: string, now: number, rest: Partial<Account> = {}): Account {
  return {
    id,
    providerId: 'digitalocean',
    issuer: 'https://cloud.example',
    clientId: 'kf_7d1',
    label: id,
    person: { subject: `subject-${id}`, name: 'Octavia Lind', email: 'octavia@acme.example' },
    flow: 'authorization_code',
    scopes: {
      asked: ['account:read', 'droplet:read', 'database:read', 'domain:read'],
      granted: ['account:read', 'droplet:read', 'database:read', 'domain:read'],
    },
    protections: ['pkce', 'state', 'iss', 'loopback'],
    connectedAt: now - 40 * day,
    renewedAt: now - day,
    lastUsedAt: now - 2 * minute,
    expiresAt: now + 29 * day + hour,
    renewable: true,
    kept: 'keychain',
    health: { state: 'working' },
    ...rest,
  }
}

export function manyAccounts(now: number): readonly Account[] {
  const grant = (...granted: string[]) => ({ asked: granted, granted })
  return [
    makeAccount('acme', now, { label: 'Acme production' }),
    makeAccount('side', now, {
      label: 'Side projects',
      person: { subject: '2', name: 'Octavia Lind', email: 'octavia@home.example' },
      scopes: grant('account:read', 'droplet:read', 'app:read'),
      expiresAt: now + 12 * day + hour,
      connectedAt: now - 30 * day,
      lastUsedAt: now - 3 * hour,
    }),
    makeAccount('octavia', now, {
      providerId: 'github',
      label: 'octavia',
      person: { subject: '3', name: 'Octavia Lind', login: 'octavia' },
      flow: 'device_code',
      scopes: grant('read:user', 'public_repo'),
      expiresAt: undefined as never,
      renewable: false,
      connectedAt: now - 92 * day,
    }),
    makeAccount('acme-octavia', now, {
      providerId: 'github',
      label: 'acme-octavia',
      person: { subject: '4', name: 'Octavia Lind', tenant: 'Acme organisation' },
      scopes: grant('read:user', 'repo'),
      expiresAt: now + 5 * hour,
      health: {
        state: 'unreachable',
        code: 'name_not_resolved',
        facts: { host: 'api.github.com', stage: 'renewal' },
        since: now - 20 * minute,
      },
      connectedAt: now - 61 * day,
    }),
    makeAccount('google', now, {
      providerId: 'google',
      label: 'octavia@acme.example',
      person: { subject: '5', name: 'Octavia Lind', email: 'octavia@acme.example' },
      scopes: { asked: ['profile', 'drive.metadata'], granted: ['profile', 'drive.metadata'] },
      expiresAt: now + 41 * minute + 30 * second,
      connectedAt: now - 200 * day,
    }),
    makeAccount('work', now, {
      providerId: 'microsoft',
      label: 'Acme (work)',
      scopes: grant('profile', 'Files.Read'),
      expiresAt: now - 3 * day,
      health: {
        state: 'needs_reconnecting',
        code: 'invalid_grant',
        facts: {
          stage: 'renewal',
          likely: ['refresh_token_revoked'],
          serverError: 'invalid_grant',
          status: 400,
        },
        since: now - 3 * day,
      },
      connectedAt: now - 120 * day,
    }),
    makeAccount('ada', now, {
      providerId: 'sandbox',
      label: 'Ada Sandbox',
      person: { subject: 'ada', name: 'Ada Lovelace', email: 'ada@sandbox' },
      scopes: grant('openid', 'profile', 'email', 'servers:read', 'buckets:read'),
      expiresAt: now + 4 * minute + 30 * second,
      kept: 'session',
      connectedAt: now - hour,
    }),
  ].map(({ expiresAt, ...account }) => (expiresAt === undefined ? account : { ...account, expiresAt }))
}
