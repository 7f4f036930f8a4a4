import { useEffect, useState } from 'react'

/** How many more are drawn at a time. */
const step = 40

/**
 * How many of `total` things of a long list to draw: at once those that a window of this height can show, the rest in
 * steps whenever it has nothing else to do. `height`: the least of one of them, in px.
 */
export function useGrowing(total: number, height: number): number {
  const [count, setCount] = useState(() => Math.ceil(window.innerHeight / height))
  useEffect(() => {
    if (count >= total) return
    const idle = requestIdleCallback(() => setCount(count + step), { timeout: 200 })
    return () => cancelIdleCallback(idle)
  }, [count, total])
  return Math.min(count, total)
}
