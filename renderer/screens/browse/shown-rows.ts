import type { Column, Row } from '../../../shared/resource'
import { compareRows, rowMatches } from '../../../shared/rows'
import type { BrowsePlace } from '../../navigation'

/** The rows that the filter keeps, in the order asked for: the same that an export would write. */
export function shownRows(
  rows: readonly Row[],
  columns: readonly Column[],
  filter: string,
  sort: BrowsePlace['sort'],
): readonly Row[] {
  const found = filter === '' ? rows : rows.filter((row) => rowMatches(row, filter))
  const position = columns.findIndex(({ key }) => key === sort?.key)
  const type = columns[position]?.type
  if (sort === undefined || type === undefined) return found
  const order = { column: position, type, descending: sort.descending }
  return found.toSorted((one, other) => compareRows(one, other, order))
}
