import { type HTMLAttributes, useState } from 'react'

/** What makes one row of a list draggable, and a place to drop another on. */
export type RowDragProps = HTMLAttributes<HTMLElement> & {
  readonly 'data-dragged'?: true
  readonly 'data-drop'?: 'before' | 'after'
}

export interface RowDrag {
  of(id: string): RowDragProps
}

/**
 * Dragging rows with the mouse. `ids` in the order shown; the keyboard has its own way. `onDrop` is told which row was
 * let go over which other.
 */
export function useRowDrag(ids: readonly string[], onDrop: (id: string, onto: string) => void): RowDrag {
  const [dragged, setDragged] = useState<string | null>(null)
  const [over, setOver] = useState<string | null>(null)

  function end() {
    setDragged(null)
    setOver(null)
  }

  return {
    of: (id) => ({
      draggable: true,
      ...(dragged === id ? { 'data-dragged': true } : {}),
      ...(dragged !== null && over === id && dragged !== id
        ? { 'data-drop': ids.indexOf(dragged) < ids.indexOf(id) ? 'after' : 'before' }
        : {}),
      onDragStart(event) {
        event.dataTransfer.effectAllowed = 'move'
        // Firefox and Chromium start no drag that carries nothing.
        event.dataTransfer.setData('text/plain', '')
        setDragged(id)
      },
      onDragOver(event) {
        if (dragged === null) return
        event.preventDefault()
        event.dataTransfer.dropEffect = 'move'
        if (over !== id) setOver(id)
      },
      onDragEnd: end,
      onDrop(event) {
        event.preventDefault()
        if (dragged !== null && dragged !== id) onDrop(dragged, id)
        end()
      },
    }),
  }
}
