import { Failure } from '../../shared/failure'
import type { JsonObject, Paging } from '../providers/provider'
import { field, textField } from '../support/field'
import { withValue } from './json-path'
import { linkTo } from './link-header'

/** A list, with every address filled in. */
export interface PagedList {
  readonly address: string
  readonly body?: JsonObject | undefined
  readonly paging: Paging
  /** Where an item has its id. */
  readonly idField: string
}

/** What to ask for one page. A body makes it a POST. */
export interface PageRequest {
  readonly url: URL
  readonly body?: JsonObject | undefined
  readonly headers?: Readonly<Record<string, string>>
}

export interface PageAnswer {
  readonly body: unknown
  readonly headers: Headers
  readonly items: readonly unknown[]
  readonly total?: number | undefined
  /** Where it came from, which after a redirect is not where it was asked for; relative addresses begin there. */
  readonly from?: URL | undefined
}

export function firstPage(list: PagedList): PageRequest {
  const { paging } = list
  const plain = { url: new URL(list.address), body: list.body }
  switch (paging.style) {
    case 'none':
      return plain
    case 'page':
      return withQuery(plain, [
        [paging.pageParameter, paging.first],
        [paging.sizeParameter, paging.size],
      ])
    case 'offset':
      return withQuery(plain, [
        [paging.offsetParameter, 0],
        [paging.limitParameter, paging.size],
      ])
    case 'range_header':
      return { ...plain, headers: { range: `${paging.field} ..; max=${paging.size}` } }
    case 'cursor': {
      const { sizeParameter, size } = paging
      if (paging.in !== 'body') return withQuery(plain, [[sizeParameter, size]])
      if (sizeParameter === undefined || size === undefined) return plain
      return { ...plain, body: withValue(list.body ?? {}, sizeParameter, size) }
    }
    case 'link_header':
    case 'next_url':
    case 'id_cursor':
      return withQuery(plain, [[paging.sizeParameter, paging.size]])
  }
}

/** What to ask for the page that `nextPage` named. Throws `bad_request` for anything that it cannot have named. */
export function laterPage(list: PagedList, next: string): PageRequest {
  const { paging } = list
  if (paging.style === 'range_header') {
    if (!/^[\x20-\x7e]+$/.test(next)) throw new Failure('bad_request', 'not a next page')
    return { url: new URL(list.address), body: list.body, headers: { range: next } }
  }
  if (paging.style === 'cursor' && paging.in === 'body') {
    if (paging.continueUrl !== undefined)
      return { url: new URL(paging.continueUrl), body: withValue({}, paging.parameter, next) }
    const first = firstPage(list)
    return { ...first, body: withValue(first.body ?? {}, paging.parameter, next) }
  }
  if (!URL.canParse(next)) throw new Failure('bad_request', 'not a next page')
  return { url: new URL(next), body: list.body }
}

/**
 * What names the page after this one, for `laterPage`; undefined after the last. Where the server itself says that
 * there is more, a page without items is no end: some filter what they send.
 */
export function nextPage(list: PagedList, { url }: PageRequest, answer: PageAnswer): string | undefined {
  const { paging } = list
  const count = answer.items.length
  switch (paging.style) {
    case 'none':
      return undefined
    case 'page': {
      const page = Number(url.searchParams.get(paging.pageParameter))
      const seen = (page - paging.first + 1) * paging.size
      if (count === 0 || isSeen(seen, count < paging.size, answer.total)) return undefined
      return withParameter(url, paging.pageParameter, String(page + 1))
    }
    case 'offset': {
      const seen = Number(url.searchParams.get(paging.offsetParameter)) + count
      if (count === 0 || (paging.lastPath && field(answer.body, paging.lastPath) === true)) return undefined
      if (isSeen(seen, count < paging.size, answer.total)) return undefined
      return withParameter(url, paging.offsetParameter, String(seen))
    }
    case 'id_cursor': {
      const last = textField(answer.items.at(-1), list.idField, 1000)
      if (count < paging.size || last === undefined) return undefined
      return withParameter(url, paging.parameter, last)
    }
    case 'cursor': {
      const cursor = field(answer.body, paging.nextPath)
      if (paging.morePath !== undefined && field(answer.body, paging.morePath) !== true) return undefined
      if (cursor === undefined || cursor === null || cursor === '') return undefined
      return paging.in === 'body' ? String(cursor) : withParameter(url, paging.parameter, String(cursor))
    }
    case 'next_url': {
      const next = addressIn(field(answer.body, paging.nextPath), answer.from ?? url)
      if (paging.onlyParameter === undefined || next === undefined) return next?.href
      const value = next.searchParams.get(paging.onlyParameter)
      return value === null ? undefined : withParameter(url, paging.onlyParameter, value)
    }
    case 'link_header':
      return addressIn(linkTo('next', answer.headers.get('link') ?? ''), answer.from ?? url)?.href
    case 'range_header':
      return answer.headers.get('next-range') ?? undefined
  }
}

/** The total decides where there is one: servers may send less than a page for reasons of their own. */
function isSeen(seen: number, isShort: boolean, total: number | undefined): boolean {
  return total === undefined ? isShort : seen >= total
}

function withQuery(
  request: PageRequest,
  parameters: readonly (readonly [string | undefined, number | undefined])[],
): PageRequest {
  const url = new URL(request.url)
  for (const [name, value] of parameters) {
    if (name !== undefined && value !== undefined) url.searchParams.set(name, String(value))
  }
  return { ...request, url }
}

function withParameter(url: URL, name: string, value: string): string {
  const next = new URL(url)
  next.searchParams.set(name, value)
  return next.href
}

function addressIn(value: unknown, base: URL): URL | undefined {
  if (typeof value !== 'string' || value === '') return undefined
  return URL.canParse(value, base) ? new URL(value, base) : undefined
}
