import type { Account } from '../shared/account'
import type { ClientSummary } from '../shared/client'
import type { FailureCode } from '../shared/failure'
import { endOfGrant, noticeOf } from '../shared/grant-end'
import type { ProviderSummary } from '../shared/provider-summary'
import type { Tone } from './components/state-dot'
import { explainFailure } from './failure-text'
import { dateOf, dayAndTime, dayInWords, lengthInWords } from './format'
import { text } from './text'

export interface HealthWords {
  readonly tone: Tone
  readonly title: string
  readonly note: string
  /** The reason in a sentence, where there is one. */
  readonly because?: string | undefined
  /** The client's secret is what has to be mended, not the account. */
  readonly client?: true
}

/** What of its provider the words depend on. */
type ProviderOfAccount = Pick<ProviderSummary, 'name'> & { readonly lastingTokens?: boolean | undefined }

/** How an account is, in words. `clients` are looked through for the one it was connected by; `now` in ms. */
export function describeHealth(
  account: Account,
  provider: ProviderOfAccount,
  now: number,
  clients: readonly ClientSummary[] = [],
): HealthWords {
  const { health } = account
  if (health.state === 'needs_reconnecting') {
    const since = dayInWords(health.since, now)
    const note = endedElsewhere.has(health.code)
      ? text.health.noticed(since)
      : text.health.endedBy(provider.name, since)
    return {
      tone: 'bad',
      title: text.health.needsReconnecting,
      note,
      because: reasonOf(health, provider.name),
    }
  }
  if (health.state === 'unreachable') {
    const note = text.health.since(dayInWords(health.since, now).replace(/^on /, ''))
    return { tone: 'warn', title: text.health.unreachable, note, because: reasonOf(health, provider.name) }
  }
  return describeSecret(account.id, clients) ?? describeExpiry(account, provider, now)
}

/** Not by a word of the provider's. */
const endedElsewhere = new Set<FailureCode>(['vault_entry_missing', 'vault_entry_altered', 'access_ran_out'])

export function needsAttention(account: Account): boolean {
  return account.health.state === 'needs_reconnecting'
}

function reasonOf(health: Exclude<Account['health'], { state: 'working' }>, provider: string): string {
  const { title, causes } = explainFailure({ code: health.code, facts: health.facts }, provider)
  return [`${title}.`, health.facts?.likely?.length ? causes[0] : undefined].filter(Boolean).join(' ')
}

/** A secret that runs out takes every account with it that was connected through its client. */
function describeSecret(accountId: string, clients: readonly ClientSummary[]): HealthWords | undefined {
  const client = clients.find(({ accountIds }) => accountIds.includes(accountId))
  if (client?.credentialExpiresAt === undefined) return undefined
  const until = dateOf(client.credentialExpiresAt)
  if (client.credentialState === 'expired')
    return {
      tone: 'bad',
      title: text.health.secretExpired,
      note: text.health.secretSince(until),
      client: true,
    }
  if (client.credentialState !== 'expires_soon') return undefined
  return {
    tone: 'warn',
    title: text.health.secretExpires,
    note: text.health.replaceBefore(until),
    client: true,
  }
}

const working = { tone: 'good', title: text.health.working } as const

function describeExpiry(account: Account, provider: ProviderOfAccount, now: number): HealthWords {
  if (account.renewable) return describeRenewal(account, now)
  const end = endOfGrant(account)
  if (!end)
    return { ...working, note: provider.lastingTokens ? text.health.noExpiry : text.health.expiryUnknown }
  const left = end.at - now
  if (left <= 0) return { tone: 'bad', title: text.health.expired, note: text.health.connectAgain }
  const note = text.health.expiresIn(lengthInWords(left))
  return left < noticeOf(end) ? { tone: 'warn', title: text.health.expiresSoon, note } : { ...working, note }
}

function describeRenewal(account: Account, now: number): HealthWords {
  const { renewableUntil = 0 } = account
  const end = endOfGrant(account)
  if (!end || end.at <= now) {
    const because =
      renewableUntil > now ? text.health.renewableUntil(dayAndTime(renewableUntil, now)) : undefined
    return { ...working, note: nextRenewal(account, now), because }
  }
  const left = lengthInWords(end.at - now)
  const because = text.health.renewalsEnd(dayAndTime(end.at, now))
  return end.at - now < noticeOf(end)
    ? { tone: 'warn', title: text.health.expiresSoon, note: text.health.connectWithin(left), because }
    : { ...working, note: text.health.renewsFor(left), because }
}

function nextRenewal({ expiresAt }: Account, now: number): string {
  if (expiresAt === undefined) return text.health.renews
  return expiresAt > now ? text.health.renewsIn(lengthInWords(expiresAt - now)) : text.health.renewsWhenUsed
}
