import { gzipSync } from 'node:zlib'
import { describe, expect, it } from 'vitest'
import { Failure, type FailureCode } from '../../shared/failure'
import { closedPort, failureOf } from '../oauth/rig'
import { guarded, serve } from './servers'

describe('a guarded fetch', () => {
  it('hands on status, headers, address and body', async () => {
    const origin = await serve((_request, response) => {
      response.writeHead(201, { 'x-odd': 'yes' }).end('hello')
    })
    const answer = await guarded()(`${origin}/a?b=c`, { method: 'POST', body: 'x' })
    expect([answer.status, answer.headers.get('x-odd'), answer.url, await answer.text()]).toEqual([
      201,
      'yes',
      `${origin}/a?b=c`,
      'hello',
    ])
  })

  it('hands on an answer without a body', async () => {
    const origin = await serve((_request, response) => void response.writeHead(204).end())
    expect(await (await guarded()(origin)).text()).toBe('')
  })

  it.each([
    'http://id.example/token',
    'ftp://127.0.0.1/',
    'file:///etc/passwd',
    'data:text/plain,x',
    'http://127.0.0.1.example/',
  ])('sends nothing to %s: only https, and http to this computer', async (address) => {
    let sent = 0
    const fetch = guarded({
      fetch: async () => {
        sent += 1
        return new Response()
      },
    })
    expect((await failureOf(fetch(address))).code).toBe('foreign_origin')
    expect(sent).toBe(0)
    await fetch('https://id.example/token')
    await fetch('http://127.0.0.1:1234/')
    await fetch('http://[::1]:1234/')
    expect(sent).toBe(3)
  })

  it('takes no cookie along, keeps no answer and follows nothing, whoever asks otherwise', async () => {
    let sent: RequestInit = {}
    const fetch = guarded({
      fetch: async (_, init = {}) => {
        sent = init
        return new Response()
      },
    })
    await fetch('https://id.example/', { credentials: 'include', cache: 'force-cache', redirect: 'follow' })
    expect(sent).toMatchObject({ credentials: 'omit', cache: 'no-store', redirect: 'manual' })
  })

  it.each([301, 302, 303, 307, 308])(
    'refuses a redirect (%i) and sends nothing to where it points',
    async (status) => {
      let reached = 0
      const target = await serve((_request, response) => {
        reached += 1
        response.end()
      })
      const origin = await serve((_request, response) => {
        response.writeHead(status, { location: `${target}/` }).end()
      })
      const failure = await failureOf(guarded()(origin, { method: 'POST', body: 'token=secret' }))
      expect([failure.code, failure.facts.host]).toEqual(['redirect_refused', new URL(origin).host])
      expect(reached).toBe(0)
    },
  )

  it('sends no cookies, whatever was set before', async () => {
    const cookies: (string | undefined)[] = []
    const origin = await serve((request, response) => {
      cookies.push(request.headers.cookie)
      response.writeHead(200, { 'set-cookie': 'a=b' }).end()
    })
    const fetch = guarded()
    await fetch(origin)
    await fetch(origin)
    expect(cookies).toEqual([undefined, undefined])
  })
})

describe('the size of an answer', () => {
  it.each<[name: string, size: number, announced: boolean, code: FailureCode | undefined]>([
    ['at the limit', 1_000, true, undefined],
    ['at the limit, in pieces', 1_000, false, undefined],
    ['one byte over it', 1_001, true, 'response_too_large'],
    ['over it, in pieces', 1_001, false, 'response_too_large'],
    ['of many megabytes, in pieces', 20_000_000, false, 'response_too_large'],
  ])('%s', async (_name, size, announced, code) => {
    const origin = await serve((_request, response) => {
      if (announced) response.setHeader('content-length', size)
      response.on('error', () => {})
      for (let left = size; left > 0; left -= 65_536) response.write('x'.repeat(Math.min(left, 65_536)))
      response.end()
    })
    const outcome = guarded()(origin).then((answer) => answer.text())
    if (code) expect((await failureOf(outcome)).code).toBe(code)
    else expect(await outcome).toHaveLength(size)
  })

  it('is that of what comes out: a small bomb is large', async () => {
    const bomb = gzipSync('x'.repeat(1_000_000))
    expect(bomb.byteLength).toBeLessThan(2_000)
    const origin = await serve((_request, response) => {
      response.writeHead(200, { 'content-encoding': 'gzip' }).end(bomb)
    })
    expect((await failureOf(guarded({ maximumBytes: 5_000 })(origin))).code).toBe('response_too_large')
    const small = await serve((_request, response) => {
      response.writeHead(200, { 'content-encoding': 'gzip' }).end(gzipSync('fine'))
    })
    const answer = await guarded()(small)
    expect([await answer.text(), answer.headers.get('content-encoding')]).toEqual(['fine', null])
  })
})

describe('a fault of the network is named, with the host', () => {
  it('when nobody listens', async () => {
    const host = `127.0.0.1:${await closedPort()}`
    const failure = await failureOf(guarded()(`http://${host}/`))
    expect([failure.code, failure.facts.host]).toEqual(['connection_refused', host])
  })

  it('when the name leads nowhere', async () => {
    const failure = await failureOf(guarded()('https://nobody.invalid/'))
    expect(failure.code).toBe('name_not_resolved')
  })

  it('when the connection breaks before, or in the middle of, the answer', async () => {
    const before = await serve((request) => void request.socket.resetAndDestroy())
    const within = await serve((request, response) => {
      response.writeHead(200, { 'content-length': 500 })
      response.write('half', () => request.socket.resetAndDestroy())
    })
    expect((await failureOf(guarded()(before))).code).toBe('connection_broken')
    expect((await failureOf(guarded()(within))).code).toBe('connection_broken')
  })

  it('when no answer comes in time, and when its body does not end in time', async () => {
    const silent = await serve(() => {})
    const endless = await serve((_request, response) => void response.write('more to come'))
    for (const origin of [silent, endless]) {
      expect((await failureOf(guarded({ timeout: 100 })(origin))).code).toBe('network_timeout')
    }
  })

  it('when what comes is no HTTP', async () => {
    const origin = await serve((request) => void request.socket.end('SSH-2.0-OpenSSH_9.2\r\n'))
    expect((await failureOf(guarded()(origin))).code).toBe('response_invalid')
  })

  it.each([
    [600, 'response_invalid'],
    [999, 'response_invalid'],
  ])('when the status is %i', async (status, code) => {
    const origin = await serve((_request, response) => void response.writeHead(status).end())
    const failure = await failureOf(guarded()(origin))
    expect([failure.code, failure.facts.status]).toEqual([code, status])
  })

  it('when a proxy wants a password first', async () => {
    const behindProxy = guarded({ fetch: async () => new Response(null, { status: 407 }) })
    expect((await failureOf(behindProxy('https://id.example/'))).code).toBe('proxy_needs_sign_in')
  })

  it('when it is cancelled: by the reason if that is a failure, and as cancelled if not', async () => {
    const origin = await serve(() => {})
    const reason = new Failure('replaced', 'another attempt took over')
    const cancelled = AbortSignal.abort()
    expect((await failureOf(guarded()(origin, { signal: AbortSignal.abort(reason) }))).code).toBe('replaced')
    expect((await failureOf(guarded()(origin, { signal: cancelled }))).code).toBe('cancelled')
  })
})

describe('the Date of an answer', () => {
  it('is told with the local time in the middle of the exchange', async () => {
    const told: unknown[] = []
    const origin = await serve((_request, response) => {
      response.writeHead(200, { date: 'Tue, 01 Jul 2025 12:00:00 GMT' }).end()
    })
    const times = [1_000, 3_000]
    const fetch = guarded({
      now: () => times.shift() ?? 0,
      onServerDate: (host, server, local) => told.push([host, server, local]),
    })
    await fetch(origin)
    expect(told).toEqual([[new URL(origin).host, Date.UTC(2025, 6, 1, 12), 2_000]])
  })

  it.each([
    ['that a cache has passed on', { age: '3000' }, [1_000, 3_000]],
    ['of an exchange that the computer slept through', {}, [1_000, 4_000_000]],
    ['of an exchange in which the clock was set back', {}, [4_000_000, 1_000]],
  ])('%s says nothing of the time', async (_what, headers, times) => {
    const told: unknown[] = []
    const origin = await serve((_request, response) => {
      response.writeHead(200, { date: 'Tue, 01 Jul 2025 12:00:00 GMT', ...headers }).end()
    })
    const clock = [...times]
    await guarded({ now: () => clock.shift() ?? 0, onServerDate: (...args) => told.push(args) })(origin)
    expect(told).toEqual([])
  })

  it('that cannot be read is passed over', async () => {
    const told: unknown[] = []
    const origin = await serve((_request, response) => void response.writeHead(200, { date: 'soon' }).end())
    await guarded({ onServerDate: (...args) => told.push(args) })(origin)
    expect(told).toEqual([])
  })
})
