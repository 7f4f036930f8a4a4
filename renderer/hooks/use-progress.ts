import { type RefObject, useEffect, useState } from 'react'
import type { RequestProgress } from '../../shared/resource'
import { useApp } from '../app-context'

/**
 * How the request named by `current` stands, as main tells it. The name is read when main speaks, so that nothing is
 * missed between a request and the next render.
 */
export function useProgress(current: RefObject<string | null>): RequestProgress | undefined {
  const { keyfob } = useApp()
  const [progress, setProgress] = useState<RequestProgress | undefined>(undefined)
  useEffect(
    () =>
      keyfob.on('progress', (told) => {
        if (told.requestId === current.current) setProgress(told)
      }),
    [keyfob, current],
  )
  return progress?.requestId === current.current ? progress : undefined
}
