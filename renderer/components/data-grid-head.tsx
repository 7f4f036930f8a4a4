/* biome-ignore-all lint/a11y/useSemanticElements: a <table> must hold all its rows; here only those in view exist */
/* biome-ignore-all lint/a11y/useFocusableInteractive: the row takes the focus, as in a list */
import { ArrowDown, ArrowUp } from 'lucide-react'
import { useRef } from 'react'
import { ColumnHandle } from './column-handle'
import styles from './data-grid.module.css'
import type { GridColumn, GridSort } from './grid-column'

export interface DataGridHeadProps {
  readonly columns: readonly GridColumn[]
  readonly sort: GridSort | undefined
  readonly onSort: (key: string) => void
  readonly sortLabel: (label: string) => string
  /** px by key, while a column is dragged and after; a key without a width takes its share again. */
  readonly onResize: (widths: Readonly<Record<string, number | undefined>>) => void
  readonly onResized: () => void
  readonly resizeLabel: (label: string) => string
}

export function DataGridHead(props: DataGridHeadProps) {
  const { columns, sort, onSort, sortLabel, onResize, onResized, resizeLabel } = props
  const row = useRef<HTMLDivElement>(null)

  /** What is left of a column keeps its width while it is dragged, so that its edge stays under the pointer. */
  function widthsUpTo(position: number): Record<string, number> {
    const cells = [...(row.current?.children ?? [])].slice(0, position + 1)
    return Object.fromEntries(
      cells.map((cell, index) => [columns[index]?.key ?? '', Math.round(cell.getBoundingClientRect().width)]),
    )
  }

  return (
    <div role="rowgroup" className={styles.head}>
      <div ref={row} role="row" aria-rowindex={1} className={styles.row} tabIndex={-1}>
        {columns.map((column, position) => {
          const sorted = sort?.key === column.key ? sort : undefined
          const Arrow = sorted?.descending ? ArrowDown : ArrowUp
          return (
            <div
              key={column.key}
              role="columnheader"
              aria-sort={sorted === undefined ? 'none' : sorted.descending ? 'descending' : 'ascending'}
              className={styles.headCell}
              data-end={column.alignEnd || undefined}
            >
              <button
                type="button"
                className={styles.sort}
                aria-label={sortLabel(column.label)}
                title={column.label}
                onClick={() => onSort(column.key)}
              >
                <span className={styles.headLabel}>{column.label}</span>
                {sorted && <Arrow size={13} strokeWidth={2} aria-hidden="true" />}
              </button>
              <ColumnHandle
                label={resizeLabel(column.label)}
                widthNow={column.width ?? column.minWidth}
                measure={() => widthsUpTo(position)}
                column={column.key}
                onResize={onResize}
                onResized={onResized}
              />
            </div>
          )
        })}
      </div>
    </div>
  )
}
