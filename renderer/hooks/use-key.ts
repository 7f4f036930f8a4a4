import { useEffect, useRef } from 'react'

export interface WantedKey {
  /** As `KeyboardEvent.key`; letters in lower case. */
  readonly key: string
  /** With Ctrl, or Cmd on a Mac. */
  readonly command?: boolean
}

/** A key of the screen that is shown. Behind an open dialog it does nothing. */
export function useKey({ key, command = false }: WantedKey, act: () => void): void {
  const latest = useRef(act)
  latest.current = act
  useEffect(() => {
    function onKey(event: KeyboardEvent) {
      const pressed = event.key.length === 1 ? event.key.toLowerCase() : event.key
      if (pressed !== key || (event.ctrlKey || event.metaKey) !== command || event.altKey) return
      if (document.querySelector('[role="dialog"], [role="alertdialog"]')) return
      event.preventDefault()
      latest.current()
    }
    window.addEventListener('keydown', onKey)
    return () => window.removeEventListener('keydown', onKey)
  }, [key, command])
}
