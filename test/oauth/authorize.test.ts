import { describe, expect, it } from 'vitest'
import { secret } from '../../electron/support/secret'
import { hash } from '../hostile/keys'
import { startHostileServer } from '../hostile/server'
import { clientOf, signIn } from './rig'

describe('a sign-in by authorization code', () => {
  it('asks for a code with PKCE S256, a state and a nonce (rp-response_type-code)', async () => {
    const server = await startHostileServer()
    await signIn(server)
    const asked = server.requestsTo('authorize')[0]?.url.searchParams
    expect(Object.fromEntries(asked ?? [])).toMatchObject({
      response_type: 'code',
      client_id: 'keyfob',
      scope: 'openid files:read',
      code_challenge_method: 'S256',
      redirect_uri: expect.stringMatching(/^http:\/\/127\.0\.0\.1:\d+\/callback$/),
      state: expect.stringMatching(/^[\w-]{43}$/),
      nonce: expect.stringMatching(/^[\w-]{43}$/),
      code_challenge: expect.stringMatching(/^[\w-]{43}$/),
    })
  })

  it('proves that it is the one who asked: the verifier fits, and the redirect URI is the same byte for byte', async () => {
    const server = await startHostileServer()
    await signIn(server)
    const asked = server.requestsTo('authorize')[0]?.url.searchParams
    const exchanged = server.requestsTo('token')[0]?.form
    expect(hash(exchanged?.get('code_verifier') ?? '')).toBe(asked?.get('code_challenge'))
    expect(exchanged?.get('redirect_uri')).toBe(asked?.get('redirect_uri'))
  })

  it('uses a new state, nonce and verifier for every attempt', async () => {
    const server = await startHostileServer()
    await signIn(server)
    await signIn(server)
    const [one, two] = server.requestsTo('authorize').map((each) => each.url.searchParams)
    for (const name of ['state', 'nonce', 'code_challenge']) {
      expect(one?.get(name)).not.toBe(two?.get(name))
    }
  })

  it('uses PKCE with a client secret too', async () => {
    const server = await startHostileServer()
    const client = clientOf(server, {
      clientSecret: secret('secret'),
      authentication: 'client_secret_basic',
    })
    const { protections } = await signIn(server, { client })
    expect(server.requestsTo('token')[0]?.form.get('code_verifier')).toMatch(/^[\w-]{43}$/)
    expect([...protections]).toEqual(expect.arrayContaining(['pkce', 'client_secret']))
  })

  it('tells what happens in it, step by step', async () => {
    const server = await startHostileServer()
    const { stages, messages, protections } = await signIn(server)
    expect(stages).toEqual(['asking', 'waiting', 'exchanging'])
    expect(messages.map((message) => message.kind)).toEqual([
      'authorization_request',
      'authorization_decision',
      'redirect',
      'token_request',
      'token_response',
    ])
    expect([...protections]).toEqual(['pkce', 'state', 'loopback', 'nonce', 'iss'])
  })

  it('passes on whom to suggest, and keeps the provider’s own parameters', async () => {
    const server = await startHostileServer()
    const client = clientOf(server, {
      authorizationParameters: { prompt: 'consent', access_type: 'offline' },
    })
    await signIn(server, { client, request: { loginHint: 'ada@example.com' } })
    await signIn(server, { client })
    const [told, plain] = server
      .requestsTo('authorize')
      .map((each) => Object.fromEntries(each.url.searchParams))
    expect(told).toMatchObject({ prompt: 'consent', access_type: 'offline', login_hint: 'ada@example.com' })
    expect(plain).not.toHaveProperty('login_hint')
  })

  it('lets no parameter of a provider replace what protects the request', async () => {
    const server = await startHostileServer()
    const authorizationParameters = {
      state: 'known',
      nonce: 'known',
      code_challenge: 'known',
      response_type: 'token',
    }
    await signIn(server, { client: clientOf(server, { authorizationParameters }) })
    const asked = server.requestsTo('authorize')[0]?.url.searchParams.toString()
    expect(asked).not.toContain('known')
    expect(asked).toContain('response_type=code')
  })

  it('asks for scopes under the name and with the separator that the server knows, and for none without any', async () => {
    const server = await startHostileServer()
    const dialect = { scopeParameter: 'user_scope', scopeSeparator: ',' }
    const client = clientOf(server, { dialect, openid: false })
    await signIn(server, { client, request: { scopes: ['a', 'b'] } })
    await signIn(server, { client: clientOf(server, { openid: false }), request: { scopes: [] } })
    const [odd, none] = server.requestsTo('authorize').map((each) => each.url.searchParams)
    expect(odd?.get('user_scope')).toBe('a,b')
    expect(odd?.has('scope')).toBe(false)
    expect(none?.has('scope')).toBe(false)
  })

  it('names the APIs that the tokens are for, in both requests (RFC 8707)', async () => {
    const server = await startHostileServer()
    const resource = ['https://api.example/v1', 'https://files.example/']
    await signIn(server, { client: clientOf(server, { resource }) })
    expect(server.requestsTo('authorize')[0]?.url.searchParams.getAll('resource')).toEqual(resource)
    expect(server.requestsTo('token')[0]?.form.getAll('resource')).toEqual(resource)
  })

  it('keeps what the server says beyond the standard, and the scopes it granted rather than those asked', async () => {
    const server = await startHostileServer()
    server.misbehave({ token: 'narrower_scope' })
    expect((await signIn(server)).tokens.scope).toEqual(['openid'])
    server.behave()
    expect((await signIn(server)).tokens.scope).toEqual(['openid', 'files:read'])
  })
})
