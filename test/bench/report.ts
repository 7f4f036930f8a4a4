import type { Figure, Unit } from './figure'
import type { Summary } from './statistics'

/** The figures as a table of Markdown, which also reads well in a terminal. */
export function tableOf(figures: readonly Figure[]): string {
  const lines = figures.map((figure) => [
    figure.name,
    figure.ours ? range(figure.ours, figure.ours.unit) : range(figure, figure.unit),
    figure.floor ? range(figure.floor, figure.floor.unit) : '',
    figure.unit === 'ratio' ? figure.value.toFixed(2) : withUnit(figure.value, figure.unit),
    goalOf(figure),
    String(figure.n),
  ])
  const head = ['figure', 'ours: median (min–max)', 'floor: median (min–max)', 'value', 'goal', 'n']
  const widths = head.map((title, column) =>
    Math.max(title.length, ...lines.map((line) => line[column]?.length ?? 0)),
  )
  const row = (cells: readonly string[]) =>
    `| ${cells.map((cell, column) => cell.padEnd(widths[column] ?? 0)).join(' | ')} |`
  const rule = widths.map((width) => '-'.repeat(width))
  return [row(head), row(rule), ...lines.map(row)].join('\n')
}

function goalOf({ goal, value, unit }: Figure): string {
  if (goal === undefined) return ''
  const text = unit === 'ratio' ? goal.toFixed(2) : withUnit(goal, unit)
  return `${value <= goal ? 'met' : 'missed'}: ≤ ${text}`
}

function range({ median, min, max }: Summary, unit: Unit | 'ratio'): string {
  const plain = (value: number) => (unit === 'ratio' ? value.toFixed(2) : digits(value))
  return `${unit === 'ratio' ? plain(median) : withUnit(median, unit)} (${plain(min)}–${plain(max)})`
}

function withUnit(value: number, unit: Unit | 'ratio'): string {
  return unit === 'count' || unit === 'ratio' ? digits(value) : `${digits(value)} ${unit}`
}

/** Three digits that mean something. */
function digits(value: number): string {
  if (Number.isInteger(value)) return String(value)
  return value >= 100 ? value.toFixed(0) : value >= 10 ? value.toFixed(1) : value.toFixed(2)
}
