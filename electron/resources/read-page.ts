import { Failure } from '../../shared/failure'
import type { Page, Row } from '../../shared/resource'
import type { Answer } from '../http/authorized'
import { rateLimitOf } from '../http/rate-limit'
import { field, textField } from '../support/field'
import { toRow } from './fields'
import type { ListPlace } from './list-place'
import { nextPage, type PageRequest } from './paging'
import { isCircle, markOf, type Trail, walkOn, writeNext } from './trail'

/** One page of an answer, and the trail that led there. Throws `response_invalid` where there is no list in it. */
export function readPage(
  place: ListPlace,
  request: PageRequest,
  { body, answer }: { readonly body: unknown; readonly answer: Answer },
  trail: Trail,
  now: number,
): Page {
  const { resource, list } = place
  const items = itemsIn(body, resource.itemsPath, answer.url.host)
  const totalFound = resource.totalPath === undefined ? undefined : Number(field(body, resource.totalPath))
  const total = Number.isSafeInteger(totalFound) ? totalFound : undefined
  const rows = items.map((item, index) => toRow(item, resource, `#${trail.step}.${index}`))
  const { headers, url: from } = answer
  const next = nextPage(list, request, { body, headers, items, total, from })
  const rateLimit = rateLimitOf(headers, now)
  const around = {
    ...(total === undefined ? {} : { total }),
    ...(rateLimit ? { rateLimit } : {}),
  }
  const mark = markOfPage(items, rows, resource.idField, next)
  if (isCircle(trail, mark)) return { rows: [], ...around, repeats: true }
  return { rows, ...around, ...(next ? { next: writeNext(walkOn(trail, mark), next) } : {}) }
}

/** Items without ids are told apart by what is in them, pages without items by what they lead to. */
function markOfPage(
  items: readonly unknown[],
  rows: readonly Row[],
  idField: string,
  next: string | undefined,
): string {
  if (items.length === 0) return markOf(['empty', next ?? ''])
  return markOf(rows.map((row, index) => textField(items[index], idField, 1000) ?? row.json))
}

/** Some servers say `null` for an empty list, or leave it out. */
export function itemsIn(body: unknown, path: string, host: string): readonly unknown[] {
  const found = field(body, path) ?? []
  if (Array.isArray(found)) return found
  throw new Failure('response_invalid', `there is no list at ${path}`, { facts: { stage: 'resource', host } })
}
