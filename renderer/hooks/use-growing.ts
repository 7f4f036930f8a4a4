import { useEffect, useState } from 'react'

/**
 * How many of `total` things of a long list to draw: `first` at once, the rest in steps of as many whenever the window
 * has nothing else to do.
 */
export function useGrowing(total: number, first: number): number {
  const [count, setCount] = useState(first)
  useEffect(() => {
    if (count >= total) return
    const idle = requestIdleCallback(() => setCount(count + first), { timeout: 200 })
    return () => cancelIdleCallback(idle)
  }, [count, total, first])
  return Math.min(count, total)
}
