import { useEffect, useState } from 'react'

/** True once the component has been shown for `wait` ms: for what would only flash up when the answer is quick. */
export function useLate(wait: number): boolean {
  const [late, setLate] = useState(false)
  useEffect(() => {
    const timer = setTimeout(() => setLate(true), wait)
    return () => clearTimeout(timer)
  }, [wait])
  return late
}
