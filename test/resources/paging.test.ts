import { describe, expect, test } from 'vitest'
import type { Paging } from '../../electron/providers/provider'
import { firstPage, linkTo, nextPage } from '../../electron/resources/paging'

const list = 'https://api.example/things'

function pageAfter(
  url: string,
  paging: Paging,
  answer: { body?: unknown; count: number; total?: number; link?: string },
) {
  const headers = new Headers(answer.link ? { link: answer.link } : {})
  return nextPage(new URL(url), paging, {
    body: answer.body,
    headers,
    count: answer.count,
    total: answer.total,
  })?.href
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
    expect(firstPage(list, paging).href).toBe(`${list}?page=1&per_page=50`)
    expect(pageAfter(`${list}?page=1&per_page=50`, paging, { count: 50, total: 101 })).toBe(
      `${list}?page=2&per_page=50`,
    )
    expect(pageAfter(`${list}?page=3&per_page=50`, paging, { count: 1, total: 101 })).toBeUndefined()
    expect(pageAfter(`${list}?page=2&per_page=50`, paging, { count: 50, total: 100 })).toBeUndefined()
  })

  test('without a total a short page is the last', () => {
    expect(pageAfter(`${list}?page=1`, paging, { count: 50 })).toBe(`${list}?page=2`)
    expect(pageAfter(`${list}?page=2`, paging, { count: 49 })).toBeUndefined()
  })
})

describe('pages by offset', () => {
  const paging: Paging = { style: 'offset', offsetParameter: 'offset', limitParameter: 'limit', size: 20 }

  test('go on from what was seen, also when a page is shorter than asked', () => {
    expect(firstPage(list, paging).href).toBe(`${list}?offset=0&limit=20`)
    expect(pageAfter(`${list}?offset=20&limit=20`, paging, { count: 17, total: 90 })).toBe(
      `${list}?offset=37&limit=20`,
    )
    expect(pageAfter(`${list}?offset=80&limit=20`, paging, { count: 10, total: 90 })).toBeUndefined()
  })
})

describe('pages by cursor', () => {
  const paging: Paging = { style: 'cursor', parameter: 'token', nextPath: 'meta.next' }

  test('carry the cursor of the answer, whatever is in it', () => {
    expect(pageAfter(list, paging, { count: 1, body: { meta: { next: 'a&b=c' } } })).toBe(
      `${list}?token=a%26b%3Dc`,
    )
    expect(pageAfter(list, paging, { count: 1, body: { meta: { next: '' } } })).toBeUndefined()
    expect(pageAfter(list, paging, { count: 1, body: {} })).toBeUndefined()
  })
})

describe('pages by address', () => {
  const paging: Paging = { style: 'next_url', nextPath: '@odata.nextLink' }

  test('follow the address in the answer, relative ones too', () => {
    expect(pageAfter(list, paging, { count: 1, body: { '@odata.nextLink': `${list}?skip=1` } })).toBe(
      `${list}?skip=1`,
    )
    expect(pageAfter(list, paging, { count: 1, body: { '@odata.nextLink': '/things?skip=1' } })).toBe(
      `${list}?skip=1`,
    )
    expect(pageAfter(list, paging, { count: 1, body: { '@odata.nextLink': 7 } })).toBeUndefined()
  })

  test('a next page that is this one, or that follows an empty one, ends the list', () => {
    expect(pageAfter(list, paging, { count: 1, body: { '@odata.nextLink': list } })).toBeUndefined()
    expect(
      pageAfter(list, paging, { count: 0, body: { '@odata.nextLink': `${list}?skip=1` } }),
    ).toBeUndefined()
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
})
