import { describe, expect, test } from 'vitest'
import type { JsonObject, Paging } from '../../electron/providers/provider'
import { linkTo } from '../../electron/resources/link-header'
import { firstPage, laterPage, nextPage, type PagedList } from '../../electron/resources/paging'
import { failureOf } from '../support/failure-of'

const address = 'https://api.example/things'

function listOf(paging: Paging, body?: JsonObject): PagedList {
  return { address, paging, idField: 'id', ...(body ? { body } : {}) }
}

function pageAfter(
  url: string,
  paging: Paging,
  answer: {
    body?: unknown
    count?: number
    items?: readonly unknown[]
    total?: number
    headers?: HeadersInit
  },
) {
  return nextPage(
    listOf(paging),
    { url: new URL(url) },
    {
      body: answer.body,
      headers: new Headers(answer.headers),
      items: answer.items ?? Array.from({ length: answer.count ?? 0 }, (_, id) => ({ id })),
      total: answer.total,
    },
  )
}

describe('pages by number', () => {
  const paging: Paging = {
    style: 'page',
    pageParameter: 'page',
    sizeParameter: 'per_page',
    size: 50,
    first: 1,
  }

  test('begin at the first and go on until the total is seen', () => {
    expect(firstPage(listOf(paging)).url.href).toBe(`${address}?page=1&per_page=50`)
    expect(pageAfter(`${address}?page=1&per_page=50`, paging, { count: 50, total: 101 })).toBe(
      `${address}?page=2&per_page=50`,
    )
    expect(pageAfter(`${address}?page=3&per_page=50`, paging, { count: 1, total: 101 })).toBeUndefined()
    expect(pageAfter(`${address}?page=2&per_page=50`, paging, { count: 50, total: 100 })).toBeUndefined()
  })

  test('without a total a short page is the last, and an empty one is whatever the total says', () => {
    expect(pageAfter(`${address}?page=1`, paging, { count: 50 })).toBe(`${address}?page=2`)
    expect(pageAfter(`${address}?page=2`, paging, { count: 49 })).toBeUndefined()
    expect(pageAfter(`${address}?page=2`, paging, { count: 0, total: 500 })).toBeUndefined()
  })
})

describe('pages by offset', () => {
  const paging: Paging = { style: 'offset', offsetParameter: 'offset', limitParameter: 'limit', size: 20 }

  test('go on from what was seen, also when a page is shorter than asked', () => {
    expect(firstPage(listOf(paging)).url.href).toBe(`${address}?offset=0&limit=20`)
    expect(pageAfter(`${address}?offset=20&limit=20`, paging, { count: 17, total: 90 })).toBe(
      `${address}?offset=37&limit=20`,
    )
    expect(pageAfter(`${address}?offset=80&limit=20`, paging, { count: 10, total: 90 })).toBeUndefined()
  })

  test('end where the server says so', () => {
    const saying: Paging = { ...paging, lastPath: 'isLast' }
    expect(pageAfter(`${address}?offset=0`, saying, { count: 20, body: { isLast: true } })).toBeUndefined()
    expect(pageAfter(`${address}?offset=0`, saying, { count: 20, body: { isLast: false } })).toBeDefined()
  })
})

describe('pages by cursor', () => {
  const paging: Paging = { style: 'cursor', parameter: 'token', nextPath: 'meta.next' }

  test('carry the cursor of the answer, whatever is in it', () => {
    expect(pageAfter(address, paging, { count: 1, body: { meta: { next: 'a&b=c' } } })).toBe(
      `${address}?token=a%26b%3Dc`,
    )
    expect(pageAfter(address, paging, { count: 1, body: { meta: { next: '' } } })).toBeUndefined()
    expect(pageAfter(address, paging, { count: 1, body: {} })).toBeUndefined()
  })

  test('go on after a page whose items the server has filtered away', () => {
    expect(pageAfter(address, paging, { count: 0, body: { meta: { next: 'on' } } })).toBe(
      `${address}?token=on`,
    )
  })

  test('end where the server says that there is no more, though it sends a cursor', () => {
    const saying: Paging = { ...paging, morePath: 'has_more' }
    expect(
      pageAfter(address, saying, { count: 1, body: { has_more: false, meta: { next: 'x' } } }),
    ).toBeUndefined()
    expect(pageAfter(address, saying, { count: 1, body: { has_more: true, meta: { next: 'x' } } })).toBe(
      `${address}?token=x`,
    )
  })

  test('in a body go to the place in it where the query wants them (GraphQL)', () => {
    const list = listOf(
      {
        style: 'cursor',
        in: 'body',
        parameter: 'variables.after',
        nextPath: 'data.issues.pageInfo.endCursor',
        morePath: 'data.issues.pageInfo.hasNextPage',
        sizeParameter: 'variables.first',
        size: 100,
      },
      { query: 'query($first:Int,$after:String){…}', variables: { team: 'x', after: null } },
    )
    expect(firstPage(list).body).toEqual({
      query: 'query($first:Int,$after:String){…}',
      variables: { team: 'x', after: null, first: 100 },
    })
    const issues = { pageInfo: { hasNextPage: true, endCursor: 'c2' } }
    const next = nextPage(list, firstPage(list), {
      body: { data: { issues } },
      headers: new Headers(),
      items: [],
    })
    expect(next).toBe('c2')
    expect(laterPage(list, 'c2').body).toMatchObject({ variables: { team: 'x', after: 'c2', first: 100 } })
  })

  test('are asked for alone where later pages have an address of their own (Dropbox)', () => {
    const list = listOf(
      {
        style: 'cursor',
        in: 'body',
        parameter: 'cursor',
        nextPath: 'cursor',
        morePath: 'has_more',
        continueUrl: `${address}/continue`,
        sizeParameter: 'limit',
        size: 500,
      },
      { path: '' },
    )
    expect(firstPage(list)).toMatchObject({ url: new URL(address), body: { path: '', limit: 500 } })
    const later = laterPage(list, 'c2')
    expect(later.url.href).toBe(`${address}/continue`)
    expect(later.body).toEqual({ cursor: 'c2' })
  })
})

describe('pages by address', () => {
  const paging: Paging = { style: 'next_url', nextPath: '@odata.nextLink' }

  test('follow the address in the answer, relative ones too', () => {
    expect(pageAfter(address, paging, { count: 1, body: { '@odata.nextLink': `${address}?skip=1` } })).toBe(
      `${address}?skip=1`,
    )
    expect(pageAfter(address, paging, { count: 1, body: { '@odata.nextLink': '/things?skip=1' } })).toBe(
      `${address}?skip=1`,
    )
    expect(pageAfter(address, paging, { count: 1, body: { '@odata.nextLink': 7 } })).toBeUndefined()
  })

  test('take the cursor alone out of an address that is not of the API', () => {
    const partial: Paging = { style: 'next_url', nextPath: 'next', onlyParameter: 'cursor' }
    const body = { next: 'https://site.example/wiki/api?cursor=c2&limit=9' }
    expect(pageAfter(`${address}?limit=50`, partial, { count: 1, body })).toBe(
      `${address}?limit=50&cursor=c2`,
    )
  })
})

describe('pages by Range header', () => {
  const paging: Paging = { style: 'range_header', field: 'id', size: 1000 }

  test('ask for the next range as the server named it', () => {
    expect(firstPage(listOf(paging)).headers).toEqual({ range: 'id ..; max=1000' })
    const next = pageAfter(address, paging, { count: 9, headers: { 'next-range': 'id ]01..; max=1000' } })
    expect(next).toBe('id ]01..; max=1000')
    expect(laterPage(listOf(paging), 'id ]01..; max=1000')).toMatchObject({
      url: new URL(address),
      headers: { range: 'id ]01..; max=1000' },
    })
    expect(pageAfter(address, paging, { count: 9 })).toBeUndefined()
  })

  test('refuse a range with a line break in it, as it would be a header of its own', () => {
    expect(failureOf(() => laterPage(listOf(paging), 'id\r\nx: y')).code).toBe('bad_request')
  })
})

describe('pages by the last id', () => {
  const paging: Paging = { style: 'id_cursor', parameter: 'after', sizeParameter: 'limit', size: 2 }

  test('go on after the last item until a page is not full', () => {
    expect(firstPage(listOf(paging)).url.href).toBe(`${address}?limit=2`)
    const items = [{ id: '80351110224678912' }, { id: '80351110224678913' }]
    expect(pageAfter(`${address}?limit=2`, paging, { items })).toBe(
      `${address}?limit=2&after=80351110224678913`,
    )
    expect(pageAfter(`${address}?limit=2`, paging, { items: items.slice(1) })).toBeUndefined()
    expect(pageAfter(`${address}?limit=2`, paging, { items: [{}, {}] })).toBeUndefined()
  })
})

describe('pages by Link header', () => {
  test.each([
    [
      '<https://a.example/?page=2>; rel="next", <https://a.example/?page=9>; rel="last"',
      'https://a.example/?page=2',
    ],
    ['<https://a.example/?page=1>; rel="prev", </?page=3>; rel=next', '/?page=3'],
    ['<https://a.example/a,b>; title="x, y"; rel="last next"', 'https://a.example/a,b'],
    ['<https://a.example/>; rel="prev"', undefined],
    ['garbage', undefined],
    ['', undefined],
  ])('%s', (header, target) => {
    expect(linkTo('next', header)).toBe(target)
  })

  test('lead from page to page', () => {
    const paging: Paging = { style: 'link_header', sizeParameter: 'per_page', size: 100 }
    expect(firstPage(listOf(paging)).url.href).toBe(`${address}?per_page=100`)
    expect(pageAfter(address, paging, { count: 1, headers: { link: `</things?page=2>; rel="next"` } })).toBe(
      `${address}?page=2`,
    )
  })
})
