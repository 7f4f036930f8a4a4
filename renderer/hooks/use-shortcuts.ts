import { useEffect } from 'react'
import { isDialogOpen } from '../dialog-open'
import type { Navigation, Place } from '../navigation'
import { isMac } from '../platform'

const screens: Readonly<Record<string, Place>> = {
  '1': { screen: 'accounts' },
  '2': { screen: 'browse' },
  '3': { screen: 'activity' },
  '4': { screen: 'settings', tab: 'access' },
}

/**
 * Ctrl/Cmd-K, Ctrl/Cmd-1 to 4, Alt-arrows or Cmd-brackets, Ctrl/Cmd-slash or F1, and the back and forward buttons of a
 * mouse; a new one gets a line in `texts/shortcuts.ts`.
 */
export function useShortcuts(navigation: Navigation, openPalette: () => void, openHelp: () => void): void {
  useEffect(() => {
    function onKey(event: KeyboardEvent) {
      // A dialog is a place of its own: nothing behind it moves.
      if (isDialogOpen()) return
      const command = event.ctrlKey || event.metaKey
      // On a Mac Option and an arrow go from word to word in a field.
      const alt = event.altKey && !isMac()
      const place = screens[event.key]
      if (command && event.key.toLowerCase() === 'k') openPalette()
      else if ((command && event.key === '/') || event.key === 'F1') openHelp()
      else if (command && place) navigation.go(place)
      else if ((alt && event.key === 'ArrowLeft') || (event.metaKey && event.key === '[')) navigation.back()
      else if ((alt && event.key === 'ArrowRight') || (event.metaKey && event.key === ']'))
        navigation.forward()
      else return
      event.preventDefault()
    }
    function onMouse(event: MouseEvent) {
      if (isDialogOpen()) return
      if (event.button === 3) navigation.back()
      if (event.button === 4) navigation.forward()
    }
    window.addEventListener('keydown', onKey)
    window.addEventListener('mouseup', onMouse)
    return () => {
      window.removeEventListener('keydown', onKey)
      window.removeEventListener('mouseup', onMouse)
    }
  }, [navigation, openPalette, openHelp])
}
