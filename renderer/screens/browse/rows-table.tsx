import { useRef, useState } from 'react'
import type { Row } from '../../../shared/resource'
import { DataGrid } from '../../components/data-grid'
import type { GridSort } from '../../components/grid-column'
import type { Rows } from '../../hooks/use-rows'
import { text } from '../../text'
import { CellView } from './cell-view'
import { columnsOf } from './cells'
import type { Layout } from './column-layout'
import type { Listing } from './listing'
import { RowsTail } from './rows-tail'

export interface RowsTableProps {
  readonly listing: Listing
  readonly layout: Layout
  readonly loaded: Rows
  readonly shown: readonly Row[]
  readonly openId: string | undefined
  readonly onOpen: (row: Row | undefined) => void
  readonly filter: string
  readonly sort: GridSort | undefined
  readonly onSort: (sort: GridSort | undefined) => void
  readonly totalCount: number | undefined
}

export function RowsTable(props: RowsTableProps) {
  const { listing, layout, loaded, shown, openId, onOpen, filter, sort, onSort } = props
  const { widths, dragTo, drop } = useDraggedWidths(layout)
  const visible = listing.columns.flatMap((column, position) =>
    layout.hidden.includes(column.key) ? [] : [{ column, position }],
  )
  const openIndex = openId === undefined ? -1 : shown.findIndex((row) => row.id === openId)

  return (
    <DataGrid
      label={listing.label}
      columns={columnsOf(
        visible.map(({ column }) => column),
        widths,
      )}
      // The detail has all of them, and takes the room of some.
      onlyFitting={openId !== undefined}
      rowCount={shown.length}
      totalCount={props.totalCount}
      cell={(index, place) => {
        const { column, position = 0 } = visible[place] ?? {}
        return <CellView value={shown[index]?.cells[position] ?? null} type={column?.type ?? 'text'} />
      }}
      selected={openIndex < 0 ? undefined : openIndex}
      selectedKey={openIndex < 0 ? undefined : openId}
      onSelect={(index) => onOpen(shown[index])}
      onEscape={() => onOpen(undefined)}
      sort={sort}
      sortLabel={text.browse.sortBy}
      onSort={(key) => onSort(nextSort(sort, key))}
      onResize={dragTo}
      onResized={drop}
      resizeLabel={text.browse.widthOf}
      onNearEnd={filter === '' ? loaded.loadMore : stay}
      busy={loaded.state === 'loading_more' || loaded.state === 'loading_all'}
      scrollTop={loaded.scrollTop}
      tail={<RowsTail loaded={loaded} filter={filter} />}
    />
  )
}

/** A filter looks at what is loaded: a rare word must not pull in a whole collection. */
function stay() {}

/** Up, down, as it came. */
function nextSort(sort: GridSort | undefined, key: string): GridSort | undefined {
  if (sort?.key !== key) return { key, descending: false }
  return sort.descending ? undefined : { key, descending: true }
}

/** The widths that are kept, and while an edge is dragged those under the pointer. */
function useDraggedWidths(layout: Layout) {
  const [dragged, setDragged] = useState<Readonly<Record<string, number>> | null>(null)
  const latest = useRef(layout.widths)
  const widths = dragged ?? layout.widths
  latest.current = widths

  function dragTo(difference: Readonly<Record<string, number | undefined>>) {
    const all = Object.entries({ ...latest.current, ...difference })
    latest.current = Object.fromEntries(
      all.filter((entry): entry is [string, number] => entry[1] !== undefined),
    )
    setDragged(latest.current)
  }

  async function drop() {
    await layout.change({ widths: latest.current })
    setDragged(null)
  }

  return { widths, dragTo, drop: () => void drop() }
}
