/* biome-ignore-all lint/a11y/useSemanticElements: a <table> must hold all its rows; here only those in view exist */
/* biome-ignore-all lint/a11y/useKeyWithClickEvents: the group of rows hears the keys for each of them */
/* biome-ignore-all lint/a11y/useFocusableInteractive: the row takes the focus, as in a list; its cells hold no controls */
import { useVirtualizer, type VirtualItem } from '@tanstack/react-virtual'
import {
  type KeyboardEvent,
  memo,
  type ReactNode,
  type RefObject,
  useCallback,
  useEffect,
  useLayoutEffect,
  useMemo,
  useRef,
  useState,
} from 'react'
import styles from './data-grid.module.css'
import { DataGridHead, type DataGridHeadProps } from './data-grid-head'
import { fittingColumns, tracksOf } from './grid-column'
import { useRangeInView } from './use-range-in-view'
import { useRoom } from './use-room'

export interface DataGridProps extends DataGridHeadProps {
  readonly label: string
  /** Columns at the end that have no room are left out; otherwise the table scrolls sideways. */
  readonly onlyFitting?: boolean
  readonly rowCount: number
  /** Rows there are in all, loaded or not; absent: nobody knows. */
  readonly totalCount?: number | undefined
  readonly cell: (index: number, column: number) => ReactNode
  readonly selected: number | undefined
  /** Which row that is, wherever it stands: the list is scrolled to it when it is another one. */
  readonly selectedKey: string | undefined
  readonly onSelect: (index: number) => void
  readonly onEscape: () => void
  /** Asked whenever the rows near the loaded end are in view. */
  readonly onNearEnd: () => void
  readonly busy: boolean
  /** Where it is scrolled to at first, and was at last. px */
  readonly scrollTop?: RefObject<number>
  /** What stands below the last row: the page on its way, or why there is none. */
  readonly tail?: ReactNode
}

const rowHeight = 37
const headHeight = 34
const nearEnd = 20

/** A table of any length: only what is in view exists. Arrows move, Enter opens, Escape closes. */
export function DataGrid(props: DataGridProps) {
  const { rowCount, selected, selectedKey, onSelect, onEscape, onNearEnd, scrollTop } = props
  const scroller = useRef<HTMLDivElement>(null)
  const room = useRoom(scroller, props.onlyFitting === true)
  const columns = useMemo(
    () => (room === undefined ? props.columns : fittingColumns(props.columns, room)),
    [props.columns, room],
  )
  const [active, setActive] = useState(0)
  const focusWanted = useRef(false)
  const { rangeExtractor, leaps } = useRangeInView()
  const virtual = useVirtualizer({
    count: rowCount,
    getScrollElement: () => scroller.current,
    estimateSize: () => rowHeight,
    overscan: 6,
    rangeExtractor,
    initialOffset: scrollTop?.current ?? 0,
    scrollPaddingStart: headHeight,
  })
  useLayoutEffect(() => {
    const shown = scroller.current
    if (scrollTop === undefined || shown === null) return
    shown.scrollTop = scrollTop.current
    return () => {
      scrollTop.current = shown.scrollTop
    }
  }, [scrollTop])
  const items = virtual.getVirtualItems()
  const slots = useRef(0)
  slots.current = leaps.current ? items.length : Math.max(slots.current, items.length)
  const last = items.at(-1)?.index ?? -1
  const current = Math.min(selected ?? active, Math.max(0, rowCount - 1))

  useEffect(() => {
    if (last >= rowCount - nearEnd) onNearEnd()
  }, [last, rowCount, onNearEnd])

  const scrolledTo = useRef<string>(undefined)
  useEffect(() => {
    if (selected !== undefined && selectedKey !== scrolledTo.current) virtual.scrollToIndex(selected)
    scrolledTo.current = selectedKey
  }, [virtual, selected, selectedKey])

  useEffect(() => {
    if (!focusWanted.current) return
    const row = scroller.current?.querySelector<HTMLElement>(`[data-index="${current}"]`)
    if (row) {
      focusWanted.current = false
      row.focus({ preventScroll: true })
    }
  })

  const press = useCallback(
    (index: number) => {
      setActive(index)
      onSelect(index)
    },
    [onSelect],
  )

  function onKeyDown(event: KeyboardEvent) {
    if (event.key === 'Enter' || event.key === ' ') onSelect(current)
    else if (event.key === 'Escape') onEscape()
    else {
      const page = Math.max(1, Math.floor((scroller.current?.clientHeight ?? 0) / rowHeight) - 2)
      const to = targetOf(event.key, current, rowCount, page)
      if (to === undefined) return
      focusWanted.current = true
      setActive(to)
      virtual.scrollToIndex(to)
      if (selected !== undefined) onSelect(to)
    }
    event.preventDefault()
  }

  const tracks = tracksOf(columns)
  return (
    <div ref={scroller} className={styles.scroller} style={tracks}>
      <div
        role="grid"
        aria-label={props.label}
        aria-rowcount={props.totalCount === undefined ? -1 : props.totalCount + 1}
        aria-colcount={props.columns.length}
        aria-busy={props.busy}
        className={styles.grid}
      >
        <DataGridHead {...props} columns={columns} />
        <div
          role="rowgroup"
          className={styles.body}
          style={{ height: virtual.getTotalSize() }}
          onKeyDown={onKeyDown}
        >
          {withCurrent(items, current).map(({ index, start }) => (
            <Row
              // Rows that have scrolled out of view take on what scrolls in: far quicker than new ones. The one that
              // has the focus stays what it is.
              key={index === current ? 'current' : index % slots.current}
              index={index}
              start={start}
              isCurrent={index === current}
              isSelected={index === selected}
              columns={columns}
              cell={props.cell}
              onPress={press}
            />
          ))}
        </div>
      </div>
      {props.tail}
    </div>
  )
}

type Placed = Pick<VirtualItem, 'index' | 'start'>

/** The current row is there also where it has scrolled out of view: the keyboard goes on from it. */
function withCurrent(items: readonly Placed[], current: number): readonly Placed[] {
  const [first, last] = [items[0], items.at(-1)]
  if (first === undefined || last === undefined) return items
  const outside = { index: current, start: current * rowHeight }
  if (current < first.index) return [outside, ...items]
  return current > last.index ? [...items, outside] : items
}

interface RowProps extends Pick<DataGridProps, 'columns' | 'cell'> {
  readonly index: number
  /** px */
  readonly start: number
  readonly isCurrent: boolean
  readonly isSelected: boolean
  readonly onPress: (index: number) => void
}

/** Drawn when something of its own has changed, not whenever the list is scrolled. */
const Row = memo(function Row({ index, start, isCurrent, isSelected, columns, cell, onPress }: RowProps) {
  return (
    <div
      role="row"
      data-index={index}
      aria-rowindex={index + 2}
      aria-selected={isSelected}
      tabIndex={isCurrent ? 0 : -1}
      className={styles.row}
      style={{ transform: `translateY(${start}px)` }}
      onClick={() => onPress(index)}
    >
      {columns.map((column, position) => (
        <div key={column.key} role="gridcell" className={styles.cell} data-end={column.alignEnd || undefined}>
          {cell(index, position)}
        </div>
      ))}
    </div>
  )
})

function targetOf(key: string, from: number, count: number, page: number): number | undefined {
  const moves: Readonly<Record<string, number>> = {
    ArrowDown: from + 1,
    ArrowUp: from - 1,
    PageDown: from + page,
    PageUp: from - page,
    Home: 0,
    End: count - 1,
  }
  const to = moves[key]
  return to === undefined ? undefined : Math.min(count - 1, Math.max(0, to))
}
