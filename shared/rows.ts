import type { Cell, Column, Row } from './resource'

/** Whether the filter box keeps a row: every word occurs in its title or in a cell, in any case. */
export function rowMatches(row: Row, filter: string): boolean {
  const words = filter.toLowerCase().split(/\s+/).filter(Boolean)
  if (words.length === 0) return true
  const text = [row.title, ...row.cells].join('\n').toLowerCase()
  return words.every((word) => text.includes(word))
}

let collator: Intl.Collator | undefined
/** Made when rows are first sorted: it takes a part of every start otherwise. */
const inOrder = (one: string, other: string): number => {
  collator ??= new Intl.Collator(undefined, { numeric: true, sensitivity: 'base' })
  return collator.compare(one, other)
}
const notOfAnAmount = /[^\d.-]/g

/** The order of two rows by one of their columns; rows without a value come last in both directions. */
export function compareRows(
  one: Row,
  other: Row,
  sort: { readonly column: number; readonly type: Column['type']; readonly descending: boolean },
): number {
  const [a, b] = [one.cells[sort.column] ?? null, other.cells[sort.column] ?? null]
  if (a === null || b === null) return Number(a === null) - Number(b === null)
  return compareCells(a, b, sort.type) * (sort.descending ? -1 : 1)
}

function compareCells(a: NonNullable<Cell>, b: NonNullable<Cell>, type: Column['type']): number {
  const [left, right] = [orderOf(a, type), orderOf(b, type)]
  if (left !== undefined && right !== undefined) return left - right
  return inOrder(String(a), String(b))
}

/** The number a cell is ordered by; undefined: by its letters. */
function orderOf(cell: NonNullable<Cell>, type: Column['type']): number | undefined {
  if (typeof cell !== 'string') return Number(cell)
  const number = readAs(type, cell)
  return Number.isNaN(number) ? undefined : number
}

function readAs(type: Column['type'], text: string): number {
  switch (type) {
    case 'date':
      return Date.parse(text)
    case 'number':
    case 'bytes':
      return text.trim() === '' ? Number.NaN : Number(text)
    case 'money':
      return Number.parseFloat(text.replace(notOfAnAmount, ''))
    case 'text':
    case 'state':
    case 'link':
      return Number.NaN
  }
}
