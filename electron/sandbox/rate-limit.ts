export type RateLimit = {
  readonly limit: number
  /** Seconds. */
  readonly window: number
}

/** Counts requests in fixed windows, per key. */
export function createRateLimiter({ limit, window }: RateLimit) {
  const windows = new Map<string, { start: number; used: number }>()

  /** Counts one request. `headers` say how it stands; `retryAfter` (seconds) is there when it is one too many. */
  return function count(key: string): { headers: Record<string, string>; retryAfter?: number } {
    const now = Date.now() / 1000
    const current = windows.get(key)
    const open = current && now < current.start + window ? current : { start: now, used: 0 }
    if (windows.size > 1000) windows.clear()
    windows.set(key, open)
    const isOver = open.used >= limit
    if (!isOver) open.used += 1

    const end = open.start + window
    const headers = {
      'x-ratelimit-limit': String(limit),
      'x-ratelimit-remaining': String(limit - open.used),
      'x-ratelimit-reset': String(Math.ceil(end)),
    }
    return isOver ? { headers, retryAfter: Math.max(1, Math.ceil(end - now)) } : { headers }
  }
}
