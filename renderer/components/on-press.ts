import type { MouseEvent, PointerEvent } from 'react'

/**
 * For a button that leads somewhere and does nothing else: the mouse goes there when it is pressed, as in the lists of a
 * desktop, not when it is let go. Fingers, which may be about to scroll, and keys go there by their click.
 */
export function onPress(open: () => void) {
  return {
    onPointerDown({ pointerType, button, ctrlKey }: PointerEvent) {
      if (isMouse(pointerType) && button === 0 && !ctrlKey) open()
    },
    onClick({ nativeEvent }: MouseEvent) {
      const { pointerType } = nativeEvent as Partial<globalThis.PointerEvent>
      if (!isMouse(pointerType)) open()
    },
  }
}

const isMouse = (pointerType: string | undefined) => pointerType === 'mouse'
