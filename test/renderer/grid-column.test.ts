import { describe, expect, it } from 'vitest'
import { fittingColumns, type GridColumn } from '../../renderer/components/grid-column'

const column = (key: string, minWidth: number, width?: number): GridColumn => ({
  key,
  label: key,
  minWidth,
  grow: 1,
  ...(width === undefined ? {} : { width }),
})
const columns = [column('a', 130), column('b', 100), column('c', 90)]
const fitting = (room: number, all = columns) => fittingColumns(all, room).map(({ key }) => key)

describe('columns that have room', () => {
  it('are all there are, to the last pixel', () => {
    expect(fitting(332)).toEqual(['a', 'b', 'c'])
    expect(fitting(331)).toEqual(['a', 'b'])
    expect(fitting(231)).toEqual(['a'])
  })

  it('count as wide as they were made by hand, and leave the first one at least', () => {
    expect(fitting(331, [column('a', 130, 129), ...columns.slice(1)])).toEqual(['a', 'b', 'c'])
    expect(fitting(331, [column('a', 130, 400), ...columns.slice(1)])).toEqual(['a'])
    expect(fitting(0)).toEqual(['a'])
  })
})
