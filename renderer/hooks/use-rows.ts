import { type RefObject, useCallback, useEffect, useRef, useState } from 'react'
import type { ListAddress, RequestProgress } from '../../shared/resource'
import { useApp, useSelect } from '../app-context'
import { keptAt, withKept } from '../kept-lists'
import { createListReader, type Listed, type ListReader, nothing } from '../list-reader'
import { useProgress } from './use-progress'

export interface Rows extends Omit<Listed, 'next'> {
  /** There are pages that have not been asked for. */
  readonly hasMore: boolean
  /** While a page is asked for: whether it waits, until when and why. */
  readonly progress: RequestProgress | undefined
  /** How far down the list is looked at. px */
  readonly scrollTop: RefObject<number>
  readonly loadMore: () => void
  readonly loadAll: () => void
  readonly stop: () => void
  readonly retry: () => void
}

/**
 * The rows of one list, page by page, as far as they were asked for; another `reloads` reads them anew. Leaving cancels
 * what is under way and keeps what has come: whoever comes back finds the list as it was.
 */
export function useRows({ accountId, resourceId, parentId }: ListAddress, reloads: number): Rows {
  const { keyfob, store } = useApp()
  const turn = useSelect((state) => state.refreshes) + reloads
  const [kept] = useState(() => keptAt(store.get().lists, { accountId, resourceId, parentId }))
  const [listed, setListed] = useState<Listed>(kept ?? nothing)
  const reader = useRef<ListReader>(null)
  const turnRead = useRef(turn)
  const [scrollTop, setScrollTop] = useState({ current: kept?.scrollTop ?? 0 })
  const latestScroll = useRef(scrollTop)
  latestScroll.current = scrollTop
  const open = useRef<string>(null)
  const progress = useProgress(open)

  useEffect(() => {
    const address = { accountId, resourceId, ...(parentId === undefined ? {} : { parentId }) }
    const start = keptAt(store.get().lists, address)
    const mine = createListReader({ keyfob, address, start, tell: setListed, open, now: Date.now })
    reader.current = mine
    return () => {
      const left = mine.leave()
      store.change(({ accounts, lists, locked }) =>
        // What belongs to nobody any more is not kept, and nothing while Keyfob is locked.
        locked || !accounts.some(({ id }) => id === accountId)
          ? {}
          : { lists: withKept(lists, address, left, latestScroll.current.current) },
      )
    }
  }, [keyfob, store, accountId, resourceId, parentId])

  useEffect(() => {
    if (turnRead.current === turn) return
    turnRead.current = turn
    reader.current?.again()
    // What is read anew begins at its top.
    setScrollTop({ current: 0 })
  }, [turn])

  const isStandIn = listed.asOf !== undefined && listed.state === 'failed'
  useEffect(() => {
    if (!isStandIn) return
    const backOnline = () => reader.current?.retry()
    window.addEventListener('online', backOnline)
    return () => window.removeEventListener('online', backOnline)
  }, [isStandIn])

  const { next, ...rest } = listed
  return {
    ...rest,
    hasMore: next !== undefined,
    progress,
    scrollTop,
    loadMore: useCallback(() => reader.current?.more(), []),
    loadAll: useCallback(() => reader.current?.all(), []),
    stop: useCallback(() => reader.current?.stop(), []),
    retry: useCallback(() => reader.current?.retry(), []),
  }
}
