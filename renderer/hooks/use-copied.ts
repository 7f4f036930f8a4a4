import { useEffect, useState } from 'react'

/** Whether something has just been copied, for as long as one looks at it, and the way to say so. */
export function useCopied(): readonly [copied: boolean, setCopied: () => void] {
  const [copied, setCopied] = useState(false)

  useEffect(() => {
    if (!copied) return
    const timer = setTimeout(() => setCopied(false), 2_000)
    return () => clearTimeout(timer)
  }, [copied])

  return [copied, () => setCopied(true)]
}
