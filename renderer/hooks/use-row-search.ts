import { useEffect, useState } from 'react'
import type { FailureReport } from '../../shared/failure'
import type { SearchResults } from '../../shared/row-search'
import { useApp } from '../app-context'
import { toFailureReport } from '../keyfob'

export interface RowSearch {
  /** As far as they have come; those for the words before stay until the first of these. */
  readonly results: SearchResults | undefined
  readonly isRunning: boolean
  readonly failure: FailureReport | undefined
}

const nothing: RowSearch = { results: undefined, isRunning: false, failure: undefined }
/** One letter is in every row. */
const shortest = 2
const longest = 200
/** Whoever types on has not asked yet. ms */
const stillTyping = 200

/** Searches rows over all accounts, told as they come in. Other words, or leaving, cancel the search before. */
export function useRowSearch(words: string): RowSearch {
  const { keyfob } = useApp()
  const [search, setSearch] = useState(nothing)
  const wanted = words.trim().slice(0, longest)

  useEffect(() => {
    if (wanted.length < shortest) {
      setSearch(nothing)
      return
    }
    const requestId = crypto.randomUUID()
    let state: 'typing' | 'asking' | 'over' = 'typing'
    setSearch((before) => ({ ...before, isRunning: true, failure: undefined }))
    const endListening = keyfob.on('search', (results) => {
      if (results.requestId === requestId && state === 'asking')
        setSearch({ results, isRunning: true, failure: undefined })
    })
    async function ask() {
      state = 'asking'
      const told = await keyfob.searchRows({ requestId, text: wanted }).then(
        (results) => ({ results, isRunning: false, failure: undefined }),
        (error: unknown) => ({ results: undefined, isRunning: false, failure: toFailureReport(error) }),
      )
      if (state !== 'asking') return
      state = 'over'
      setSearch(told)
    }
    const timer = setTimeout(() => void ask(), stillTyping)
    return () => {
      clearTimeout(timer)
      endListening()
      if (state === 'asking') keyfob.cancelRequest({ requestId }).catch(() => undefined)
      state = 'over'
    }
  }, [keyfob, wanted])

  return search
}
