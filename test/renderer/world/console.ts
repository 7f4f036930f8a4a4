import type { ConsoleEntry, ConsoleRequest, ConsoleResponse } from '../../../shared/api-console'
import type { SearchResults } from '../../../shared/row-search'
import { makeRow } from './rows'

/** What an API might answer. */
export function apiAnswer({ address, method }: ConsoleRequest): ConsoleResponse {
  const text = JSON.stringify({
    droplets: [0, 1, 2].map((index) => JSON.parse(makeRow(index).json)),
    meta: { total: 148 },
  })
  return {
    address: `https://api.digitalocean.com${address}`,
    status: method === 'POST' ? 201 : 200,
    took: 142,
    size: text.length,
    headers: [
      ['content-type', 'application/json; charset=utf-8'],
      ['ratelimit-limit', '5000'],
      ['ratelimit-remaining', '4986'],
      ['x-request-id', '5f0d0d0e-3b1c-4d80-a1c2-7f8b0e4a5d21'],
    ],
    body: { kind: 'text', text, cut: false },
    rateLimit: { remaining: 4986, limit: 5000 },
  }
}

/** Requests made before, newest first. `now` in ms since the epoch. */
export function apiHistory(now: number): readonly ConsoleEntry[] {
  const request = { accountId: 'acme', query: [], headers: [] } as const
  return [
    {
      id: 'a',
      at: now - 60_000,
      request: {
        ...request,
        method: 'POST',
        address: '/v2/droplets',
        headers: [['x-note', 'from the console']],
        body: '{"name":"web-99","api_key":"••••"}',
      },
      masked: true,
      status: 201,
      took: 512,
      size: 1_830,
    },
    {
      id: 'b',
      at: now - 120_000,
      request: { ...request, method: 'GET', address: '/v2/nothing' },
      masked: false,
      status: 404,
      took: 80,
      size: 61,
    },
    {
      id: 'c',
      at: now - 180_000,
      request: { ...request, method: 'GET', address: '/v2/droplets', query: [['per_page', '5']] },
      masked: false,
      failure: { code: 'network_timeout', message: 'too late', facts: {} },
    },
  ]
}

/** Rows of two accounts, and one account that could not be asked. */
export function searchFor(
  text: string,
  first: string,
  second: string,
): Pick<SearchResults, 'groups' | 'pending' | 'failed'> {
  const rows = Array.from({ length: 12 }, (_, index) => makeRow(index)).filter(({ title }) =>
    title.includes(text),
  )
  const group = { resourceId: 'droplets', label: 'Droplets', icon: 'server', more: false } as const
  return {
    groups: [
      {
        ...group,
        accountId: first,
        rows: Array.from({ length: 9 }, (_, index) => makeRow(index)),
        from: 'seen',
      },
      { ...group, accountId: second, rows: rows.length > 0 ? rows : [makeRow(20)], from: 'provider' },
    ],
    pending: [],
    failed: [
      { accountId: second, failure: { code: 'rate_limited', message: '429', facts: { retryAfter: 30 } } },
    ],
  }
}
