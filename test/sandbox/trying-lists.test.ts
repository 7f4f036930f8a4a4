import { describe, expect, it } from 'vitest'
import { signedIn } from './signed-in'

describe('jobs', () => {
  it('ask to wait before the third page and are away three times before the fourth, whenever one begins anew', async () => {
    const { call } = await signedIn('Ada Lovelace')
    const ask = async (page: number) => (await call(`/jobs?page=${page}&per_page=50`)).status
    for (let round = 0; round < 2; round += 1) {
      expect([await ask(1), await ask(2), await ask(3), await ask(3)]).toEqual([200, 200, 429, 200])
      expect([await ask(4), await ask(4), await ask(4), await ask(4)]).toEqual([503, 503, 503, 200])
    }
    expect((await call('/jobs?page=1')).headers.get('retry-after')).toBeNull()
    await ask(2)
    expect(Number((await call('/jobs?page=3')).headers.get('retry-after'))).toBeGreaterThan(0)
  })

  it('are 300 in all, each once, with the total', async () => {
    const { call } = await signedIn('Ada Lovelace')
    const ids: string[] = []
    for (let page = 1; page <= 7; ) {
      const answer = await call(`/jobs?page=${page}&per_page=50`)
      if (answer.status !== 200) continue
      const { jobs, total } = await answer.json()
      expect(total).toBe(300)
      ids.push(...jobs.map((job: { id: string }) => job.id))
      page += 1
    }
    expect([ids.length, new Set(ids).size]).toEqual([300, 300])
  })
})

describe('log lines', () => {
  it('are given out three pages at a time, and the answers say so', async () => {
    const { call } = await signedIn('Ada Lovelace')
    const first = await call('/log-lines?per_page=50')
    expect([first.headers.get('x-ratelimit-limit'), first.headers.get('x-ratelimit-remaining')]).toEqual([
      '3',
      '2',
    ])
    expect(first.headers.get('link')).toMatch(/\/api\/v1\/log-lines\?after=50&per_page=50>; rel="next"$/)
    await call('/log-lines?after=50')
    await call('/log-lines?after=100')
    const refused = await call('/log-lines?after=150')
    expect(refused.status).toBe(429)
    expect(Number(refused.headers.get('retry-after'))).toBeLessThanOrEqual(4)
    expect((await call('/me')).status).toBe(200)
  })

  it('end without a next link', async () => {
    const { call } = await signedIn('Ada Lovelace')
    const last = await call('/log-lines?after=450&per_page=50')
    expect([(await last.json()).length, last.headers.get('link')]).toEqual([50, null])
  })
})

it('reports are slow, and nobody goes on making one that nobody waits for', async () => {
  const { sandbox, call } = await signedIn('Ada Lovelace')
  const leave = new AbortController()
  const outcome = call('/reports', { signal: leave.signal })
  setTimeout(() => leave.abort(), 200)
  await expect(outcome).rejects.toThrow()
  await expect.poll(() => sandbox.stats().api['GET /reports']).toEqual({ 499: 1 })
})

it('somebody without a server has no jobs, no lines and no reports', async () => {
  const { read } = await signedIn('Noor Newcomer')
  expect(await read('/jobs')).toMatchObject({ jobs: [], total: 0 })
  expect(await read('/log-lines')).toEqual([])
})

it('servers are found by a part of their name', async () => {
  const { read, call } = await signedIn('Grace Hopper')
  const { servers, total } = await read('/servers?q=FRA2&per_page=200')
  const all = (await read('/servers?per_page=200')).servers as { name: string }[]
  expect(total).toBe(all.filter(({ name }) => name.includes('fra2')).length)
  expect(total).toBeGreaterThan(5)
  expect(servers.every(({ name }: { name: string }) => name.includes('fra2'))).toBe(true)
  const link = (await call('/servers?q=fra2&per_page=5')).headers.get('link')
  expect(link).toContain('?q=fra2&page=2&per_page=5>; rel="next"')
})
