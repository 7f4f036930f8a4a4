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

/** px */
export const narrowest = 56
export const widest = 1200

/** The columns as custom properties, for the rows of the table and for those that stand in while it loads. */
export function tracksOf(columns: readonly GridColumn[]): CSSProperties {
  const least = columns.reduce((sum, { width, minWidth }) => sum + (width ?? minWidth), 12)
  const tracks = columns.map(({ width, minWidth, grow }) =>
    width === undefined ? `minmax(${minWidth}px, ${grow}fr)` : `${width}px`,
  )
  return { '--tracks': tracks.join(' '), '--least': `${least}px` } as CSSProperties
}
