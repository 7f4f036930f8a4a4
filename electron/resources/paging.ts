import type { Paging } from '../providers/provider'
import { field } from '../support/field'

/** The address of a list's first page. */
export function firstPage(address: string, paging: Paging): URL {
  const url = new URL(address)
  switch (paging.style) {
    case 'none':
      break
    case 'page':
      url.searchParams.set(paging.pageParameter, String(paging.first))
      if (paging.sizeParameter) url.searchParams.set(paging.sizeParameter, String(paging.size))
      break
    case 'offset':
      url.searchParams.set(paging.offsetParameter, '0')
      url.searchParams.set(paging.limitParameter, String(paging.size))
      break
    case 'link_header':
    case 'cursor':
    case 'next_url':
      if (paging.sizeParameter && paging.size) url.searchParams.set(paging.sizeParameter, String(paging.size))
  }
  return url
}

/**
 * The address of the page after this one; undefined after the last. A page without items is the last, whatever the
 * answer says, and so is one whose next page is itself.
 */
export function nextPage(
  url: URL,
  paging: Paging,
  answer: {
    readonly body: unknown
    readonly headers: Headers
    readonly count: number
    readonly total?: number | undefined
  },
): URL | undefined {
  if (answer.count === 0) return undefined
  const next = addressAfter(url, paging, answer)
  return next && next.href !== url.href ? next : undefined
}

function addressAfter(url: URL, paging: Paging, answer: Parameters<typeof nextPage>[2]): URL | undefined {
  const next = new URL(url)
  switch (paging.style) {
    case 'none':
      return undefined
    case 'page': {
      const page = Number(url.searchParams.get(paging.pageParameter))
      const seen = (page - paging.first + 1) * paging.size
      if (answer.total === undefined ? answer.count < paging.size : seen >= answer.total) return undefined
      next.searchParams.set(paging.pageParameter, String(page + 1))
      return next
    }
    case 'offset': {
      const seen = Number(url.searchParams.get(paging.offsetParameter)) + answer.count
      if (answer.total === undefined ? answer.count < paging.size : seen >= answer.total) return undefined
      next.searchParams.set(paging.offsetParameter, String(seen))
      return next
    }
    case 'cursor': {
      const cursor = field(answer.body, paging.nextPath)
      if (cursor === undefined || cursor === null || cursor === '') return undefined
      next.searchParams.set(paging.parameter, String(cursor))
      return next
    }
    case 'next_url':
      return parseUrl(field(answer.body, paging.nextPath), url)
    case 'link_header':
      return parseUrl(linkTo('next', answer.headers.get('link') ?? ''), url)
  }
}

/** The target of a relation in a `Link` header (RFC 8288 §3). */
export function linkTo(relation: string, header: string): string | undefined {
  for (const [, target, parameters] of header.matchAll(/<([^>]*)>([^<]*)/g)) {
    const rel = /;\s*rel\s*=\s*(?:"([^"]*)"|([^\s;,]+))/i.exec(parameters ?? '')
    if ((rel?.[1] ?? rel?.[2] ?? '').split(/\s+/).includes(relation)) return target
  }
  return undefined
}

function parseUrl(value: unknown, base: URL): URL | undefined {
  if (typeof value !== 'string' || value === '') return undefined
  return URL.canParse(value, base) ? new URL(value, base) : undefined
}
