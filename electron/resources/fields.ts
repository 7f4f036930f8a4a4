import type { Cell, Row } from '../../shared/resource'
import type { Resource, ResourceColumn } from '../providers/provider'
import { field, isRecord, textField } from '../support/field'
import { plainText, withoutControls } from '../support/plain-text'

const longestCell = 500

/** One item of a list as the window shows it. An item without an id gets its place in the list for one. */
export function toRow(item: unknown, resource: Resource, place: string): Row {
  const id = textField(item, resource.idField, 1000) ?? place
  const webUrl = webAddress(item, resource)
  return {
    id,
    title: plainText(textField(item, resource.titleField) ?? '') || plainText(id),
    cells: resource.columns.map((column) => toCell(item, column)),
    ...(webUrl ? { webUrl } : {}),
    // Indented, one that is nothing but brackets would be a hundred times as long.
    json: JSON.stringify(item) ?? 'null',
  }
}

function toCell(item: unknown, column: ResourceColumn): Cell {
  const value = field(item, column.field)
  if (value === undefined || value === null) return null
  if (column.type === 'money')
    return money(value, column.currencyField && field(item, column.currencyField), column)
  if (typeof value === 'number' || typeof value === 'boolean') return value
  if (typeof value === 'string') return cellOf(value)
  if (Array.isArray(value) && value.every((each) => !isRecord(each))) return cellOf(value.join(', '))
  return cellOf(JSON.stringify(value))
}

function cellOf(text: string): string {
  return withoutControls(text.slice(0, longestCell))
}

function money(value: unknown, currency: unknown, column: ResourceColumn): Cell {
  const amount = Number(value) / (column.hundredths ? 100 : 1)
  if (!Number.isFinite(amount)) return null
  return `${amount.toFixed(2)} ${typeof currency === 'string' ? plainText(currency.slice(0, 10)) : ''}`.trim()
}

function webAddress(item: unknown, resource: Resource): string | undefined {
  const { webUrl } = resource
  if (!webUrl) return undefined
  if ('field' in webUrl) {
    const address = field(item, webUrl.field)
    return typeof address === 'string' && /^https?:/i.test(address) && URL.canParse(address)
      ? address
      : undefined
  }
  const names = [...webUrl.template.matchAll(place)].map(([, name]) => name ?? '')
  const values = new Map(names.map((name) => [name, textField(item, name)]))
  if ([...values.values()].includes(undefined)) return undefined
  const address = webUrl.template.replace(place, (_, name: string) => pathPart(values.get(name) ?? ''))
  return URL.canParse(address) ? address : undefined
}

/** `{account.id}`: a path into the item. */
const place = /\{([\w.@-]+)\}/g

/** Names like "owner/repository" keep their slash; nothing leaves its place in the address. */
function pathPart(value: string): string {
  const parts = value.split('/')
  if (parts.some((part) => part === '' || part === '.' || part === '..')) return encodeURIComponent(value)
  return parts.map(encodeURIComponent).join('/')
}
