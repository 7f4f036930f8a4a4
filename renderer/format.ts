const second = 1_000
const minute = 60 * second
const hour = 60 * minute
const day = 24 * hour
const locale = 'en-GB'

/** Made when it is first wanted: the first of its kind takes longer than anything else of the window's own start. */
function lazily<Made>(make: () => Made): () => Made {
  let made: Made | undefined
  return () => (made ??= make())
}
const dates = (options: Intl.DateTimeFormatOptions) => lazily(() => new Intl.DateTimeFormat(locale, options))

const shortDate = dates({ day: 'numeric', month: 'short', year: 'numeric' })
const longDate = dates({ day: 'numeric', month: 'long', year: 'numeric' })
const weekday = dates({ weekday: 'long' })
const weekdayAndDate = dates({ weekday: 'short', day: 'numeric', month: 'short' })
const numbers = (options: Intl.NumberFormatOptions) => lazily(() => new Intl.NumberFormat(locale, options))
const whole = numbers({})
const fraction = numbers({ maximumFractionDigits: 1 })
const cents = numbers({ minimumFractionDigits: 2, maximumFractionDigits: 2 })
const currencies = new Map<string, () => Intl.NumberFormat>()

const twoDigits = (value: number) => String(value).padStart(2, '0')

/** "10:42". Times here and below are ms since the epoch, told in the person's own time zone. */
export const timeOfDay = (at: number) => {
  const time = new Date(at)
  return `${twoDigits(time.getHours())}:${twoDigits(time.getMinutes())}`
}
/** "10:42:07" */
export const exactTime = (at: number) => `${timeOfDay(at)}:${twoDigits(new Date(at).getSeconds())}`
/** "3 Mar 2026" */
export const dateOf = (at: number) => shortDate().format(at)
/** "Fri 3 Mar" */
export const shortDay = (at: number) => weekdayAndDate().format(at).replace(',', '')
/** "14 March 2026, 09:12" */
export const momentOf = (at: number) => `${longDate().format(at)}, ${timeOfDay(at)}`
export const count = (value: number) =>
  Number.isInteger(value) && Math.abs(value) < 1000 ? String(value) : whole().format(value)

/** "today", "yesterday", "on Friday", "on 3 Mar 2026". */
export function dayInWords(at: number, now: number): string {
  const days = daysBetween(at, now)
  if (days === 0) return 'today'
  if (days === 1) return 'yesterday'
  return days > 1 && days < 7 ? `on ${weekday().format(at)}` : `on ${shortDate().format(at)}`
}

/** "Today, 10:42"; "Friday, 09:00"; "3 Mar 2026, 09:00". */
export function dayAndTime(at: number, now: number): string {
  const days = daysBetween(at, now)
  const named =
    days === 0 ? 'Today' : days === 1 ? 'Yesterday' : days > 1 && days < 7 ? weekday().format(at) : dateOf(at)
  return `${named}, ${timeOfDay(at)}`
}

/** "just now", "2 min ago", "3 hours ago", then days as in `dayInWords` without "on". */
export function agoInWords(at: number, now: number): string {
  const age = now - at
  if (age < minute) return 'just now'
  if (age < hour) return `${Math.floor(age / minute)} min ago`
  return dayInWords(at, now).replace(/^on /, '')
}

/** "29 days", "3 hours", "41 minutes", "50 seconds": one unit, rounded down. `length` in ms. */
export function lengthInWords(length: number): string {
  if (length >= 2 * day) return plural(Math.floor(length / day), 'day')
  if (length >= 2 * hour) return plural(Math.floor(length / hour), 'hour')
  if (length >= minute) return plural(Math.floor(length / minute), 'minute')
  return plural(Math.max(0, Math.floor(length / second)), 'second')
}

/** "4:31". `length` in ms, whole seconds only, so that it never shows more than there was; never below zero. */
export function countdown(length: number): string {
  const seconds = Math.max(0, Math.floor(length / second))
  return `${Math.floor(seconds / 60)}:${twoDigits(seconds % 60)}`
}

/** "41 s", "2 min 5 s", "350 ms". */
export function duration(length: number): string {
  if (length < second) return `${Math.max(0, Math.round(length))} ms`
  const seconds = Math.round(length / second)
  if (seconds < 60) return `${seconds} s`
  return seconds % 60 === 0 ? `${seconds / 60} min` : `${Math.floor(seconds / 60)} min ${seconds % 60} s`
}

/** "512 B", "4 GB": powers of 1,024, as computers sell memory. */
export function bytes(value: number): string {
  const units = ['B', 'KB', 'MB', 'GB', 'TB', 'PB']
  let rest = Math.abs(value)
  let unit = 0
  while (rest >= 1024 && unit < units.length - 1) {
    rest /= 1024
    unit += 1
  }
  return `${value < 0 ? '-' : ''}${fraction().format(rest)} ${units[unit]}`
}

/** "1 account", "2 accounts". */
export function plural(amount: number, one: string, many = `${one}s`): string {
  return `${count(amount)} ${amount === 1 ? one : many}`
}

/** "A", "A and B", "A, B and C". */
export function list(words: readonly string[]): string {
  if (words.length < 2) return words.join('')
  return `${words.slice(0, -1).join(', ')} and ${words.at(-1)}`
}

function daysBetween(at: number, now: number): number {
  return Math.round((startOfDay(now) - startOfDay(at)) / day)
}

function startOfDay(at: number): number {
  return new Date(at).setHours(0, 0, 0, 0)
}

/** "12.50"; with an ISO 4217 currency "€12.50". Throws RangeError when that is not three letters. */
export function money(amount: number, currency?: string): string {
  if (currency === undefined) return cents().format(amount)
  const format = currencies.get(currency) ?? numbers({ style: 'currency', currency })
  currencies.set(currency, format)
  return format().format(amount)
}
