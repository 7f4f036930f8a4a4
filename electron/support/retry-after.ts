import { serverTime } from './server-time'

/**
 * Seconds to wait, from either form of `Retry-After` (RFC 9110 §10.2.3), or a fraction, which some send; at most a day.
 * A date is judged by the server's own clock where that is told. `now` in ms.
 */
export function retryAfterSeconds(headers: Headers, now: number): number | undefined {
  const header = headers.get('retry-after')
  if (!header) return undefined
  const seconds = /^\d+(\.\d+)?$/.test(header.trim())
    ? Number(header)
    : (Date.parse(header) - serverTime(headers, now)) / 1000
  return Number.isFinite(seconds) ? Math.min(86_400, Math.max(0, Math.round(seconds))) : undefined
}
