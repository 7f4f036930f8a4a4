import type { RateLimit } from '../../shared/resource'
import { retryAfterSeconds } from '../support/retry-after'
import { serverTime } from '../support/server-time'

/** In the order in which they are believed; each is followed by `limit`, `remaining` and `reset`. */
const prefixes = ['x-ratelimit-', 'x-rate-limit-', 'ratelimit-', 'x-ratelimit-requests-'] as const
/** Larger numbers of seconds are a time of day. */
const instantFrom = 1_000_000_000
/** A day, in ms: no server is left alone for longer without being asked again. */
const longestPause = 86_400_000

interface Quota {
  readonly remaining: number
  readonly limit?: number | undefined
  readonly resetsAt?: number | undefined
}

/** The quota as a server's headers tell it, where they tell both what is left and of how much. `now` in ms. */
export function rateLimitOf(headers: Headers, now: number): RateLimit | undefined {
  const quota = quotaOf(headers, now)
  if (quota?.limit === undefined) return undefined
  const { remaining, limit, resetsAt } = quota
  return { remaining, limit, ...(resetsAt === undefined ? {} : { resetsAt }) }
}

/**
 * Until when a server wants to be left alone, in ms since the epoch; undefined: it may be asked. `all`: it said so of
 * itself (`Retry-After`), not of the one quota that is used up.
 */
export function pauseOf(
  headers: Headers,
  now: number,
): { readonly until: number; readonly all: boolean } | undefined {
  const seconds = retryAfterSeconds(headers, now)
  if (seconds !== undefined) return { until: now + seconds * 1000, all: true }
  const quota = quotaOf(headers, now)
  if (quota?.remaining !== 0 || quota.resetsAt === undefined || quota.resetsAt <= now) return undefined
  return { until: Math.min(quota.resetsAt, now + longestPause), all: false }
}

function quotaOf(headers: Headers, now: number): Quota | undefined {
  const structured = structuredQuota(headers, now)
  if (structured) return structured
  for (const prefix of prefixes) {
    const remaining = numberIn(headers.get(`${prefix}remaining`))
    if (remaining === undefined) continue
    const limit = numberIn(headers.get(`${prefix}limit`))
    const after = numberIn(headers.get(`${prefix}reset-after`))
    const reset = resetIn(headers.get(`${prefix}reset`))
    const wait = after === undefined ? timeLeft(reset, serverTime(headers, now)) : after * 1000
    return { remaining, limit, resetsAt: wait === undefined ? undefined : now + wait }
  }
  return undefined
}

/** `RateLimit: "default";r=50;t=30` and `RateLimit-Policy: "default";q=100;w=60` (draft-ietf-httpapi-ratelimit-headers). */
function structuredQuota(headers: Headers, now: number): Quota | undefined {
  const parameter = (header: string, name: string) =>
    numberIn(new RegExp(`;\\s*${name}=(\\d+)`).exec(headers.get(header) ?? '')?.[1] ?? null)
  const remaining = parameter('ratelimit', 'r')
  if (remaining === undefined) return undefined
  const left = parameter('ratelimit', 't')
  return {
    remaining,
    limit: parameter('ratelimit-policy', 'q'),
    resetsAt: left === undefined ? undefined : now + left * 1000,
  }
}

/** ms until a reset: of a time of day as seen by who named it. */
function timeLeft(reset: number | undefined, serverNow: number): number | undefined {
  if (reset === undefined) return undefined
  if (reset > instantFrom * 1000) return reset - serverNow
  return reset * 1000 - (reset > instantFrom ? serverNow : 0)
}

/** A number, or a date in either of its usual forms, which both have a T: in ms then. */
function resetIn(text: string | null): number | undefined {
  const written = text?.includes('T') ? Date.parse(text) : Number.NaN
  return numberIn(text) ?? (Number.isNaN(written) ? undefined : written)
}

/** Some servers list several quotas or windows in one header: the first counts. */
function numberIn(text: string | null): number | undefined {
  const found = /^\s*(\d+(?:\.\d+)?)(?=[\s,;]|$)/.exec(text ?? '')?.[1]
  return found === undefined ? undefined : Number(found)
}
