import { useEffect } from 'react'

/**
 * When what had the focus goes away with its screen or dialog, the focus is put on the `main` that is there now, so that the
 * next Tab goes on from there and not from the top of the window. A dialog that is open keeps its own, and one that closes
 * goes first: it gives the focus back to the button that opened it.
 */
export function useFoundFocus(): void {
  useEffect(() => {
    let last: Element | null = null
    let turn = 0
    function remember({ target }: FocusEvent) {
      last = target instanceof Element ? target : null
    }
    const isLost = () =>
      document.activeElement === document.body &&
      last?.isConnected === false &&
      !document.querySelector('[role="dialog"], [role="alertdialog"], [role="menu"]')

    async function look() {
      if (!isLost()) return
      turn += 1
      const mine = turn
      await closed()
      if (mine === turn && isLost()) document.querySelector('main')?.focus({ preventScroll: true })
    }
    const observer = new MutationObserver(() => void look())
    observer.observe(document.body, { subtree: true, childList: true })
    document.addEventListener('focusin', remember)
    return () => {
      turn += 1
      observer.disconnect()
      document.removeEventListener('focusin', remember)
    }
  }, [])
}

/** React Aria gives the focus back a frame after a dialog has gone, or one more, or when no transition runs any more. */
async function closed(): Promise<void> {
  await nextFrame()
  await nextFrame()
  const moving = document.getAnimations().filter((each) => each instanceof CSSTransition)
  if (moving.length === 0) return
  await Promise.allSettled(moving.map(({ finished }) => finished))
  await nextFrame()
}

function nextFrame(): Promise<void> {
  return new Promise((resolve) => {
    requestAnimationFrame(() => resolve())
  })
}
