import { type KeyboardEvent, type PointerEvent, useRef } from 'react'
import styles from './column-handle.module.css'
import { narrowest, widest } from './grid-column'

export interface ColumnHandleProps {
  readonly label: string
  readonly column: string
  /** px */
  readonly widthNow: number
  /** Widths of this column and of those before it as they are drawn, in px by key. */
  readonly measure: () => Readonly<Record<string, number>>
  readonly onResize: (widths: Readonly<Record<string, number | undefined>>) => void
  readonly onResized: () => void
}

const step = 16

/** The edge of a column: dragged by the pointer, moved by the arrows, let go by a double click or Enter. */
export function ColumnHandle(props: ColumnHandleProps) {
  const { label, column, widthNow, measure, onResize, onResized } = props
  const drag = useRef<{ readonly from: number; readonly widths: Readonly<Record<string, number>> } | null>(
    null,
  )

  function resize(widths: Readonly<Record<string, number>>, by: number) {
    const width = Math.min(widest, Math.max(narrowest, (widths[column] ?? widthNow) + by))
    onResize({ ...widths, [column]: width })
  }

  function letGo() {
    onResize({ [column]: undefined })
    onResized()
  }

  function onPointerDown(event: PointerEvent<HTMLElement>) {
    if (event.button !== 0) return
    event.currentTarget.setPointerCapture(event.pointerId)
    drag.current = { from: event.clientX, widths: measure() }
  }

  function onPointerMove(event: PointerEvent) {
    if (drag.current !== null) resize(drag.current.widths, event.clientX - drag.current.from)
  }

  function onPointerUp(event: PointerEvent) {
    if (drag.current !== null && event.clientX !== drag.current.from) onResized()
    drag.current = null
  }

  function onKeyDown(event: KeyboardEvent) {
    const moves: Readonly<Record<string, number>> = { ArrowLeft: -step, ArrowRight: step }
    const by = event.altKey || event.ctrlKey || event.metaKey ? undefined : moves[event.key]
    if (by !== undefined) {
      resize(measure(), by)
      onResized()
    } else if (event.key === 'Enter') letGo()
    else return
    event.preventDefault()
  }

  return (
    // biome-ignore lint/a11y/useSemanticElements: an <hr> cannot be taken hold of
    <div
      role="separator"
      aria-orientation="vertical"
      aria-label={label}
      aria-valuenow={widthNow}
      aria-valuemin={narrowest}
      aria-valuemax={widest}
      tabIndex={0}
      className={styles.handle}
      onPointerDown={onPointerDown}
      onPointerMove={onPointerMove}
      onPointerUp={onPointerUp}
      onPointerCancel={onPointerUp}
      onDoubleClick={letGo}
      onKeyDown={onKeyDown}
    />
  )
}
