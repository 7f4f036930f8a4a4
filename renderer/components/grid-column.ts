import type { CSSProperties } from 'react'

export interface GridColumn {
  readonly key: string
  readonly label: string
  readonly alignEnd?: boolean
  /** px. Widths never depend on content, since every row is a grid of its own. */
  readonly minWidth: number
  /** Its share of the room that is left. */
  readonly grow: number
  /** As chosen by hand, in px: takes the place of `minWidth` and `grow`. */
  readonly width?: number
}

export interface GridSort {
  readonly key: string
  readonly descending: boolean
}

/** px, at the sides of a row */
const sides = 12

/** As many of the columns, from the first, as have room in so many px; the first always has. */
export function fittingColumns(columns: readonly GridColumn[], room: number): readonly GridColumn[] {
  let taken = sides
  const end = columns.findIndex(({ width, minWidth }) => {
    taken += width ?? minWidth
    return taken > room
  })
  return end < 0 ? columns : columns.slice(0, Math.max(1, end))
}

/** px */
export const narrowest = 56
export const widest = 1200

/** The columns as custom properties, for the rows of the table and for those that stand in while it loads. */
export function tracksOf(columns: readonly GridColumn[]): CSSProperties {
  const least = columns.reduce((sum, { width, minWidth }) => sum + (width ?? minWidth), sides)
  const tracks = columns.map(({ width, minWidth, grow }) =>
    width === undefined ? `minmax(${minWidth}px, ${grow}fr)` : `${width}px`,
  )
  return { '--tracks': tracks.join(' '), '--least': `${least}px` } as CSSProperties
}
