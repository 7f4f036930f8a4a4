import type { GuardedFetchOptions } from './guarded-fetch'

export interface ServerClock {
  readonly note: NonNullable<GuardedFetchOptions['onServerDate']>
  /** Seconds this computer is ahead of that host (negative: behind); undefined when it never spoke. */
  readonly skewOf: (host: string) => number | undefined
}

/** `Date` counts whole seconds, and answers take a moment: only more than this is a wrong clock. Seconds. */
const noticeable = 60

/** Notices a clock that differs from a server's by more than 60 s, and says so once per host until it has changed. */
export function createServerClock(onDifference: (host: string, skew: number) => void): ServerClock {
  const skews = new Map<string, number>()
  const told = new Set<string>()
  return {
    note(host, serverTime, localTime) {
      const skew = (localTime - serverTime) / 1000
      skews.set(host, skew)
      if (Math.abs(skew) <= noticeable) told.delete(host)
      else if (!told.has(host)) {
        told.add(host)
        onDifference(host, Math.round(skew))
      }
    },
    skewOf: (host) => skews.get(host),
  }
}
