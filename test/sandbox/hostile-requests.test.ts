import { request } from 'node:http'
import { connect as connectSocket } from 'node:net'
import fc from 'fast-check'
import * as oauth from 'openid-client'
import { describe, expect, it } from 'vitest'
import { createCookieJar } from './cookie-jar'
import { connect, discover, redirectUri, startSandbox } from './harness'
import { createBrowser } from './walk'

type Raw = { method: string; path: string; headers: Record<string, string>; body: string }

/** Sends what `fetch` would tidy up. */
function send(port: number, { method, path, headers, body }: Raw): Promise<number> {
  return new Promise((resolve, reject) => {
    const sent = request(
      { host: '127.0.0.1', port, method, path, headers: { host: `127.0.0.1:${port}`, ...headers } },
      (response) => {
        response.resume()
        response.on('end', () => resolve(response.statusCode ?? 0))
        response.on('error', reject)
      },
    )
    sent.on('error', reject)
    sent.end(body)
  })
}

const paths = [
  '/',
  '/oauth/authorize',
  '/oauth/token',
  '/oauth/revoke',
  '/oauth/register',
  '/oauth/par',
  '/oauth/device',
  '/oauth/userinfo',
  '/device',
  '/interaction/x',
  '/interaction',
  '/avatars/%.svg',
  '/avatars/guest_.svg',
  '/service-account',
  '/api/v1/servers',
  '/api/v1/servers/%ff/snapshots',
  '//evil.example/',
  '/..%2f..%2f',
]

const names = [
  'client_id',
  'redirect_uri',
  'scope',
  'code',
  'grant_type',
  'token',
  'state',
  'user_code',
  'prompt',
  'xsrf',
]

const rawRequest: fc.Arbitrary<Raw> = fc.record({
  method: fc.constantFrom('GET', 'POST', 'PUT', 'DELETE', 'OPTIONS', 'HEAD', 'PATCH'),
  path: fc
    .tuple(
      fc.constantFrom(...paths),
      fc.dictionary(fc.constantFrom(...names), fc.oneof(fc.string(), fc.constant('keyfob-sandbox'))),
    )
    .map(([path, query]) => `${path}?${new URLSearchParams(query)}`),
  headers: fc
    .record(
      {
        'content-type': fc.constantFrom(
          'application/x-www-form-urlencoded',
          'application/json',
          'text/plain',
          'x',
        ),
        authorization: fc.oneof(
          fc.constantFrom('Bearer', 'Bearer  ', 'Basic %%%', 'DPoP x', `Bearer ${'x'.repeat(4000)}`),
          fc.base64String().map((text) => `Basic ${text}`),
        ),
        cookie: fc.base64String().map((text) => `sandbox_session=${text}; sandbox_interaction=${text}`),
        accept: fc.constantFrom('text/html', 'application/json', '*/*'),
        dpop: fc.base64String(),
      },
      { requiredKeys: [] },
    )
    .map((headers) => Object.fromEntries(Object.entries(headers).filter(([, value]) => value !== undefined))),
  body: fc.oneof(
    fc.string(),
    fc.json(),
    fc.dictionary(fc.constantFrom(...names), fc.string()).map((form) => String(new URLSearchParams(form))),
  ),
})

describe('requests that nobody should send', () => {
  it('neither crash the sandbox nor make it fail inside', async () => {
    const { port, issuer, stats } = await startSandbox()
    await fc.assert(
      fc.asyncProperty(rawRequest, async (raw) => {
        expect(await send(port, raw)).toBeLessThan(500)
      }),
      { numRuns: 600 },
    )
    expect(stats().serverErrors).toEqual([])
    expect((await connect(await discover(issuer), { person: 'Ada' })).access_token).toBeTypeOf('string')
  })

  it('under another name are turned away, so that no rebound page can read anything', async () => {
    const { port } = await startSandbox()
    for (const host of ['evil.example', `localhost:${port}`, `127.0.0.1:${port + 1}`]) {
      const raw = { method: 'GET', path: '/', headers: { host }, body: '' }
      expect(await send(port, raw)).toBe(421)
    }
  })

  it('with a body that is too large are cut off', async () => {
    const { port, issuer } = await startSandbox()
    const form = { 'content-type': 'application/x-www-form-urlencoded' }
    const declared = await fetch(`${issuer}/oauth/token`, {
      method: 'POST',
      headers: form,
      body: 'x'.repeat(100_000),
    })
    expect(declared.status).toBe(413)
    const chunked = send(port, {
      method: 'POST',
      path: '/oauth/token',
      headers: { ...form, 'transfer-encoding': 'chunked' },
      body: 'x'.repeat(100_000),
    })
    expect(await chunked.catch(() => 400)).toBe(400)
  })

  it('that are not HTTP get a short no', async () => {
    const { port } = await startSandbox()
    const answer = await new Promise<string>((resolve) => {
      const socket = connectSocket(port, '127.0.0.1', () => socket.write('\u0016\u0003\u0001 hello\r\n\r\n'))
      socket.on('data', (data) => resolve(String(data)))
    })
    expect(answer).toMatch(/^HTTP\/1\.1 400 /)
  })
})

describe('a form from another site', () => {
  async function authorizationUrl(issuer: string) {
    return oauth.buildAuthorizationUrl(await discover(issuer), {
      redirect_uri: redirectUri,
      scope: 'openid',
      code_challenge: await oauth.calculatePKCECodeChallenge(oauth.randomPKCECodeVerifier()),
      code_challenge_method: 'S256',
    })
  }

  it('cannot answer for the person, with or without their cookie', async () => {
    const { issuer } = await startSandbox()
    const jar = createCookieJar()
    const start = await authorizationUrl(issuer)
    const first = await fetch(start, { redirect: 'manual' })
    jar.store(start, first.headers.getSetCookie())
    const step = new URL(first.headers.get('location') ?? '', issuer)
    const page = await (await fetch(step, { headers: { cookie: jar.header(step) } })).text()
    const csrf = /name="csrf" value="([^"]+)"/.exec(page)?.[1] ?? ''

    const post = async (headers: Record<string, string>, token = csrf) =>
      fetch(step, {
        method: 'POST',
        headers,
        body: new URLSearchParams({ person: 'usr_1815ada', csrf: token }),
        redirect: 'manual',
      }).then((answer) => answer.status)
    const cookie = jar.header(step)
    expect(await post({})).toBe(400)
    expect(await post({ cookie, origin: 'https://evil.example' })).toBe(403)
    expect(await post({ cookie, origin: 'null' })).toBe(403)
    expect(await post({ cookie, 'sec-fetch-site': 'cross-site' })).toBe(403)
    expect(await post({ cookie, origin: issuer }, 'guessed')).toBe(403)
    expect(await post({ cookie, origin: issuer })).toBe(303)
  })

  it('is noticed by the token that only our own form carries', async () => {
    const { issuer } = await startSandbox()
    const browser = createBrowser()
    const outcome = await browser.open(await authorizationUrl(issuer))
    if (!('page' in outcome)) throw new Error('no page')
    const { page } = outcome
    const forged = {
      ...page,
      forms: page.forms.map((form) => ({
        ...form,
        fields: form.fields.map(([name, value]) => [name, name === 'csrf' ? `x${value}` : value] as const),
      })),
    }
    const answer = await browser.submit(forged, 'Sign in as Ada Lovelace')
    expect('page' in answer && answer.page.html).toContain('does not belong to this sign-in')
    const honest = await browser.submit(page, 'Sign in as Ada Lovelace')
    expect('page' in honest && honest.page.html).toContain('Allow Keyfob to use your account?')
  })

  it('cannot replace the secret of the service account', async () => {
    const { issuer } = await startSandbox()
    const post = (headers: Record<string, string>) =>
      fetch(`${issuer}/service-account`, { method: 'POST', headers })
    expect((await post({ origin: 'https://evil.example' })).status).toBe(403)
    expect((await post({ 'sec-fetch-site': 'cross-site' })).status).toBe(403)
    expect((await post({ origin: issuer, 'sec-fetch-site': 'same-origin' })).status).toBe(200)
  })
})

describe('every page', () => {
  it.each([
    '/',
    '/service-account',
    '/device',
    '/oauth/sign-out',
    '/oauth/authorize',
    '/console/servers/x',
    '/interaction/x',
  ])('%s runs no script and cannot be framed', async (path) => {
    const { issuer } = await startSandbox()
    const answer = await fetch(issuer + path, { headers: { accept: 'text/html' } })
    const policy = answer.headers.get('content-security-policy') ?? ''
    expect(policy).toContain(`default-src 'none'`)
    expect(policy).not.toContain('unsafe')
    expect(policy.replace(/ 'sha256-[^']*'/g, '')).not.toMatch(/script-src [^;]*http/)
    expect(await answer.text()).not.toMatch(/https?:\/\/(?!127\.0\.0\.1|www\.w3\.org)/)
  })
})
