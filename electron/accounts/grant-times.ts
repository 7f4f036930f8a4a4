import { type Account, longestScope, mostScopes } from '../../shared/account'
import { sameEnd } from '../../shared/grant-end'
import type { TokenSet } from '../oauth/token-set'

type GrantTimes = Pick<Account, 'expiresAt' | 'renewableUntil' | 'renewableSince'>

/** When a grant that was given or renewed now ends, for its record. `now` in ms since the epoch. */
export function timesOf({ expiresAt, refreshToken, renewableUntil }: TokenSet, now: number): GrantTimes {
  return {
    ...(expiresAt === undefined ? {} : { expiresAt }),
    ...(refreshToken === undefined || renewableUntil === undefined
      ? {}
      : { renewableUntil, renewableSince: now }),
  }
}

/** Scopes as far as a record has room for them. */
export function onRecord(scopes: readonly string[]): readonly string[] {
  return scopes.filter(({ length }) => length <= longestScope).slice(0, mostScopes)
}

export function withoutTimes(account: Account): Omit<Account, keyof GrantTimes> {
  const { expiresAt: _, renewableUntil: __, renewableSince: ___, ...rest } = account
  return rest
}

/** The record of an account whose grant has just been renewed. `now` in ms since the epoch. */
export function afterRenewal(account: Account, tokens: TokenSet, now: number): Account {
  return {
    ...withoutTimes(account),
    ...timesOf(tokens, now),
    ...unmoved(account, tokens),
    renewedAt: now,
    scopes: { ...account.scopes, granted: onRecord(tokens.scope ?? account.scopes.granted) },
    health: { state: 'working' },
  }
}

function unmoved({ renewableUntil, renewableSince }: Account, tokens: TokenSet): GrantTimes {
  if (renewableUntil === undefined || renewableSince === undefined) return {}
  const isSame = Math.abs((tokens.renewableUntil ?? 0) - renewableUntil) < sameEnd
  return isSame ? { renewableUntil, renewableSince } : {}
}

/** Whether a record was kept with a grant that is younger than the end which another record of the account tells of. */
export function outlives({ connectedAt, renewedAt = connectedAt }: Account, { health }: Account): boolean {
  return health.state === 'needs_reconnecting' && renewedAt > health.since
}
