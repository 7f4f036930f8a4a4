import { useEffect } from 'react'

/**
 * When what had the focus goes away with its screen or dialog, the focus is put on the `main` that is there now, so that the
 * next Tab goes on from there and not from the top of the window. A dialog that is open keeps its own.
 */
export function useFoundFocus(): void {
  useEffect(() => {
    let last: Element | null = null
    let frame = 0
    function remember({ target }: FocusEvent) {
      last = target instanceof Element ? target : null
    }
    function look() {
      cancelAnimationFrame(frame)
      frame = requestAnimationFrame(() => {
        const isLost = document.activeElement === document.body && last !== null && !last.isConnected
        if (!isLost || document.querySelector('[role="dialog"], [role="alertdialog"], [role="menu"]')) return
        document.querySelector('main')?.focus({ preventScroll: true })
      })
    }
    const observer = new MutationObserver(look)
    observer.observe(document.body, { subtree: true, childList: true })
    document.addEventListener('focusin', remember)
    return () => {
      cancelAnimationFrame(frame)
      observer.disconnect()
      document.removeEventListener('focusin', remember)
    }
  }, [])
}
