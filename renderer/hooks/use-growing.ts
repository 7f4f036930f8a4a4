import { useEffect, useState } from 'react'

/** How many more are drawn at a time. */
const step = 40

/**
 * How many of `total` things of a long list to draw: at once those that are in view, the rest in steps whenever the window
 * has nothing else to do. `inView` is asked once, how many those are at most.
 */
export function useGrowing(total: number, inView: () => number): number {
  const [count, setCount] = useState(() => Math.max(0, inView()))
  useEffect(() => {
    if (count >= total) return
    const idle = requestIdleCallback(() => setCount(count + step), { timeout: 200 })
    return () => cancelIdleCallback(idle)
  }, [count, total])
  return Math.min(count, total)
}
