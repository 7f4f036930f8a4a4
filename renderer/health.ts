import type { Account } from '../shared/account'
import type { Tone } from './components/state-dot'
import { dayInWords, lengthInWords } from './format'
import { text } from './text'

export interface HealthWords {
  readonly tone: Tone
  readonly title: string
  readonly note: string
}

/** How an account is, in words. `now` in ms. */
export function describeHealth(account: Account, provider: string, now: number): HealthWords {
  const { health } = account
  if (health.state === 'needs_reconnecting') {
    const day = dayInWords(health.since, now)
    const endedByServer = health.code !== 'vault_entry_missing' && health.code !== 'vault_entry_altered'
    const note = endedByServer ? text.health.endedBy(provider, day) : text.health.noticed(day)
    return { tone: 'bad', title: text.health.needsReconnecting, note }
  }
  if (health.state === 'unreachable') {
    const note = text.health.since(dayInWords(health.since, now).replace(/^on /, ''))
    return { tone: 'warn', title: text.health.unreachable, note }
  }
  return { tone: 'good', title: text.health.working, note: describeExpiry(account, now) }
}

export function needsAttention(account: Account): boolean {
  return account.health.state === 'needs_reconnecting'
}

function describeExpiry({ expiresAt, renewable, lastUsedAt }: Account, now: number): string {
  if (expiresAt === undefined) {
    const used = lastUsedAt === undefined ? '' : ` · ${text.health.lastUsed(dayInWords(lastUsedAt, now))}`
    return renewable ? text.health.renews : `${text.health.noExpiry}${used}`
  }
  const left = expiresAt - now
  if (renewable) return left > 0 ? text.health.renewsIn(lengthInWords(left)) : text.health.renewsWhenUsed
  return left > 0 ? text.health.expiresIn(lengthInWords(left)) : text.health.expired
}
