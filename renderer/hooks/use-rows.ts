import { useCallback, useEffect, useRef, useState } from 'react'
import type { FailureCode, FailureReport } from '../../shared/failure'
import type { RateLimit, RequestProgress, Row } from '../../shared/resource'
import { useApp, useSelect } from '../app-context'
import { toFailureReport } from '../keyfob'
import { useProgress } from './use-progress'

export interface RowsWanted {
  readonly accountId: string
  readonly resourceId: string
  readonly parentId?: string | undefined
}

export interface Rows {
  readonly rows: readonly Row[]
  readonly total: number | undefined
  readonly rateLimit: RateLimit | undefined
  /** The server sent the same rows again: the list ended early. */
  readonly repeats: boolean
  /** There are pages that have not been asked for. */
  readonly hasMore: boolean
  readonly state: 'loading' | 'loading_more' | 'idle' | 'failed'
  readonly failure: FailureReport | undefined
  /** The server could not be asked, and these are the rows of then. ms since the epoch */
  readonly asOf: number | undefined
  /** While a page is asked for: whether it waits, until when and why. */
  readonly progress: RequestProgress | undefined
  readonly loadMore: () => void
  readonly retry: () => void
}

interface Loaded {
  readonly rows: readonly Row[]
  readonly total?: number
  readonly rateLimit?: RateLimit
  readonly next?: string
  readonly repeats?: boolean
  readonly asOf?: number
  readonly state: Rows['state']
  readonly failure?: FailureReport
}

const nothing: Loaded = { rows: [], state: 'loading' }
/** Old rows would hide what these say. */
const aboutTheList: ReadonlySet<FailureCode> = new Set([
  'insufficient_scope',
  'not_found',
  'resource_not_found',
  'cancelled',
])

/**
 * The rows of one resource, page by page, as far as they were asked for. One request at a time; leaving a list cancels
 * what is under way, and what arrives for it nevertheless is dropped. A row that a page repeats is shown once. While
 * the first page cannot be had, the rows seen last stand in.
 */
export function useRows({ accountId, resourceId, parentId }: RowsWanted): Rows {
  const { keyfob } = useApp()
  const refreshes = useSelect((state) => state.refreshes)
  const [loaded, setLoaded] = useState(nothing)
  const latest = useRef(loaded)
  const generation = useRef(0)
  const open = useRef<string | null>(null)
  const progress = useProgress(open)
  const show = useCallback((value: Loaded) => {
    latest.current = value
    setLoaded(value)
  }, [])

  /** `before`: the pages that the next one follows. `meanwhile`: what is shown until it has come. */
  const ask = useCallback(
    async (before: Loaded, meanwhile: Loaded) => {
      generation.current += 1
      const mine = generation.current
      const requestId = crypto.randomUUID()
      const address = { accountId, resourceId, ...(parentId === undefined ? {} : { parentId }) }
      open.current = requestId
      const { failure: _, ...kept } = meanwhile
      show({ ...kept, state: kept.rows.length === 0 ? 'loading' : 'loading_more' })
      try {
        const next = before.next === undefined ? {} : { next: before.next }
        const page = await keyfob.listRows({ ...address, requestId, ...next })
        if (generation.current !== mine) return
        open.current = null
        const known = new Set(before.rows.map((row) => row.id))
        const fresh = page.rows.filter((row) => !known.has(row.id))
        show({ ...page, rows: [...before.rows, ...fresh], state: 'idle' })
      } catch (error) {
        const failure = toFailureReport(error)
        const standIn =
          before.rows.length === 0 && !aboutTheList.has(failure.code)
            ? await keyfob.knownRows(address).catch(() => null)
            : null
        if (generation.current !== mine) return
        open.current = null
        if (standIn === null || standIn.rows.length === 0) show({ ...before, state: 'failed', failure })
        else {
          const { rows, total, at } = standIn
          show({ rows, asOf: at, state: 'failed', failure, ...(total === undefined ? {} : { total }) })
        }
      }
    },
    [keyfob, accountId, resourceId, parentId, show],
  )

  const retry = useCallback(() => {
    const { current } = latest
    void ask(current.asOf === undefined ? current : nothing, current)
  }, [ask])

  // biome-ignore lint/correctness/useExhaustiveDependencies: `refreshes` is what makes it ask anew
  useEffect(() => {
    void ask(nothing, nothing)
    return () => {
      generation.current += 1
      if (open.current !== null) keyfob.cancelRequest({ requestId: open.current }).catch(() => undefined)
    }
  }, [ask, keyfob, refreshes])

  useEffect(() => {
    function backOnline() {
      if (latest.current.asOf !== undefined && latest.current.state === 'failed') retry()
    }
    window.addEventListener('online', backOnline)
    return () => window.removeEventListener('online', backOnline)
  }, [retry])

  const loadMore = useCallback(() => {
    const { state, next } = latest.current
    if (state === 'idle' && next !== undefined) void ask(latest.current, latest.current)
  }, [ask])

  return {
    rows: loaded.rows,
    total: loaded.total,
    rateLimit: loaded.rateLimit,
    repeats: loaded.repeats === true,
    hasMore: loaded.next !== undefined,
    state: loaded.state,
    failure: loaded.failure,
    asOf: loaded.asOf,
    progress,
    loadMore,
    retry,
  }
}
