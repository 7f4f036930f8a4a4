import { setTimeout as wait } from 'node:timers/promises'
import { HttpProblem, integer, tooMany } from './http'
import type { Person } from './people'
import { createRateLimiter } from './rate-limit'
import { jobAt, jobTotal, lineAt, lineTotal, reportAt, reportTotal } from './trying-data'

/** A page that is not given at first: so often it is answered with this status in its place. */
interface Fault {
  readonly page: number
  readonly status: 429 | 503
  readonly times: number
}

/** What befalls whoever reads all jobs. A client that tries a GET three times has to be told to go on after it. */
const faults: readonly Fault[] = [
  { page: 3, status: 429, times: 1 },
  { page: 4, status: 503, times: 3 },
]
/** s */
const patienceAsked = 2
const linesLimit = { limit: 3, window: 4 }
/** Before each page of reports. ms */
const slowness = 4_000

const jobsAway = new HttpProblem(503, 'maintenance', 'The jobs are being moved. Ask again in a moment.')

/**
 * Lists that try a client's patience, the same way every time: one that breaks off in the middle, one that gives out
 * only so many pages at a time, and one that is slow. `base` is the issuer's URL.
 */
export function createTryingLists(base: string) {
  const met = new Map<string, number>()
  const countLines = createRateLimiter(linesLimit)

  function meet(person: Person, page: number): void {
    if (page === 1) for (const each of faults) met.delete(keyOf(person, each.page))
    const fault = faults.find((each) => each.page === page)
    if (!fault) return
    const key = keyOf(person, page)
    const before = met.get(key) ?? 0
    if (before >= fault.times) return
    met.set(key, before + 1)
    throw fault.status === 429 ? tooMany(patienceAsked) : jobsAway
  }

  return {
    /** `page` from 1 and `per_page`, with the total. Whoever begins anew meets every fault anew. */
    jobs(person: Person, query: URLSearchParams) {
      const total = has(person, jobTotal)
      const page = integer(query, 'page', 1, 1, 1_000_000)
      const perPage = integer(query, 'per_page', 50, 1, 200)
      meet(person, page)
      const from = Math.min(total, (page - 1) * perPage)
      return { jobs: rowsOf(person, from, Math.min(total, from + perPage), jobAt), page, total }
    },

    /** `after` and `per_page`; the next page is in the `Link` header (RFC 8288), and nobody says how many there are. */
    lines(person: Person, query: URLSearchParams) {
      const { headers, retryAfter } = countLines(person.id)
      if (retryAfter !== undefined) throw tooMany(retryAfter)
      const total = has(person, lineTotal)
      const perPage = integer(query, 'per_page', 50, 1, 200)
      const from = integer(query, 'after', 0, 0, lineTotal)
      const end = Math.min(total, from + perPage)
      const next = `<${base}/api/v1/log-lines?after=${end}&per_page=${perPage}>; rel="next"`
      return {
        body: rowsOf(person, from, end, lineAt),
        headers: { ...headers, ...(end < total ? { link: next } : {}) },
      }
    },

    /** `offset` and `limit`, each page after a long while. `gone`: whoever asked does not wait any more. */
    async reports(person: Person, query: URLSearchParams, gone: AbortSignal) {
      const total = has(person, reportTotal)
      const offset = integer(query, 'offset', 0, 0, 1_000_000)
      const limit = integer(query, 'limit', 20, 1, 100)
      await wait(slowness, undefined, { signal: gone }).catch(() => undefined)
      return { reports: rowsOf(person, offset, Math.min(total, offset + limit), reportAt), offset, limit }
    },
  }
}

function keyOf(person: Person, page: number): string {
  return `${page} ${person.id}`
}

/** Whoever has no server has nothing that servers make. */
function has(person: Person, total: number): number {
  return person.holds.servers === 0 ? 0 : total
}

function rowsOf<Item>(
  person: Person,
  from: number,
  end: number,
  at: (person: Person, index: number) => Item,
): readonly Item[] {
  return Array.from({ length: Math.max(0, end - from) }, (_, index) => at(person, from + index))
}
