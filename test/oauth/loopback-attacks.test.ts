import { describe, expect, it, vi } from 'vitest'
import { get, holdOpen, post, sendRaw, statusOf } from './raw-request'
import { honest, openWaiting, theState } from './waiting-loopback'

const good = `code=evil&state=${theState}`

/** Every request is turned away with a 4xx, told of by its kind, and the honest answer still gets through. */
describe('a stranger at the loopback listener', () => {
  it.each<[name: string, request: (host: string, port: number) => string, status: number, kind: string]>([
    ['with another Host', () => get(`/callback?${good}`, 'evil.example'), 421, 'wrong_host'],
    [
      'with a rebound name as Host',
      (_, port) => get(`/callback?${good}`, `evil.example:${port}`),
      421,
      'wrong_host',
    ],
    [
      'with "localhost" where 127.0.0.1 was registered',
      (_, port) => get(`/callback?${good}`, `localhost:${port}`),
      421,
      'wrong_host',
    ],
    ['with another port in Host', () => get(`/callback?${good}`, '127.0.0.1:1'), 421, 'wrong_host'],
    ['of HTTP/1.0 without a Host', () => `GET /callback?${good} HTTP/1.0\r\n\r\n`, 421, 'wrong_host'],
    [
      'with a whole address as target',
      (host) => get(`http://evil.example/callback?${good}`, host),
      400,
      'wrong_path',
    ],
    [
      'with an address without scheme as target',
      (host) => get(`//evil.example/callback?${good}`, host),
      400,
      'wrong_path',
    ],
    [
      'with an asterisk as target',
      (host) => `OPTIONS * HTTP/1.1\r\nHost: ${host}\r\n\r\n`,
      400,
      'wrong_path',
    ],
    ['at another path', (host) => get(`/?${good}`, host), 404, 'wrong_path'],
    ['at a path below', (host) => get(`/callback/../x?${good}`, host), 404, 'wrong_path'],
    ['with HEAD', (host) => get(`/callback?${good}`, host).replace('GET', 'HEAD'), 405, 'wrong_method'],
    ['with DELETE', (host) => get(`/callback?${good}`, host).replace('GET', 'DELETE'), 405, 'wrong_method'],
    [
      'with OPTIONS from a page',
      (host) => get(`/callback?${good}`, host, ['Origin: https://evil.example']).replace('GET', 'OPTIONS'),
      405,
      'wrong_method',
    ],
    [
      'with a JSON body',
      (host) => post('/callback', host, '{}').replace('x-www-form-urlencoded', 'json'),
      405,
      'wrong_method',
    ],
    ['without a state', (host) => get('/callback?code=evil', host), 400, 'no_state'],
    ['without anything', (host) => get('/callback', host), 400, 'no_state'],
    ['with a foreign state', (host) => get('/callback?code=evil&state=guess', host), 400, 'foreign_state'],
    [
      'with the beginning of the state',
      (host) => get(`/callback?code=evil&state=${theState.slice(0, -1)}`, host),
      400,
      'foreign_state',
    ],
    ['with an error and no state', (host) => get('/callback?error=access_denied', host), 400, 'no_state'],
    [
      'with an error and a foreign state',
      (host) => get('/callback?error=access_denied&state=x', host),
      400,
      'foreign_state',
    ],
    ['with the state twice', (host) => get(`/callback?state=guess&${good}`, host), 400, 'repeated'],
    ['with two codes', (host) => get(`/callback?${good}&code=other`, host), 400, 'repeated'],
    [
      'with a foreign state in a form',
      (host) => post('/callback', host, 'code=evil&state=x'),
      400,
      'foreign_state',
    ],
    [
      'with the state in the address of a form',
      (host) => post(`/callback?${good}`, host, 'code=evil'),
      400,
      'no_state',
    ],
    [
      'with a form over 8 KiB',
      (host) => post('/callback', host, `${good}&x=${'x'.repeat(9_000)}`),
      413,
      'too_large',
    ],
    [
      'that announces 1 MiB',
      (host) => post('/callback', host, '').replace('Length: 0', 'Length: 1048576'),
      413,
      'too_large',
    ],
    [
      'with a form over 8 KiB in pieces',
      (host) => {
        const piece = `${good}&x=${'x'.repeat(9_000)}`
        const head = post('/callback', host, '').replace('Content-Length: 0', 'Transfer-Encoding: chunked')
        return `${head}${piece.length.toString(16)}\r\n${piece}\r\n0\r\n\r\n`
      },
      413,
      'too_large',
    ],
  ])('%s is turned away', async (_name, request, status, kind) => {
    const waiting = await openWaiting()
    const answer = await sendRaw(waiting.port, request(waiting.host, waiting.port))
    expect(statusOf(answer)).toBe(status)
    expect(answer).not.toContain('evil')
    expect(waiting.strangers).toEqual([kind])
    expect(waiting.isWaiting()).toBe(true)
    await expect(waiting.finish()).resolves.toEqual(honest)
  })

  it.each<[string, (host: string) => string]>([
    ['headers of 1 MiB', (host) => get('/callback', host, [`X: ${'x'.repeat(1_048_576)}`])],
    ['an address of 1 MiB', (host) => get(`/callback?x=${'x'.repeat(1_048_576)}`, host)],
    ['a form of 1 MiB', (host) => post('/callback', host, 'x'.repeat(1_048_576))],
    [
      'a form of 1 MiB in pieces',
      (host) =>
        `POST /callback HTTP/1.1\r\nHost: ${host}\r\nContent-Type: application/x-www-form-urlencoded\r\nTransfer-Encoding: chunked\r\n\r\n100000\r\n${'x'.repeat(1_048_576)}\r\n0\r\n\r\n`,
    ],
    ['no HTTP at all', () => '\x16\x03\x01\x02\x00\x01\x00\x01\xfc\x03\x03'],
    ['a tunnel', () => 'CONNECT evil.example:443 HTTP/1.1\r\nHost: evil.example\r\n\r\n'],
    ['two lengths', (host) => post('/callback', host, good, ['Content-Length: 5'])],
    ['no Host in HTTP/1.1', () => 'GET /callback HTTP/1.1\r\n\r\n'],
  ])('who sends %s gets nothing, and the wait goes on', async (_name, request) => {
    const waiting = await openWaiting()
    const status = statusOf(await sendRaw(waiting.port, request(waiting.host)))
    // A sender that is cut off while it still sends may see the connection break instead of the answer.
    expect(status === 0 || (status >= 400 && status < 500)).toBe(true)
    expect(waiting.isWaiting()).toBe(true)
    await expect(waiting.finish()).resolves.toEqual(honest)
  })

  it('who asks for a WebSocket is answered like anybody else', async () => {
    const waiting = await openWaiting()
    const request = get('/callback', waiting.host, ['Connection: Upgrade', 'Upgrade: websocket'])
    expect(statusOf(await sendRaw(waiting.port, request))).toBe(400)
    await expect(waiting.finish()).resolves.toEqual(honest)
  })

  it('who sends many requests through one connection gets one answer and is hung up on', async () => {
    const waiting = await openWaiting()
    const request = get('/callback?state=guess', waiting.host)
    const answer = await sendRaw(waiting.port, request.repeat(20))
    expect(answer.match(/HTTP\/1\.1 /g)).toHaveLength(1)
    expect(answer).toMatch(/connection: close/i)
    await expect(waiting.finish()).resolves.toEqual(honest)
  })

  it('who holds hundreds of connections open does not keep the browser out', async () => {
    const waiting = await openWaiting()
    const request = get('/callback', waiting.host)
    const held = await Promise.all(
      Array.from({ length: 300 }, (_, index) => holdOpen(waiting.port, request.slice(0, index % 40))),
    )
    for (const socket of held) socket.resume()
    await vi.waitFor(() => expect(held.filter(({ closed }) => !closed).length).toBeLessThanOrEqual(64))
    await expect(waiting.finish()).resolves.toEqual(honest)
    for (const socket of held) socket.destroy()
  })

  it.each([
    ['its headers', ''],
    ['its body', 'Content-Type: application/x-www-form-urlencoded\r\nContent-Length: 99\r\n\r\nstate='],
  ])('who never finishes a request is dropped when the time is up: %s', async (_, rest) => {
    const waiting = await openWaiting({}, 100)
    const slow = await holdOpen(waiting.port, `POST /callback HTTP/1.1\r\nHost: ${waiting.host}\r\n${rest}`)
    const closed = new Promise((resolve) => slow.once('close', resolve))
    slow.resume()
    await closed
    expect(waiting.isWaiting()).toBe(true)
    await expect(waiting.finish()).resolves.toEqual(honest)
  })

  it('who repeats an answer that was taken is told that it is used, and changes nothing', async () => {
    const waiting = await openWaiting()
    await waiting.finish()
    const again = await sendRaw(waiting.port, get(`/callback?${good}`, waiting.host))
    expect(statusOf(again)).toBe(410)
    expect(again).toContain('Already used')
    expect(waiting.strangers).toEqual(['replay'])
    expect(Object.fromEntries(await waiting.answer)).toEqual(honest)
  })

  it('who knocks all day is told of fifty times, and is turned away all the same', async () => {
    const waiting = await openWaiting()
    const knock = () => sendRaw(waiting.port, get('/callback?state=guess', waiting.host))
    const answers = await Promise.all(Array.from({ length: 60 }, knock))
    expect(answers.every((answer) => statusOf(answer) === 400)).toBe(true)
    expect(waiting.strangers).toHaveLength(50)
    await expect(waiting.finish()).resolves.toEqual(honest)
  })
})
