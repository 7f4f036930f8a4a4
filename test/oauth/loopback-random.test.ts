import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { sendRaw, statusOf } from './raw-request'
import { honest, openWaiting, theState } from './waiting-loopback'

describe('10,000 random requests', () => {
  const name = fc.constantFrom('state', 'code', 'error', 'iss', 'id_token', 'response', '%00', '')
  const value = fc.oneof(
    fc.string({ maxLength: 60 }),
    fc.constant('the-state'),
    fc.constant(theState.toUpperCase()),
  )
  const query = fc
    .array(fc.tuple(name, value), { maxLength: 6 })
    .map((pairs) => pairs.map(([key, text]) => `${key}=${encodeURIComponent(text)}`).join('&'))
  const path = fc.constantFrom(
    '/callback',
    '/callback/',
    '/',
    '/CALLBACK',
    '//callback',
    '*',
    '/callback/connected',
  )
  const method = fc.constantFrom('GET', 'POST', 'PUT', 'HEAD', 'OPTIONS', 'TRACE', 'PROPFIND', 'G E T', '')
  const host = fc.constantFrom('right', 'right', 'right', 'right', 'evil.example', '127.0.0.1', '[::1]', '')
  const request = fc.record({
    method,
    path,
    query,
    host,
    header: fc.string({ maxLength: 30 }).map((text) => text.replace(/[\r\n]/g, '')),
    body: fc.oneof(query, fc.string({ maxLength: 200 })),
  })

  it('without the state never end the wait, and never get further than a 4xx', async () => {
    const waiting = await openWaiting()
    const write = ({
      method,
      path,
      query,
      host,
      header,
      body,
    }: typeof request extends fc.Arbitrary<infer T> ? T : never) =>
      [
        `${method} ${path}?${query} HTTP/1.1`,
        `Host: ${host === 'right' ? waiting.host : host}`,
        `X-Odd: ${header}`,
        'Connection: close',
        'Content-Type: application/x-www-form-urlencoded',
        `Content-Length: ${Buffer.byteLength(body)}`,
        '',
        body,
      ].join('\r\n')
    await fc.assert(
      fc.asyncProperty(fc.array(request, { minLength: 50, maxLength: 50 }), async (requests) => {
        const answers = await Promise.all(requests.map((each) => sendRaw(waiting.port, write(each))))
        for (const answer of answers) {
          const status = statusOf(answer)
          expect(status === 0 || (status >= 400 && status < 500)).toBe(true)
        }
        expect(waiting.isWaiting()).toBe(true)
      }),
      { numRuns: 200, endOnFailure: true },
    )
    expect(new Set(waiting.strangers).size).toBeGreaterThan(2)
    await expect(waiting.finish()).resolves.toEqual(honest)
  }, 60_000)
})
