/**
 * Seconds to wait, from either form of `Retry-After` (RFC 9110 §10.2.3), or a fraction, which some send; at most a day.
 * `now` in ms.
 */
export function retryAfterSeconds(header: string | null, now: number): number | undefined {
  if (!header) return undefined
  const seconds = /^\d+(\.\d+)?$/.test(header.trim()) ? Number(header) : (Date.parse(header) - now) / 1000
  return Number.isFinite(seconds) ? Math.min(86_400, Math.max(0, Math.round(seconds))) : undefined
}
