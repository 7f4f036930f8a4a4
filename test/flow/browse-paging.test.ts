import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { Paging, Resource } from '../../electron/providers/provider'
import type { Page } from '../../shared/resource'
import {
  type OddRequest,
  type OddServer,
  providerWith,
  startOddServer,
  things,
  thingsAt,
} from '../resources/odd-server'
import { failureOf } from '../support/failure-of'
import { accountOf, createRig, type Rig } from './rig'

let rig: Rig
let odd: OddServer
let accountId: string

const styles: Readonly<Record<string, Paging>> = {
  page: { style: 'page', pageParameter: 'page', sizeParameter: 'per_page', size: 2, first: 1 },
  offset: { style: 'offset', offsetParameter: 'offset', limitParameter: 'limit', size: 2 },
  link: { style: 'link_header' },
  cursor: { style: 'cursor', parameter: 'cursor', nextPath: 'next' },
  next_url: { style: 'next_url', nextPath: '@odata.nextLink' },
  range: { style: 'range_header', field: 'id', size: 2 },
  id_cursor: { style: 'id_cursor', parameter: 'after', sizeParameter: 'limit', size: 2 },
}

beforeAll(async () => {
  odd = await startOddServer()
  const graphql: Resource = thingsAt(
    odd.origin,
    'graphql',
    {
      style: 'cursor',
      in: 'body',
      parameter: 'variables.after',
      nextPath: 'data.page.end',
      morePath: 'data.page.more',
      sizeParameter: 'variables.first',
      size: 2,
    },
    {
      itemsPath: 'data.things',
      body: { query: '{things}', variables: { after: null } },
      errorPath: 'errors[0].message',
    },
  )
  const dropbox: Resource = thingsAt(
    odd.origin,
    'list_folder',
    {
      style: 'cursor',
      in: 'body',
      parameter: 'cursor',
      nextPath: 'cursor',
      morePath: 'has_more',
      continueUrl: `${odd.origin}/list_folder/continue`,
    },
    { body: { path: '' } },
  )
  const plain = Object.entries(styles).map(([id, paging]) => thingsAt(odd.origin, id, paging))
  const refusing = thingsAt(odd.origin, 'refusing', styles.page ?? { style: 'none' }, { errorPath: 'error' })
  const provider = {
    ...providerWith(odd.origin, [...plain, graphql, dropbox, refusing]),
    proof: {
      method: 'GET',
      url: `${odd.origin}/refusing`,
      refusedBy: { path: 'error', values: ['token_expired'] },
    },
  } as const
  rig = await createRig({ around: { providers: [provider] } })
  accountId = accountOf(await rig.connect('Ada')).id
})
afterAll(async () => {
  await rig.end()
  await odd.close()
})

async function readAll(resourceId: string, most = 50): Promise<{ ids: string[]; pages: Page[] }> {
  const pages: Page[] = []
  let next: string | undefined
  do {
    const page = await rig.api.listRows({ accountId, resourceId, next })
    pages.push(page)
    next = page.next
  } while (next !== undefined && pages.length < most)
  return { pages, ids: pages.flatMap((page) => page.rows.map((row) => row.id)) }
}

const five = ['t0', 't1', 't2', 't3', 't4']
const from = (start: number) => things(start, Math.min(2, 5 - start))
const query = ({ url }: OddRequest, name: string) => url.searchParams.get(name)

describe('every row of a list comes once', () => {
  test('by page number', async () => {
    odd.answer('/page', (request) => ({ body: { things: from(2 * (Number(query(request, 'page')) - 1)) } }))
    expect((await readAll('page')).ids).toEqual(five)
    expect(odd.requests).toHaveLength(3)
  })

  test('by offset', async () => {
    odd.answer('/offset', (request) => ({ body: { things: from(Number(query(request, 'offset'))) } }))
    expect((await readAll('offset')).ids).toEqual(five)
  })

  test('by Link header', async () => {
    odd.answer('/link', (request) => {
      const start = Number(query(request, 'start') ?? 0)
      const link = `<${odd.origin}/link?start=${start + 2}>; rel="next"`
      return { body: { things: from(start) }, headers: start < 4 ? { link } : {} }
    })
    expect((await readAll('link')).ids).toEqual(five)
  })

  test('by cursor, over a page from which the server has filtered everything', async () => {
    odd.answer('/cursor', (request) => {
      const cursor = query(request, 'cursor')
      if (cursor === 'empty') return { body: { things: [], next: '2' } }
      const start = Number(cursor ?? 0)
      const next = start === 0 ? 'empty' : start < 4 ? String(start + 2) : null
      return { body: { things: from(start), next } }
    })
    const { ids, pages } = await readAll('cursor')
    expect(ids).toEqual(five)
    expect(pages.map((page) => page.rows.length)).toEqual([2, 2, 1])
  })

  test('by the address in the answer', async () => {
    odd.answer('/next_url', (request) => {
      const start = Number(query(request, '$skip') ?? 0)
      const next = start < 4 ? { '@odata.nextLink': `/next_url?$skip=${start + 2}` } : {}
      return { body: { things: from(start), ...next } }
    })
    expect((await readAll('next_url')).ids).toEqual(five)
  })

  test('by Range header', async () => {
    odd.answer('/range', ({ headers }) => {
      const start = Number(/\](\d+)/.exec(headers.range ?? '')?.[1] ?? 0)
      if (start >= 4) return { body: { things: from(start) } }
      return {
        status: 206,
        headers: { 'next-range': `id ]${start + 2}..; max=2` },
        body: { things: from(start) },
      }
    })
    expect((await readAll('range')).ids).toEqual(five)
    expect(odd.requests[0]?.headers.range).toBe('id ..; max=2')
  })

  test('by the last id', async () => {
    odd.answer('/id_cursor', (request) => ({
      body: { things: from(Number(query(request, 'after')?.slice(1) ?? -1) + 1) },
    }))
    expect((await readAll('id_cursor')).ids).toEqual(five)
  })

  test('by a cursor in a GraphQL query', async () => {
    odd.answer('/graphql', ({ body }) => {
      const start = Number(JSON.parse(body).variables.after ?? 0)
      return { body: { data: { things: from(start), page: { more: start < 4, end: String(start + 2) } } } }
    })
    expect((await readAll('graphql')).ids).toEqual(five)
    expect(odd.requests.map(({ method }) => method)).toEqual(['POST', 'POST', 'POST'])
    expect(JSON.parse(odd.requests[1]?.body ?? '')).toEqual({
      query: '{things}',
      variables: { after: '2', first: 2 },
    })
  })

  test('by a cursor that later pages are asked for alone with', async () => {
    odd.answer('/list_folder', () => ({ body: { things: from(0), cursor: '2', has_more: true } }))
    odd.answer('/list_folder/continue', ({ body }) => {
      const start = Number(JSON.parse(body).cursor)
      return { body: { things: from(start), cursor: String(start + 2), has_more: start < 4 } }
    })
    expect((await readAll('list_folder')).ids).toEqual(five)
    expect(odd.requests.map(({ body }) => JSON.parse(body))).toEqual([
      { path: '' },
      { cursor: '2' },
      { cursor: '4' },
    ])
  })
})

describe('a list that goes in circles', () => {
  test('ends at a page that repeats the one before, and says so', async () => {
    odd.answer('/page', () => ({ body: { things: from(0) } }))
    const { ids, pages } = await readAll('page')
    expect(ids).toEqual(['t0', 't1'])
    expect(pages.at(-1)).toMatchObject({ rows: [], repeats: true })
    expect(odd.requests).toHaveLength(2)
  })

  test.each([2, 3, 7])('ends soon after %i pages have come around again', async (length) => {
    odd.answer('/cursor', (request) => {
      const at = Number(query(request, 'cursor') ?? 0)
      return { body: { things: things(at * 2, 2), next: String((at + 1) % length) } }
    })
    const { ids, pages } = await readAll('cursor', 100)
    expect(pages.at(-1)?.repeats).toBe(true)
    expect(new Set(ids).size).toBe(length * 2)
    expect(odd.requests.length).toBeLessThanOrEqual(3 * length + 2)
  })

  test('ends when empty pages lead to one another for ever', async () => {
    odd.answer('/cursor', (request) => ({
      body: { things: [], next: query(request, 'cursor') === 'a' ? 'b' : 'a' },
    }))
    expect((await readAll('cursor')).pages.at(-1)?.repeats).toBe(true)
  })

  test('ends at a next page that is the page itself', async () => {
    odd.answer('/next_url', () => ({ body: { things: from(0), '@odata.nextLink': '/next_url' } }))
    expect((await readAll('next_url')).ids).toEqual(['t0', 't1'])
  })
})

describe('a next page elsewhere', () => {
  test.each([
    ['next_url', { body: { things: from(0), '@odata.nextLink': 'https://evil.example/steal?x=1' } }],
    [
      'link',
      { body: { things: from(0) }, headers: { link: '<https://evil.example/steal?x=1>; rel="next"' } },
    ],
  ] as const)('named by %s is refused, and the activity tells so', async (resourceId, answer) => {
    odd.answer(`/${resourceId}`, () => answer)
    const first = await rig.api.listRows({ accountId, resourceId })
    const failure = await failureOf(rig.api.listRows({ accountId, resourceId, next: first.next }))

    expect(first.rows).toHaveLength(2)
    expect(failure).toMatchObject({ code: 'foreign_origin', facts: { host: 'evil.example' } })
    const [latest] = await rig.api.listActivity({ accountId })
    expect(latest).toMatchObject({
      kind: 'request_refused',
      accountId,
      detail: 'evil.example',
      failure: { code: 'foreign_origin' },
    })
  })

  test('a redirect is not followed, and the activity tells so', async () => {
    odd.answer('/page', () => ({ status: 302, headers: { location: 'https://evil.example/' } }))
    const failure = await failureOf(rig.api.listRows({ accountId, resourceId: 'page' }))

    expect(failure).toMatchObject({ code: 'redirect_refused', facts: { subject: 'evil.example' } })
    expect((await rig.api.listActivity({ accountId }))[0]).toMatchObject({
      kind: 'request_refused',
      detail: 'evil.example',
    })
  })

  test('a list that has moved within the provider is read where it is now, page by page', async () => {
    odd.answer('/link', ({ url }) => ({ status: 301, headers: { location: `/moved/things${url.search}` } }))
    odd.answer('/moved/things', ({ url }) =>
      url.searchParams.has('at')
        ? { body: { things: from(2) } }
        : { body: { things: from(0) }, headers: { link: '<things?at=2>; rel="next"' } },
    )
    const first = await rig.api.listRows({ accountId, resourceId: 'link' })
    const second = await rig.api.listRows({ accountId, resourceId: 'link', next: first.next })

    expect([first, second].flatMap(({ rows }) => rows.map(({ id }) => id))).toEqual(['t0', 't1', 't2', 't3'])
    expect(second.next).toBeUndefined()
  })
})

describe('a refusal that comes with a 200', () => {
  test('of the token in mid-list is renewed like one that comes with a 401, and the list goes on', async () => {
    const tokens: (string | undefined)[] = []
    odd.answer('/refusing', ({ url, headers }) => {
      const page = Number(url.searchParams.get('page'))
      if (page === 2) tokens.push(headers.authorization)
      return tokens.length === 1 && page === 2
        ? { body: { ok: false, error: 'token_expired' } }
        : { body: { things: from(2 * (page - 1)) } }
    })

    expect((await readAll('refusing')).ids).toEqual(five)
    expect(new Set(tokens).size).toBe(2)
  })

  test('of the token, again and again, is one of the token', async () => {
    odd.answer('/refusing', () => ({ body: { ok: false, error: 'token_expired' } }))
    expect(await failureOf(rig.api.listRows({ accountId, resourceId: 'refusing' }))).toMatchObject({
      code: 'invalid_token',
      facts: { serverError: 'token_expired', status: 200 },
    })
    expect(odd.requests).toHaveLength(2)
  })

  test('is a refusal, in the words of the server', async () => {
    odd.answer('/graphql', () => ({ body: { errors: [{ message: 'Entity not found' }] } }))
    expect(await failureOf(rig.api.listRows({ accountId, resourceId: 'graphql' }))).toMatchObject({
      code: 'resource_refused',
      facts: { serverError: 'Entity not found' },
    })
  })
})
