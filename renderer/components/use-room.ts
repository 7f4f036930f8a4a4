import { type RefObject, useLayoutEffect, useState } from 'react'

/** How wide the inside of an element is, in px, before it is drawn and whenever that changes; while it is wanted. */
export function useRoom(place: RefObject<HTMLElement | null>, isWanted: boolean): number | undefined {
  const [room, setRoom] = useState<number>()
  useLayoutEffect(() => {
    const element = place.current
    if (!isWanted || element === null) return setRoom(undefined)
    const measure = () => setRoom(element.clientWidth)
    measure()
    const observer = new ResizeObserver(measure)
    observer.observe(element)
    return () => observer.disconnect()
  }, [place, isWanted])
  return room
}
