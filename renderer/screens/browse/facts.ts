import type { Column, Row } from '../../../shared/resource'
import { bytes, count } from '../../format'
import { text } from '../../text'
import { cellText } from './cells'

export type Fact =
  | { readonly name: string; readonly value: string }
  | { readonly name: string; readonly words: readonly string[] }

const mostExtras = 10
const longestExtra = 160

/** The columns first, then what else the item says in a word: its plain fields and its lists of words. */
export function factsOf(row: Row, columns: readonly Column[]): readonly Fact[] {
  const known = columns.flatMap((column, index): Fact[] => {
    const value = row.cells[index] ?? null
    return value === null || value === row.title
      ? []
      : [{ name: column.label, value: cellText(value, column.type, true) }]
  })
  const shown = new Set(columns.flatMap(({ key }) => [key, key.split('.')[0] ?? key]))
  const extras = Object.entries(objectOf(row.json))
    .filter(([key, value]) => !shown.has(key) && value !== row.title && value !== row.webUrl)
    .flatMap(([key, value]): Fact[] => {
      if (typeof value === 'number' && /_bytes$/.test(key))
        return [{ name: humanize(key.replace(/_bytes$/, '')), value: bytes(value) }]
      if (typeof value === 'number' && /_cents$/.test(key))
        return [{ name: humanize(key.replace(/_cents$/, '')), value: cellText(value / 100, 'money') }]
      const fact = extraOf(value)
      return fact === undefined ? [] : [{ name: humanize(key), ...fact }]
    })
  return [...known, ...extras.slice(0, mostExtras)]
}

function extraOf(value: unknown): { value: string } | { words: readonly string[] } | undefined {
  if (typeof value === 'boolean') return { value: value ? text.browse.yes : text.browse.no }
  if (typeof value === 'number') return { value: Number.isInteger(value) ? String(value) : count(value) }
  if (typeof value === 'string' && value !== '' && value.length <= longestExtra)
    return { value: isInstant(value) ? cellText(value, 'date', true) : value }
  if (
    Array.isArray(value) &&
    value.length > 0 &&
    value.length <= 12 &&
    value.every((one) => typeof one === 'string')
  )
    return { words: [...new Set<string>(value)] }
  return undefined
}

function isInstant(value: string): boolean {
  return /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}/.test(value)
}

function objectOf(json: string): Record<string, unknown> {
  try {
    const item: unknown = JSON.parse(json)
    return typeof item === 'object' && item !== null && !Array.isArray(item) ? { ...item } : {}
  } catch {
    // A row whose JSON was cut short still has its columns.
    return {}
  }
}

const spelled = new Map(
  Object.entries({
    id: 'ID',
    uuid: 'UUID',
    url: 'URL',
    urn: 'URN',
    ip: 'IP',
    ipv4: 'IPv4',
    ipv6: 'IPv6',
    vcpus: 'vCPUs',
    cpu: 'CPU',
    ssh: 'SSH',
    vpc: 'VPC',
  }),
)

/** "created_at" and "createdAt" as "Created at". */
function humanize(key: string): string {
  const words = key
    .replace(/([a-z])([A-Z])/g, '$1 $2')
    .replace(/[_-]+/g, ' ')
    .trim()
    .toLowerCase()
    .split(' ')
    .map((word) => spelled.get(word) ?? word)
    .join(' ')
  return words.startsWith('vCPU') ? words : (words[0]?.toUpperCase() ?? '') + words.slice(1)
}
