import { useCallback, useEffect, useRef, useState } from 'react'
import type { FailureReport } from '../../shared/failure'
import type { RateLimit, Row } from '../../shared/resource'
import { useApp } from '../app-context'
import { toFailureReport } from '../keyfob'

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
  readonly loadMore: () => void
  readonly retry: () => void
  readonly reload: () => void
}

interface Loaded {
  readonly rows: readonly Row[]
  readonly total?: number
  readonly rateLimit?: RateLimit
  readonly next?: string
  readonly repeats?: boolean
  readonly state: Rows['state']
  readonly failure?: FailureReport
}

const nothing: Loaded = { rows: [], state: 'loading' }

/**
 * The rows of one resource, page by page, as far as they were asked for. One request at a time; leaving a list cancels
 * what is under way, and what arrives for it nevertheless is dropped. A row that a page repeats is shown once.
 */
export function useRows({ accountId, resourceId, parentId }: RowsWanted): Rows {
  const { keyfob } = useApp()
  const [loaded, setLoaded] = useState(nothing)
  const latest = useRef(loaded)
  const generation = useRef(0)
  const open = useRef<string | null>(null)
  const show = useCallback((value: Loaded) => {
    latest.current = value
    setLoaded(value)
  }, [])

  const ask = useCallback(
    async (before: Loaded) => {
      generation.current += 1
      const mine = generation.current
      const requestId = crypto.randomUUID()
      open.current = requestId
      const { failure: _, ...kept } = before
      show({ ...kept, state: before.rows.length === 0 ? 'loading' : 'loading_more' })
      try {
        const page = await keyfob.listRows({
          accountId,
          resourceId,
          requestId,
          ...(parentId === undefined ? {} : { parentId }),
          ...(before.next === undefined ? {} : { next: before.next }),
        })
        if (generation.current !== mine) return
        open.current = null
        const known = new Set(before.rows.map((row) => row.id))
        const fresh = page.rows.filter((row) => !known.has(row.id))
        const { rows: _rows, ...rest } = page
        show({ ...rest, rows: [...before.rows, ...fresh], state: 'idle' })
      } catch (error) {
        if (generation.current === mine) open.current = null
        if (generation.current === mine) show({ ...kept, state: 'failed', failure: toFailureReport(error) })
      }
    },
    [keyfob, accountId, resourceId, parentId, show],
  )

  useEffect(() => {
    void ask(nothing)
    return () => {
      generation.current += 1
      if (open.current !== null) keyfob.cancelRequest({ requestId: open.current }).catch(() => undefined)
    }
  }, [ask, keyfob])

  const loadMore = useCallback(() => {
    const { state, next } = latest.current
    if (state === 'idle' && next !== undefined) void ask(latest.current)
  }, [ask])

  return {
    rows: loaded.rows,
    total: loaded.total,
    rateLimit: loaded.rateLimit,
    repeats: loaded.repeats === true,
    hasMore: loaded.next !== undefined,
    state: loaded.state,
    failure: loaded.failure,
    loadMore,
    retry: () => void ask(latest.current),
    reload: () => void ask(nothing),
  }
}
