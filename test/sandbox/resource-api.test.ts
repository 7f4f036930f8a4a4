import { describe, expect, it, onTestFinished } from 'vitest'
import { startSandbox } from './harness'
import { signedIn } from './signed-in'

describe('paging', () => {
  it('of servers by page number says the total, and names the neighbours in a Link header', async () => {
    const { sandbox, call } = await signedIn('Grace Hopper')
    const answer = await call('/servers?page=2&per_page=50')
    expect(await answer.json()).toMatchObject({ page: 2, per_page: 50, total: 137 })
    expect(answer.headers.get('x-total-count')).toBe('137')
    const base = `${sandbox.issuer}/api/v1/servers`
    expect(answer.headers.get('link')).toBe(
      `<${base}?page=1&per_page=50>; rel="first", <${base}?page=1&per_page=50>; rel="prev", <${base}?page=3&per_page=50>; rel="next", <${base}?page=3&per_page=50>; rel="last"`,
    )
  })

  it('of servers ends where the rows end, and shows every row once', async () => {
    const { read } = await signedIn('Grace Hopper')
    const ids: string[] = []
    for (let page = 1; page <= 4; page += 1) {
      const { servers } = await read(`/servers?page=${page}&per_page=40`)
      ids.push(...servers.map((server: { id: string }) => server.id))
    }
    expect(new Set(ids).size).toBe(137)
    expect(ids).toHaveLength(137)
    expect((await read('/servers?page=99')).servers).toEqual([])
  })

  it('of files by cursor gives every file once, and no token on the last page', async () => {
    const { read } = await signedIn('Ada Lovelace')
    const [bucket] = (await read('/buckets')).buckets
    const keys: string[] = []
    let token: string | undefined
    do {
      const page = await read(
        `/buckets/${bucket.id}/files?page_size=500${token ? `&page_token=${token}` : ''}`,
      )
      keys.push(...page.files.map((file: { key: string }) => file.key))
      token = page.next_page_token
    } while (token)
    expect([keys.length, new Set(keys).size]).toEqual([bucket.file_count, bucket.file_count])
  })

  it('of invoices by offset says the total', async () => {
    const { read } = await signedIn('Ada Lovelace')
    const page = await read('/invoices?offset=30&limit=20')
    expect(page).toMatchObject({ offset: 30, limit: 20, total: 31 })
    expect(page.invoices).toHaveLength(1)
  })

  it('of a hundred thousand events by next link shows each exactly once', async () => {
    const { sandbox, call } = await signedIn('Ada Lovelace')
    const ids = new Set<string>()
    let rows = 0
    let path: string | undefined = '/events?$top=1000'
    while (path) {
      const page = await (await call(path)).json()
      rows += page.value.length
      for (const event of page.value) ids.add(event.id)
      path = page['@odata.nextLink']?.slice(`${sandbox.issuer}/api/v1`.length)
    }
    expect([rows, ids.size]).toEqual([100_000, 100_000])
  })

  it.each([
    '/servers?page=0',
    '/servers?per_page=1e3',
    '/buckets/x/files',
    '/invoices?limit=-1',
    '/events?$skip=x',
  ])('refuses %s with a sentence', async (path) => {
    const { call } = await signedIn('Ada Lovelace')
    const answer = await call(path)
    expect([400, 404]).toContain(answer.status)
    expect((await answer.json()).message).toMatch(/^[A-Z"].*\.$/)
  })

  it('refuses a cursor of another bucket', async () => {
    const { read, call } = await signedIn('Ada Lovelace')
    const [one, two] = (await read('/buckets')).buckets
    const { next_page_token: token } = await read(`/buckets/${one.id}/files`)
    expect((await call(`/buckets/${two.id}/files?page_token=${token}`)).status).toBe(400)
  })
})

describe('what people hold', () => {
  it('differs from person to person, and is the same every time', async () => {
    const ada = await signedIn('Ada Lovelace')
    const grace = await signedIn('Grace Hopper')
    const first = await ada.read('/servers')
    expect(await ada.read('/servers').then((page) => page.servers[0].name)).toBe(first.servers[0].name)
    expect((await grace.read('/servers')).servers[0].id).not.toBe(first.servers[0].id)
    const noor = await signedIn('Noor Newcomer')
    expect((await noor.read('/servers')).servers).toEqual([])
    expect((await noor.read('/buckets')).buckets).toEqual([])
  })

  it('includes snapshots of a server, and says when there is no such server', async () => {
    const { read, call } = await signedIn('Ada Lovelace')
    const [server] = (await read('/servers')).servers
    expect(await read(`/servers/${server.id}`)).toEqual(server)
    const { snapshots, total } = await read(`/servers/${server.id}/snapshots`)
    expect(snapshots).toHaveLength(total)
    expect((await call('/servers/srv-00000-ffffff')).status).toBe(404)
  })

  it('can be changed with the permission for it, within limits', async () => {
    const { read, call } = await signedIn('Ada Lovelace')
    const made = await call('/servers', { method: 'POST', body: JSON.stringify({ name: 'mine' }) })
    expect(made.status).toBe(201)
    const { id } = await made.json()
    expect(made.headers.get('location')).toContain(id)
    const { total, servers } = await read('/servers')
    expect([total, servers[0].id, servers[0].name]).toEqual([49, id, 'mine'])
    expect((await call(`/servers/${id}`, { method: 'DELETE' })).status).toBe(204)
    expect((await call(`/servers/${id}`)).status).toBe(404)
    expect((await call('/servers', { method: 'POST', body: '{"name":""}' })).status).toBe(422)
    expect((await call('/servers', { method: 'POST', body: 'no json' })).status).toBe(400)
    expect((await call('/servers', { method: 'PATCH' })).headers.get('allow')).toBe('GET, POST')
  })

  it('stays closed without the permission, which the answer names', async () => {
    const { call } = await signedIn('Ada Lovelace', {}, 'openid servers:read')
    for (const [path, scope] of [
      ['/buckets', 'buckets:read'],
      ['/invoices', 'invoices:read'],
      ['/events', 'events:read'],
    ]) {
      const answer = await call(path ?? '')
      expect(answer.status).toBe(403)
      expect(answer.headers.get('www-authenticate')).toContain(`error="insufficient_scope"`)
      expect(answer.headers.get('www-authenticate')).toContain(`scope="${scope}"`)
    }
    expect(await (await call('/me')).json()).toEqual({
      kind: 'person',
      id: 'usr_1815ada',
      scopes: ['openid', 'servers:read'],
    })
  })

  it('asks a caller without a token for one, in both schemes', async () => {
    const { issuer } = await startSandbox()
    const answer = await fetch(`${issuer}/api/v1/servers`)
    expect(answer.status).toBe(401)
    expect(answer.headers.get('www-authenticate')).toMatch(/^Bearer realm="Sandbox Cloud", DPoP realm=/)
    expect(answer.headers.get('www-authenticate')).not.toContain('error=')
  })
})

describe('endpoints that misbehave on purpose', () => {
  it('limits three requests in ten seconds, and says how long to wait', async () => {
    const { call } = await signedIn('Ada Lovelace')
    const answers = []
    for (let request = 0; request < 4; request += 1) answers.push(await call('/limited'))
    expect(answers.map((answer) => answer.status)).toEqual([200, 200, 200, 429])
    expect(Number(answers[3]?.headers.get('retry-after'))).toBeGreaterThan(0)
    expect(answers[2]?.headers.get('x-ratelimit-remaining')).toBe('0')
  })

  it('counts every request against the limit of the API', async () => {
    const { call } = await signedIn('Ada Lovelace', { rateLimit: { limit: 2, window: 60 } })
    expect((await call('/me')).headers.get('x-ratelimit-remaining')).toBe('1')
    await call('/me')
    const refused = await call('/me')
    expect(refused.status).toBe(429)
    expect(Number(refused.headers.get('retry-after'))).toBeLessThanOrEqual(60)
    expect(Number(refused.headers.get('x-ratelimit-reset'))).toBeGreaterThan(Date.now() / 1000)
  })

  it('fails as often as it is told to, then works', async () => {
    const { call } = await signedIn('Ada Lovelace')
    const statuses = []
    for (let request = 0; request < 3; request += 1) {
      statuses.push((await call('/failing?times=2&status=503&key=a')).status)
    }
    expect(statuses).toEqual([503, 503, 200])
    expect((await call('/failing')).status).toBe(500)
  })

  it('stops waiting when the caller hangs up', async () => {
    const { sandbox, call } = await signedIn('Ada Lovelace')
    const hangUp = new AbortController()
    onTestFinished(() => hangUp.abort())
    const waiting = call('/slow?seconds=60', { signal: hangUp.signal })
    setTimeout(() => hangUp.abort(), 100)
    await expect(waiting).rejects.toThrow()
    await expect.poll(() => sandbox.stats().api['GET /slow']).toEqual({ 499: 1 })
    expect(await (await call('/slow?seconds=0')).json()).toEqual({ waited_seconds: 0 })
  })
})
