import type { Account } from '../shared/account'
import type { ClientSummary } from '../shared/client'
import { endOfGrant, noticeOf } from '../shared/grant-end'

const day = 24 * 60 * 60_000

/** Something that will end, or has ended, an account. */
export interface Warning {
  readonly kind: 'ended' | 'grant_ends' | 'renewals_end' | 'secret_ends'
  readonly accountId: string
  readonly label: string
  readonly providerId: string
  /** ms since the epoch; absent: it has ended. */
  readonly endsAt?: number
  /** The same as long as it is the same matter. */
  readonly about: string
}

/** When each account was last spoken of, in ms, and of which matters. */
export type Told = Readonly<Record<string, { readonly at: number; readonly abouts: readonly string[] }>>

/** How long before its end a client secret is spoken of: getting a new one takes somebody else's time. */
const secretNotice = 14 * day

/**
 * What there is to warn of. A grant that nobody can renew, or that cannot be renewed for ever, is spoken of in the last
 * fifth of its life: at most three days and at least ten minutes before.
 */
export function warningsOf(
  accounts: readonly Account[],
  clients: readonly Pick<ClientSummary, 'accountIds' | 'credentialExpiresAt'>[],
  now: number,
): readonly Warning[] {
  return accounts.flatMap((account): readonly Warning[] => {
    const { id: accountId, label, providerId, health } = account
    const base = { accountId, label, providerId }
    if (health.state === 'needs_reconnecting') {
      return [{ ...base, kind: 'ended', about: `ended ${health.since}` }]
    }
    const secretEnd = clients.find((client) => client.accountIds.includes(accountId))?.credentialExpiresAt
    const grantEnd = endOfGrant(account)
    const kind = account.renewable ? 'renewals_end' : 'grant_ends'
    return [
      ...(grantEnd !== undefined && grantEnd.at > now && grantEnd.at - now <= noticeOf(grantEnd)
        ? [{ ...base, kind, endsAt: grantEnd.at, about: `grant ${grantEnd.at}` } as const]
        : []),
      ...(secretEnd !== undefined && secretEnd > now && secretEnd - now <= secretNotice
        ? [{ ...base, kind: 'secret_ends', endsAt: secretEnd, about: `secret ${secretEnd}` } as const]
        : []),
    ]
  })
}

/** Those to be told now: each matter once, and at most one a day for each account. */
export function dueWarnings(warnings: readonly Warning[], told: Told, now: number): readonly Warning[] {
  const spokenOf = new Set<string>()
  return warnings.filter(({ accountId, about }) => {
    const before = told[accountId]
    const isRecent = before !== undefined && Math.abs(now - before.at) < day
    if (isRecent || before?.abouts.includes(about) || spokenOf.has(accountId)) return false
    spokenOf.add(accountId)
    return true
  })
}

const mostAbouts = 10

/** What has been told after `due` was. Accounts that are gone are forgotten. */
export function toldAfter(
  due: readonly Warning[],
  told: Told,
  accounts: readonly Account[],
  now: number,
): Told {
  const kept = Object.entries(told).filter(([id]) => accounts.some((account) => account.id === id))
  const fresh = due.map(({ accountId, about }) => {
    const abouts = [...(told[accountId]?.abouts ?? []), about].slice(-mostAbouts)
    return [accountId, { at: now, abouts }] as const
  })
  return Object.fromEntries([...kept, ...fresh])
}
