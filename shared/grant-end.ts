import type { Account } from './account'

const minute = 60_000
const hour = 60 * minute
const day = 24 * hour

export interface GrantEnd {
  /** ms since the epoch. */
  readonly at: number
  /** Since when it has been known to end then. */
  readonly since: number
}

/** Ends that are told so close together are one, in ms: they come in whole seconds from another moment each time. */
export const sameEnd = minute

/**
 * When the grant ends, unless its person signs in again before. Of one that is renewed: an end that renewals have left
 * where it was. One that each renewal moves on is no end, and a session of less than an hour is renewed too often to speak
 * of.
 */
export function endOfGrant(account: Account): GrantEnd | undefined {
  const {
    renewable,
    expiresAt,
    renewableUntil,
    renewableSince,
    connectedAt,
    renewedAt = connectedAt,
  } = account
  if (!renewable) return expiresAt === undefined ? undefined : { at: expiresAt, since: renewedAt }
  if (renewableUntil === undefined || renewableSince === undefined) return undefined
  const wasLeft = renewedAt - renewableSince >= sameEnd
  if (!wasLeft || renewableUntil - renewableSince < hour) return undefined
  return { at: renewableUntil, since: renewableSince }
}

/** How long before its end a grant is spoken of, in ms: a fifth of its life, ten minutes at least and three days at most. */
export function noticeOf({ at, since }: GrantEnd): number {
  return Math.min(3 * day, Math.max(10 * minute, (at - since) / 5))
}
