import { defaultRangeExtractor, type Range } from '@tanstack/react-virtual'
import { useCallback, useRef } from 'react'

/**
 * Which rows of a list to draw, as the virtualizer asks: those in view and some around them; those in view alone once the
 * list has leapt further than its view, until it moves by less. `leaps` tells of that.
 */
export function useRangeInView() {
  const before = useRef(0)
  const leaps = useRef(false)
  const rangeExtractor = useCallback((range: Range) => {
    const { startIndex, endIndex } = range
    leaps.current = Math.abs(startIndex - before.current) > endIndex - startIndex
    before.current = startIndex
    return defaultRangeExtractor(leaps.current ? { ...range, overscan: 0 } : range)
  }, [])
  return { rangeExtractor, leaps }
}
