import { type RefObject, useEffect } from 'react'

/**
 * Keeps the keyboard inside: when what had the focus goes away or is disabled, the focus goes to the container itself,
 * so that Escape and Tab are still heard there.
 */
export function useKeptFocus(container: RefObject<HTMLElement | null>): void {
  useEffect(() => {
    const element = container.current
    if (element === null) return
    let frame = 0
    function look() {
      const { activeElement } = document
      if (activeElement === null || activeElement === document.body) element?.focus({ preventScroll: true })
    }
    const observer = new MutationObserver(() => {
      // At once, or a key that is pressed meanwhile is heard by nobody; what is disabled loses the focus only later.
      look()
      cancelAnimationFrame(frame)
      frame = requestAnimationFrame(look)
    })
    observer.observe(element, {
      subtree: true,
      childList: true,
      attributes: true,
      attributeFilter: ['disabled'],
    })
    return () => {
      cancelAnimationFrame(frame)
      observer.disconnect()
    }
  }, [container])
}
