import type { FailureCode, FailureReport } from '../shared/failure'
import type { ListAddress, Page, RateLimit, Row } from '../shared/resource'
import { type Keyfob, toFailureReport } from './keyfob'

/** A list as far as it has been read. */
export interface Listed {
  readonly rows: readonly Row[]
  readonly total?: number
  readonly rateLimit?: RateLimit
  /** Names the page after these rows. */
  readonly next?: string
  /** The server sent the same rows again: the list ended early. */
  readonly repeats?: boolean
  /** When its first page came, in ms since the epoch. */
  readonly readAt?: number
  /** The server could not be asked, and these are the rows of then. ms since the epoch */
  readonly asOf?: number
  readonly state: 'loading' | 'loading_more' | 'loading_all' | 'idle' | 'failed'
  readonly failure?: FailureReport
  /** Rows that have come, where more have than are in `rows`. */
  readonly arrived?: number
}

export interface ListReader {
  /** Reads on after the last page, if there is more and nothing is under way. */
  more(): void
  /** Reads to the end. */
  all(): void
  /** Reads no further than the page under way. */
  stop(): void
  /** Asks again for what could not be had. */
  retry(): void
  /** Begins anew; what was there stays until the first page has come. */
  again(): void
  /** Cancels what is under way and tells nothing any more. Returns what was read. */
  leave(): Listed
}

export const nothing: Listed = { rows: [], state: 'loading' }

/** Old rows would hide what these say. */
const aboutTheList: ReadonlySet<FailureCode> = new Set([
  'insufficient_scope',
  'scope_unknown',
  'not_found',
  'resource_not_found',
  'cancelled',
])

/**
 * Reads one list page by page, one request at a time; a row that a page repeats is told once. While the first page
 * cannot be had, the rows seen last stand in.
 */
export function createListReader(deps: {
  readonly keyfob: Pick<Keyfob, 'listRows' | 'knownRows' | 'cancelRequest'>
  readonly address: ListAddress
  /** What was read before, to go on from; absent: it begins at once. */
  readonly start?: Listed | undefined
  readonly tell: (listed: Listed) => void
  /** Is given the id of the request under way. */
  readonly open: { current: string | null }
  readonly now: () => number
}): ListReader {
  const { keyfob, address, open } = deps
  let whole = deps.start ?? nothing
  let told = whole
  let seen: { rows: readonly Row[]; readonly ids: Set<string> } = { rows: [], ids: new Set() }
  let turn = 0
  let readsAll = false

  function tell(listed: Listed) {
    whole = listed
    told = listed
    deps.tell(listed)
  }

  /** Who reads 100,000 rows does not want them sorted and drawn anew for every page. */
  function tellOfPage(listed: Listed) {
    if (listed.rows.length > told.rows.length * 1.5) return tell(listed)
    whole = listed
    told = { ...listed, rows: told.rows, arrived: listed.rows.length }
    deps.tell(told)
  }

  /** Those of the page that were not there before. */
  function fresh(before: Listed, page: Page): readonly Row[] {
    if (seen.rows !== before.rows) seen = { rows: before.rows, ids: new Set(before.rows.map(({ id }) => id)) }
    return page.rows.filter(({ id }) => !seen.ids.has(id) && seen.ids.add(id))
  }

  /** The list with its next page. */
  async function withPage(before: Listed): Promise<Listed> {
    const requestId = crypto.randomUUID()
    open.current = requestId
    const next = before.next === undefined ? {} : { next: before.next }
    const page = await keyfob.listRows({ ...address, requestId, ...next })
    const rows = [...before.rows, ...fresh(before, page)]
    seen.rows = rows
    return { ...page, rows, readAt: before.readAt ?? deps.now(), state: 'loading_all' }
  }

  /** `before`: the pages that the next one follows. `meanwhile`: what is shown until it has come. */
  async function read(before: Listed, meanwhile: Listed): Promise<void> {
    turn += 1
    const mine = turn
    const { failure: _, ...shown } = meanwhile
    tell({ ...shown, state: readsAll ? 'loading_all' : shown.rows.length === 0 ? 'loading' : 'loading_more' })
    let listed = before
    try {
      do {
        listed = await withPage(listed)
        if (turn !== mine) return
        readsAll &&= listed.next !== undefined
        if (readsAll) tellOfPage(listed)
      } while (readsAll)
      open.current = null
      tell({ ...listed, state: 'idle' })
    } catch (error) {
      if (turn === mine) await failed(listed, toFailureReport(error), mine)
    }
  }

  async function failed(before: Listed, failure: FailureReport, mine: number): Promise<void> {
    readsAll = false
    const standIn =
      before.rows.length === 0 && !aboutTheList.has(failure.code)
        ? await keyfob.knownRows(address).catch(() => null)
        : null
    if (turn !== mine) return
    open.current = null
    if (standIn === null || standIn.rows.length === 0) return tell({ ...before, state: 'failed', failure })
    const { rows, total, at } = standIn
    tell({ rows, asOf: at, state: 'failed', failure, ...(total === undefined ? {} : { total }) })
  }

  function cancelOpen() {
    if (open.current !== null) keyfob.cancelRequest({ requestId: open.current }).catch(() => undefined)
    open.current = null
  }

  if (deps.start === undefined) void read(nothing, nothing)

  return {
    more() {
      if (whole.state === 'idle' && whole.next !== undefined) void read(whole, whole)
    },
    all() {
      if (whole.next === undefined || whole.asOf !== undefined) return
      readsAll = true
      if (whole.state === 'idle' || whole.state === 'failed') void read(whole, whole)
      else tell({ ...whole, state: 'loading_all' })
    },
    stop() {
      readsAll = false
      if (whole.state === 'loading_all') tell({ ...whole, state: 'loading_more' })
    },
    retry: () => void read(whole.asOf === undefined ? whole : nothing, whole),
    again() {
      readsAll = false
      cancelOpen()
      void read(nothing, whole)
    },
    leave() {
      turn += 1
      cancelOpen()
      return whole
    },
  }
}
