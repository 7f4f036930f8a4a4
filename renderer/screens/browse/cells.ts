import type { Cell, Column, ColumnType } from '../../../shared/resource'
import type { GridColumn } from '../../components/grid-column'
import type { Tone } from '../../components/state-dot'
import { bytes, count, dateOf, momentOf, money } from '../../format'
import { text } from '../../text'

/** Least width in px and share of the rest. */
const widths: Readonly<Record<ColumnType, readonly [number, number]>> = {
  text: [100, 1.3],
  number: [86, 0.7],
  bytes: [86, 0.7],
  date: [104, 1],
  state: [92, 1],
  link: [128, 1.5],
  money: [92, 0.8],
}
const atTheEnd: ReadonlySet<ColumnType> = new Set(['number', 'bytes', 'money'])

/** `chosen`: widths in px that the person gave to columns, by key. */
export function columnsOf(
  columns: readonly Column[],
  chosen: Readonly<Record<string, number>> = {},
): readonly GridColumn[] {
  return columns.map(({ key, label, type }, index) => {
    const [minWidth, grow] = index === 0 ? [130, 1.7] : widths[type]
    const width = chosen[key]
    return { key, label, alignEnd: atTheEnd.has(type), minWidth, grow, ...(width ? { width } : {}) }
  })
}

/** A cell as text. `long` gives dates their time, for the detail. */
export function cellText(value: Cell, type: ColumnType, long = false): string {
  if (value === null || value === '') return '–'
  if (typeof value === 'boolean') return value ? text.browse.yes : text.browse.no
  if (type === 'date') return dateText(value, long)
  if (type === 'bytes') return typeof value === 'number' ? bytes(value) : value
  if (type === 'money') return moneyText(value)
  return typeof value === 'number' && type !== 'text' ? count(value) : String(value)
}

/** What a state probably means; a word nobody knows is neither good nor bad. */
export function toneOf(state: Cell): Tone {
  const word = String(state).toLowerCase()
  if (
    /^(active|running|online|on|ok|ready|open|paid|live|up|enabled|available|success\w*|succeeded|healthy|completed?|done|true|public)$/.test(
      word,
    )
  )
    return 'good'
  if (/^(error\w*|fail\w*|down|overdue|unpaid|critical|broken|crashed|unhealthy|rejected)$/.test(word))
    return 'bad'
  if (
    /^(off|stopped|paused|pending|new|building|deploying|starting|stopping|due|warning|degraded|draft|queued|waiting|locked)$/.test(
      word,
    )
  )
    return 'warn'
  return 'idle'
}

/** ISO text, or a number: seconds where it is too small for milliseconds. */
function dateText(value: string | number, long: boolean): string {
  const at = typeof value === 'number' ? (value < 100_000_000_000 ? value * 1_000 : value) : Date.parse(value)
  if (Number.isNaN(at)) return String(value)
  const hasNoTime = typeof value === 'string' && /^\d{4}-\d{2}-\d{2}$/.test(value)
  return long && !hasNoTime ? momentOf(at) : dateOf(at)
}

/** "12.50 EUR" as "€12.50"; a bare number with two decimals. */
function moneyText(value: string | number): string {
  if (typeof value === 'number') return money(value)
  const [, amount, currency] = /^(-?\d+(?:\.\d+)?) ([A-Z]{3})$/.exec(value) ?? []
  if (amount === undefined || currency === undefined) return value
  return money(Number(amount), currency)
}
