import type { Warning } from './notifications'
import { textAround } from './text'

export interface NotificationWords {
  readonly title: string
  readonly body: string
}

const { notification } = textAround

/** @param now ms since the epoch */
export function wordsOf(warning: Warning, providerName: string, now: number): NotificationWords {
  const { kind, label, endsAt = now } = warning
  switch (kind) {
    case 'ended':
      return { title: notification.endedTitle(label), body: notification.endedBody(providerName) }
    case 'grant_ends':
      return {
        title: notification.endsTitle(label, leftInWords(endsAt - now)),
        body: notification.endsBody(providerName),
      }
    case 'renewals_end':
      return {
        title: notification.endsTitle(label, leftInWords(endsAt - now)),
        body: notification.renewalsEndBody(providerName),
      }
    case 'secret_ends':
      return {
        title: notification.secretTitle(providerName, leftInWords(endsAt - now)),
        body: notification.secretBody(label),
      }
  }
}

/** While Keyfob is locked nobody who looks at the screen learns of an account. */
export function wordsWhileLocked(due: readonly Warning[]): NotificationWords {
  return { title: textAround.app, body: notification.lockedBody(due.length) }
}

function leftInWords(left: number): string {
  const hours = left / 3_600_000
  if (hours >= 48) return notification.days(Math.floor(hours / 24))
  if (hours >= 1) return notification.hours(Math.floor(hours))
  return notification.minutes(Math.max(1, Math.floor(hours * 60)))
}
