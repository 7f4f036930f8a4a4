import { useCallback, useEffect, useRef, useState } from 'react'
import type { FailureReport } from '../../shared/failure'
import { toFailureReport } from '../keyfob'

export interface Answer<Value> {
  /** The latest answer; while a newer one is on its way it stays. */
  readonly value: Value | undefined
  readonly failure: FailureReport | undefined
  readonly again: () => void
}

/**
 * What main answers to one question, asked when the screen appears and again whenever `on` is another value. An
 * answer to an older question is dropped.
 */
export function useAnswer<Value>(ask: () => Promise<Value>, on?: unknown): Answer<Value> {
  const [answer, setAnswer] = useState<Omit<Answer<Value>, 'again'>>({ value: undefined, failure: undefined })
  const [turn, setTurn] = useState(0)
  const latest = useRef(ask)
  latest.current = ask

  // biome-ignore lint/correctness/useExhaustiveDependencies: `turn` and `on` are what makes it ask again
  useEffect(() => {
    let open = true
    latest.current().then(
      (value) => open && setAnswer({ value, failure: undefined }),
      (error: unknown) => open && setAnswer({ value: undefined, failure: toFailureReport(error) }),
    )
    return () => {
      open = false
    }
  }, [turn, on])

  return { ...answer, again: useCallback(() => setTurn((before) => before + 1), []) }
}
