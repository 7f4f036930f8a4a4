import * as oauth from 'openid-client'
import { describe, expect, it } from 'vitest'
import { callApi, connect, discover, everyScope, redirectUri, startSandbox } from './harness'
import { createBrowser, signInAndAllow } from './walk'

async function authorizationUrl(issuer: string, parameters: Record<string, string> = {}) {
  const config = await discover(issuer)
  return oauth.buildAuthorizationUrl(config, {
    redirect_uri: redirectUri,
    scope: 'openid servers:read',
    code_challenge: await oauth.calculatePKCECodeChallenge(oauth.randomPKCECodeVerifier()),
    code_challenge_method: 'S256',
    state: 'the-state',
    ...parameters,
  })
}

describe('authorization code with PKCE', () => {
  it('signs Ada in, and her tokens open what she holds', async () => {
    const { issuer, stats } = await startSandbox()
    const config = await discover(issuer)
    const tokens = await connect(config, { person: 'Ada Lovelace' })

    expect(tokens.claims()?.sub).toBe('usr_1815ada')
    expect(tokens.scope?.split(' ').sort()).toEqual(everyScope.split(' ').sort())
    expect(tokens.expires_in).toBe(300)
    expect(tokens.refresh_token).toBeTypeOf('string')

    const person = await oauth.fetchUserInfo(config, tokens.access_token, 'usr_1815ada')
    expect(person).toMatchObject({ name: 'Ada Lovelace', email: 'ada@sandbox.example' })
    const avatar = await fetch(String(person.picture))
    expect(avatar.headers.get('content-type')).toContain('image/svg+xml')

    const servers = await (await callApi(issuer, '/servers', tokens.access_token)).json()
    expect(servers.total).toBe(48)
    expect(stats()).toMatchObject({ granted: { authorization_code: 1 }, serverErrors: [] })
  })

  it('sends the state and its own name back with the code (RFC 9207)', async () => {
    const { issuer } = await startSandbox()
    const callback = await signInAndAllow(await authorizationUrl(issuer), { person: 'Grace' })
    expect(callback.origin + callback.pathname).toBe(redirectUri)
    expect(callback.searchParams.get('state')).toBe('the-state')
    expect(callback.searchParams.get('iss')).toBe(issuer)
  })

  it('posts the answer when form_post is asked for', async () => {
    const { issuer } = await startSandbox()
    const url = await authorizationUrl(issuer, { response_mode: 'form_post' })
    const callback = await signInAndAllow(url, { person: 'Ada' })
    expect(callback.searchParams.get('code')).toBeTypeOf('string')
    expect(callback.searchParams.get('state')).toBe('the-state')
  })

  it('tells the client when the person says no', async () => {
    const { issuer } = await startSandbox()
    const callback = await signInAndAllow(await authorizationUrl(issuer), { person: 'Ada', deny: true })
    expect(callback.searchParams.get('error')).toBe('access_denied')
    expect(callback.searchParams.get('state')).toBe('the-state')
  })

  it('grants what stayed ticked and nothing else, and a later yes makes up for it', async () => {
    const { issuer } = await startSandbox()
    const config = await discover(issuer)
    const browser = createBrowser()
    const untick = ['invoices:read', 'servers:write']
    const narrow = await connect(config, { person: 'Ada', untick, browser })
    expect(narrow.scope?.split(' ')).not.toContain('invoices:read')
    const refused = await callApi(issuer, '/invoices', narrow.access_token)
    expect(refused.status).toBe(403)
    expect(refused.headers.get('www-authenticate')).toMatch(
      /error="insufficient_scope".*scope="invoices:read"/,
    )

    const wide = await connect(config, { person: 'Ada', browser })
    expect(wide.scope?.split(' ')).toContain('invoices:read')
    expect((await callApi(issuer, '/invoices', wide.access_token)).status).toBe(200)
  })

  it('puts the hinted person first and says so', async () => {
    const { issuer } = await startSandbox()
    const outcome = await createBrowser().open(
      await authorizationUrl(issuer, { login_hint: 'GRACE@sandbox.example' }),
    )
    const page = 'page' in outcome ? outcome.page : undefined
    const labels = page?.forms.flatMap((form) => form.buttons.map((button) => button.label))
    expect(labels?.[0]).toBe('Sign in as Grace Hopper')
    expect(page?.html).toContain('Suggested')
  })

  it('remembers who is signed in, and lets another person take over without ending the first account', async () => {
    const { issuer } = await startSandbox()
    const config = await discover(issuer)
    const browser = createBrowser()
    const ada = await connect(config, { person: 'Ada Lovelace', browser })
    const again = await browser.open(await authorizationUrl(issuer))
    expect('page' in again && again.page.html).toContain('Ada Lovelace')
    expect(
      'page' in again && again.page.forms.flatMap((form) => form.buttons).map((one) => one.label),
    ).toContain('Allow')

    const grace = await connect(config, { person: 'Grace Hopper', browser })
    expect(grace.claims()?.sub).toBe('usr_1906grace')
    expect((await callApi(issuer, '/me', ada.access_token)).status).toBe(200)
    expect((await oauth.refreshTokenGrant(config, ada.refresh_token ?? '')).access_token).toBeTypeOf('string')
  })

  it.each(['login', 'select_account', 'select_account consent'])(
    'asks a signed-in browser who it is with prompt=%s',
    async (prompt) => {
      const { issuer } = await startSandbox()
      const config = await discover(issuer)
      const browser = createBrowser()
      await connect(config, { person: 'Ada Lovelace', browser })
      const outcome = await browser.open(await authorizationUrl(issuer, { prompt }))
      expect('page' in outcome && outcome.page.html).toContain('Who is signing in?')
      const grace = await connect(config, { person: 'Grace Hopper', browser }, { parameters: { prompt } })
      expect(grace.claims()?.sub).toBe('usr_1906grace')
    },
  )

  it('answers prompt=none from a browser that is not signed in with login_required', async () => {
    const { issuer } = await startSandbox()
    const url = await authorizationUrl(issuer, { prompt: 'none' })
    expect((await signInAndAllow(url, { person: 'Ada' })).searchParams.get('error')).toBe('login_required')
  })

  it('lets anyone sign in by name, and knows them again', async () => {
    const { issuer } = await startSandbox()
    const config = await discover(issuer)
    const first = await connect(config, { person: 'Zoë Nobody' })
    const second = await connect(config, { person: 'Zoë Nobody' })
    expect(first.claims()?.sub).toBe(second.claims()?.sub)
    const me = await (await callApi(issuer, '/me', first.access_token)).json()
    expect(me.name).toBe('Zoë Nobody')
  })

  it('shows a name full of markup as text', async () => {
    const { issuer } = await startSandbox()
    const outcome = await createBrowser().open(await authorizationUrl(issuer))
    const html = 'page' in outcome ? outcome.page.html : ''
    expect(html).toContain('&lt;b&gt;Tester&lt;/b&gt;')
    expect(html).not.toContain('<b>Tester')
    const tokens = await connect(await discover(issuer), { person: 'Émile' })
    expect(tokens.claims()?.sub).toBe('usr_0007emile')
  })

  it('takes a code once; the second time ends what the first gave', async () => {
    const { issuer } = await startSandbox()
    const config = await discover(issuer)
    const verifier = oauth.randomPKCECodeVerifier()
    const url = await authorizationUrl(issuer, {
      code_challenge: await oauth.calculatePKCECodeChallenge(verifier),
    })
    const callback = await signInAndAllow(url, { person: 'Ada' })
    const exchange = () =>
      oauth.authorizationCodeGrant(config, callback, {
        pkceCodeVerifier: verifier,
        expectedState: 'the-state',
      })
    const tokens = await exchange()
    await expect(exchange()).rejects.toMatchObject({ error: 'invalid_grant' })
    expect((await callApi(issuer, '/me', tokens.access_token)).status).toBe(401)
  })

  it('refuses a code that comes without its verifier or with another, and gives its owner the tokens after that', async () => {
    const { issuer, stats } = await startSandbox()
    const config = await discover(issuer)
    const verifier = oauth.randomPKCECodeVerifier()
    const url = await authorizationUrl(issuer, {
      code_challenge: await oauth.calculatePKCECodeChallenge(verifier),
    })
    const callback = await signInAndAllow(url, { person: 'Ada' })
    const steal = (parameters: Record<string, string> = {}) =>
      fetch(config.serverMetadata().token_endpoint ?? '', {
        method: 'POST',
        body: new URLSearchParams({
          grant_type: 'authorization_code',
          client_id: 'keyfob-sandbox',
          code: callback.searchParams.get('code') ?? '',
          redirect_uri: redirectUri,
          ...parameters,
        }),
      })

    for (const parameters of [{}, { code_verifier: oauth.randomPKCECodeVerifier() }]) {
      const refused = await steal(parameters)
      expect(refused.status).toBe(400)
      expect(await refused.json()).toMatchObject({ error: 'invalid_grant' })
    }
    expect(stats().granted.authorization_code ?? 0).toBe(0)
    const tokens = await oauth.authorizationCodeGrant(config, callback, {
      pkceCodeVerifier: verifier,
      expectedState: 'the-state',
    })
    expect((await callApi(issuer, '/me', tokens.access_token)).status).toBe(200)
  })

  it.each([
    ['without PKCE', { code_challenge: '', code_challenge_method: '' }, 'invalid_request'],
    ['with a scope in strange letters', { scope: 'openid "x"' }, 'invalid_scope'],
    ['for an implicit token', { response_type: 'token' }, 'unsupported_response_type'],
  ])('refuses a request %s', async (_what, parameters, error) => {
    const { issuer } = await startSandbox()
    const url = await authorizationUrl(issuer, parameters)
    for (const [name, value] of [...url.searchParams]) if (value === '') url.searchParams.delete(name)
    const callback = await signInAndAllow(url, { person: 'Ada' })
    const answer = new URLSearchParams(callback.search || callback.hash.slice(1))
    expect(answer.get('error')).toBe(error)
  })

  it('never redirects to an address that is not the client’s', async () => {
    const { issuer } = await startSandbox()
    const url = await authorizationUrl(issuer, { redirect_uri: 'http://127.0.0.1.example/callback' })
    await expect(signInAndAllow(url, { person: 'Ada' })).rejects.toThrow('This sign-in cannot go on')
  })

  it('takes a pushed request, and nothing else when told to (RFC 9126)', async () => {
    const { issuer, stats } = await startSandbox({ requirePar: true })
    const config = await discover(issuer)
    expect(config.serverMetadata().require_pushed_authorization_requests).toBe(true)
    const tokens = await connect(config, { person: 'Ada' }, { par: true })
    expect(tokens.access_token).toBeTypeOf('string')
    expect(stats().pushedRequests).toBe(1)
    const plain = await signInAndAllow(await authorizationUrl(issuer), { person: 'Ada' })
    expect(plain.searchParams.get('error')).toBe('invalid_request')
  })

  it('binds tokens to the API when a resource is named, and to no other (RFC 8707)', async () => {
    const { issuer } = await startSandbox()
    const config = await discover(issuer)
    const resource = `${issuer}/api/v1`
    const tokens = await connect(
      config,
      { person: 'Ada' },
      { parameters: { resource }, scope: 'openid servers:read' },
    )
    const foreign = await authorizationUrl(issuer, { resource: 'https://other.example/' })
    expect((await signInAndAllow(foreign, { person: 'Ada' })).searchParams.get('error')).toBe(
      'invalid_target',
    )
    expect((await callApi(issuer, '/me', tokens.access_token)).status).toBe(200)
  })
})
