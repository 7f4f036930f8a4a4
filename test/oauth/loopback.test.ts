import { createServer, Server } from 'node:net'
import { describe, expect, it, onTestFinished, vi } from 'vitest'
import { openLoopback } from '../../electron/oauth/loopback'
import { Failure } from '../../shared/failure'
import { get, post, sendRaw, statusOf } from './raw-request'
import { failureOf } from './rig'
import { honest, openWaiting, theState } from './waiting-loopback'

describe('the loopback listener (RFC 8252 §7.3)', () => {
  it('takes the answer that carries its state', async () => {
    const waiting = await openWaiting()
    await expect(waiting.finish()).resolves.toEqual(honest)
    expect(waiting.strangers).toEqual([])
  })

  it('takes an answer by form_post', async () => {
    const waiting = await openWaiting()
    const body = `code=the-code&state=${theState}`
    const answer = await sendRaw(waiting.port, post('/callback', waiting.host, body))
    expect(statusOf(answer)).toBe(303)
    expect(Object.fromEntries(await waiting.answer)).toEqual(honest)
  })

  it('sends the browser on to a page whose address has neither code nor state', async () => {
    const waiting = await openWaiting()
    const first = await sendRaw(waiting.port, get(`/callback?code=the-code&state=${theState}`, waiting.host))
    expect(first).toMatch(/\r\nlocation: \/callback\/connected\r\n/i)
    expect(first).not.toContain('the-code')
    const page = await sendRaw(waiting.port, get('/callback/connected', waiting.host))
    expect(statusOf(page)).toBe(200)
    expect(page).toContain('You can close this tab')
    expect(page).not.toContain('the-code')
  })

  it('locks its page: no script, no frame, no referrer, nothing kept', async () => {
    const waiting = await openWaiting()
    await waiting.finish()
    const page = await sendRaw(waiting.port, get('/callback/connected', waiting.host))
    expect(page).toMatch(
      /content-security-policy: default-src 'none'; style-src 'sha256-[^']+'; base-uri 'none'/i,
    )
    expect(page).toMatch(/frame-ancestors 'none'/i)
    expect(page).toMatch(/referrer-policy: no-referrer/i)
    expect(page).toMatch(/cache-control: no-store/i)
    expect(page).toMatch(/x-content-type-options: nosniff/i)
    expect(page).not.toContain('<script')
  })

  it('says "not connected" when the answer is an error', async () => {
    const waiting = await openWaiting()
    const first = await sendRaw(
      waiting.port,
      get(`/callback?error=access_denied&state=${theState}`, waiting.host),
    )
    expect(first).toMatch(/location: \/callback\/not-connected/i)
    const page = await sendRaw(waiting.port, get('/callback/not-connected', waiting.host))
    expect(page).toContain('Not connected')
  })

  it('shows its last page to nobody before there was an answer', async () => {
    const waiting = await openWaiting()
    expect(statusOf(await sendRaw(waiting.port, get('/callback/connected', waiting.host)))).toBe(404)
    await waiting.finish()
    expect(statusOf(await sendRaw(waiting.port, get('/callback/connected', waiting.host)))).toBe(200)
  })

  it('rejects with the reason when the wait is cancelled, and takes nothing after that', async () => {
    const waiting = await openWaiting()
    waiting.cancel(new Failure('cancelled', 'the person cancelled'))
    expect((await failureOf(waiting.answer)).code).toBe('cancelled')
    const late = await sendRaw(waiting.port, get(`/callback?code=c&state=${theState}`, waiting.host))
    expect(statusOf(late)).toBe(400)
  })

  it('listens on the IPv4 loopback address and on no other', async () => {
    const waiting = await openWaiting()
    expect(await sendRaw(waiting.port, get('/callback', waiting.host), '::1')).toBe('')
    expect(await sendRaw(waiting.port, get('/callback', waiting.host), '127.0.0.2')).toBe('')
    await waiting.finish()
  })

  it('closes at once when nobody answered, and lets the last page be fetched when somebody did', async () => {
    const cancelled = await openWaiting()
    await cancelled.loopback.close()
    expect(await sendRaw(cancelled.port, get('/callback', cancelled.host))).toBe('')

    const answered = await openWaiting()
    await answered.finish()
    const closing = answered.loopback.close()
    const page = await sendRaw(answered.port, get('/callback/connected', answered.host))
    expect(statusOf(page)).toBe(200)
    await closing
    expect(await sendRaw(answered.port, get('/callback/connected', answered.host))).toBe('')
  })
})

describe('where it listens', () => {
  it('is the same port on IPv4 and IPv6 when the provider insists on "localhost"', async () => {
    const waiting = await openWaiting({ host: 'localhost' })
    expect(waiting.loopback.redirectUri).toBe(`http://localhost:${waiting.port}/callback`)
    for (const address of ['127.0.0.1', '::1']) {
      const answer = await sendRaw(waiting.port, get('/callback', waiting.host), address)
      expect(statusOf(answer)).toBe(400)
    }
    const path = `/callback?code=the-code&state=${theState}`
    expect(statusOf(await sendRaw(waiting.port, get(path, waiting.host), '::1'))).toBe(303)
    expect(Object.fromEntries(await waiting.answer)).toEqual(honest)
  })

  it('is the first free port of a list, in order', async () => {
    const [taken, free] = [await occupy(), await freePort()]
    const loopback = await openLoopback({ host: '127.0.0.1', ports: [taken, free], path: '/cb' })
    expect(loopback.redirectUri).toBe(`http://127.0.0.1:${free}/cb`)
    await loopback.close()
  })

  it('is said to be in use, with its number, when another program has it', async () => {
    const taken = await occupy()
    const failure = await failureOf(openLoopback({ host: '127.0.0.1', ports: [taken], path: '/cb' }))
    expect([failure.code, failure.facts.port]).toEqual(['loopback_port_in_use', taken])
  })

  it('is said to be in use when only its IPv6 half is taken, and the IPv4 half is given back', async () => {
    const taken = await occupy('::1')
    const failure = await failureOf(openLoopback({ host: 'localhost', ports: [taken], path: '/cb' }))
    expect(failure.code).toBe('loopback_port_in_use')
    const again = await openLoopback({ host: '127.0.0.1', ports: [taken], path: '/cb' })
    await again.close()
  })

  it.each([
    ['EACCES', 'loopback_port_reserved'],
    ['EADDRINUSE', 'loopback_port_in_use'],
    ['EADDRNOTAVAIL', 'loopback_unavailable'],
  ])('is told apart by what the system says: %s is %s', async (code, expected) => {
    refuseToListen(code, () => true)
    const failure = await failureOf(openLoopback({ host: '127.0.0.1', ports: [50_000], path: '/cb' }))
    expect([failure.code, failure.facts.port]).toEqual([expected, 50_000])
  })

  it('is IPv4 alone on a machine without IPv6, "localhost" or not', async () => {
    refuseToListen('EAFNOSUPPORT', ({ host }) => host === '::1')
    const waiting = await openWaiting({ host: 'localhost' })
    await expect(waiting.finish()).resolves.toEqual(honest)
  })

  it('is kept: nobody else can bind the port while the person is asked', async () => {
    const waiting = await openWaiting()
    await expect(occupy('127.0.0.1', waiting.port)).rejects.toMatchObject({ code: 'EADDRINUSE' })
  })
})

describe('a pasted address', () => {
  it('is taken like one that the browser brought', async () => {
    const waiting = await openWaiting()
    waiting.loopback.paste(`"${waiting.loopback.redirectUri}?code=the-code&state=${theState}"\n`)
    expect(Object.fromEntries(await waiting.answer)).toEqual(honest)
  })

  it.each([
    ['another state', (uri: string) => `${uri}?code=c&state=other`, 'state_mismatch'],
    ['no state', (uri: string) => `${uri}?code=c`, 'state_mismatch'],
    ['an error of a stranger', (uri: string) => `${uri}?error=access_denied&state=other`, 'state_mismatch'],
    ['another host', () => `http://127.0.0.1:1/callback?code=c&state=${theState}`, 'paste_not_a_redirect'],
    ['another path', (uri: string) => `${uri}/x?code=c&state=${theState}`, 'paste_not_a_redirect'],
    ['a code alone', () => 'the-secret-code', 'paste_not_a_redirect'],
    ['a novel', (uri: string) => `${uri}?state=${theState}&x=${'x'.repeat(20_000)}`, 'paste_not_a_redirect'],
    ['two states', (uri: string) => `${uri}?state=${theState}&state=b`, 'paste_not_a_redirect'],
    ['nothing', () => '', 'paste_not_a_redirect'],
  ])('with %s is refused, and the wait goes on', async (_name, textOf, code) => {
    const waiting = await openWaiting()
    const text = textOf(waiting.loopback.redirectUri)
    const failure = await failureOf((async () => waiting.loopback.paste(text))())
    expect(failure.code).toBe(code)
    expect(failure.cause).toBeUndefined()
    await expect(waiting.finish()).resolves.toEqual(honest)
  })

  it('is of no use a second time', async () => {
    const waiting = await openWaiting()
    const text = `${waiting.loopback.redirectUri}?code=the-code&state=${theState}`
    waiting.loopback.paste(text)
    expect(() => waiting.loopback.paste(text)).toThrow(Failure)
  })
})

/** The system refuses to let a server listen, where `where` says so. */
function refuseToListen(code: string, where: (options: { host?: string }) => boolean): void {
  const listen = Server.prototype.listen
  const spy = vi.spyOn(Server.prototype, 'listen').mockImplementation(function (
    this: Server,
    ...args: unknown[]
  ) {
    if (!where(args[0] as { host?: string })) return Reflect.apply(listen, this, args) as Server
    queueMicrotask(() => this.emit('error', Object.assign(new Error(code), { code })))
    return this
  })
  onTestFinished(() => spy.mockRestore())
}

/** Binds a port as another program would. */
function occupy(host = '127.0.0.1', port = 0): Promise<number> {
  const server = createServer()
  onTestFinished(() => void server.close())
  return new Promise((resolve, reject) => {
    server.once('error', reject)
    server.listen({ host, port, ipv6Only: true }, () => {
      const address = server.address()
      resolve(typeof address === 'object' && address ? address.port : 0)
    })
  })
}

async function freePort(): Promise<number> {
  const loopback = await openLoopback({ host: '127.0.0.1', ports: 'any', path: '/' })
  const port = Number(new URL(loopback.redirectUri).port)
  await loopback.close()
  return port
}
