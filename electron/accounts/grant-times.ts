import type { Account } from '../../shared/account'
import type { TokenSet } from '../oauth/token-set'

/** The record of an account whose grant has just been renewed. `now` in ms since the epoch. */
export function afterRenewal(account: Account, tokens: TokenSet, now: number): Account {
  const { expiresAt: _, ...rest } = account
  return {
    ...rest,
    ...(tokens.expiresAt === undefined ? {} : { expiresAt: tokens.expiresAt }),
    renewedAt: now,
    scopes: { ...account.scopes, granted: [...(tokens.scope ?? account.scopes.granted)] },
    health: { state: 'working' },
  }
}

/** Whether a record was kept with a grant that is younger than the end which another record of the account tells of. */
export function outlives({ connectedAt, renewedAt = connectedAt }: Account, { health }: Account): boolean {
  return health.state === 'needs_reconnecting' && renewedAt > health.since
}
