import { describe, expect, test } from 'vitest'
import type { Cell, Row } from '../../shared/resource'
import { compareRows, rowMatches } from '../../shared/rows'

const row = (...cells: readonly Cell[]): Row => ({
  id: String(cells[0]),
  title: String(cells[0]),
  cells,
  json: '{}',
})

function sorted(cells: readonly Cell[], type: Parameters<typeof compareRows>[2]['type'], descending = false) {
  return cells
    .map((cell) => row(cell))
    .sort((a, b) => compareRows(a, b, { column: 0, type, descending }))
    .map(({ cells: [cell] }) => cell)
}

describe('the order of rows', () => {
  test('is by amount for numbers, also where a server sends them as text', () => {
    expect(sorted(['10', 9, '100'], 'number')).toEqual([9, '10', '100'])
    expect(sorted(['1,000.00 EUR', '20.00 EUR', '-5.00 EUR'], 'money')).toEqual([
      '-5.00 EUR',
      '20.00 EUR',
      '1,000.00 EUR',
    ])
  })

  test('is by time for dates, whatever their offset', () => {
    expect(sorted(['2026-01-01T01:00:00+02:00', '2025-12-31T22:30:00Z'], 'date')).toEqual([
      '2025-12-31T22:30:00Z',
      '2026-01-01T01:00:00+02:00',
    ])
  })

  test('is as people count for text', () => {
    expect(sorted(['web-10', 'Web-9', 'web-1'], 'text')).toEqual(['web-1', 'Web-9', 'web-10'])
  })

  test('puts rows without a value last, in both directions', () => {
    expect(sorted([null, 2, 1], 'number')).toEqual([1, 2, null])
    expect(sorted([null, 2, 1], 'number', true)).toEqual([2, 1, null])
  })
})

describe('the filter box', () => {
  test('keeps rows that hold every word, in any case and any cell', () => {
    expect(rowMatches(row('web-01', 'fra1', 2048), 'FRA1 web')).toBe(true)
    expect(rowMatches(row('web-01', 'fra1', 2048), '2048')).toBe(true)
    expect(rowMatches(row('web-01', 'fra1'), 'web ams3')).toBe(false)
    expect(rowMatches(row('web-01'), '  ')).toBe(true)
  })
})
