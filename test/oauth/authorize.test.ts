import { describe, expect, it } from 'vitest'
import { secret } from '../../electron/support/secret'
import { Failure } from '../../shared/failure'
import { hash } from '../hostile/keys'
import { startHostileServer } from '../hostile/server'
import { browse, clientOf, createWorld, failureOf, offering, signIn } from './rig'

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
      'redirect',
      'token_request',
      'token_response',
    ])
    expect([...protections]).toEqual(['pkce', 'state', 'loopback', 'nonce', 'iss'])
  })

  it('passes on whom to suggest and what to prompt for, and keeps the provider’s own parameters', async () => {
    const server = await startHostileServer()
    const client = clientOf(server, {
      authorizationParameters: { prompt: 'consent', access_type: 'offline' },
    })
    await signIn(server, { client, request: { loginHint: 'ada@example.com' } })
    await signIn(server, { client, request: { prompt: 'login' } })
    const [plain, told] = server
      .requestsTo('authorize')
      .map((each) => Object.fromEntries(each.url.searchParams))
    expect(plain).toMatchObject({ prompt: 'consent', access_type: 'offline', login_hint: 'ada@example.com' })
    expect(told).toMatchObject({ prompt: 'login', access_type: 'offline' })
    expect(told).not.toHaveProperty('login_hint')
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

describe('a sign-in that the person or the server ends', () => {
  it('fails with what the server said when the answer is an error, and never asks for a token', async () => {
    const server = await startHostileServer()
    server.misbehave({
      authorize: { error: 'access_denied', error_description: 'No, thank you', code: undefined },
    })
    const failure = await failureOf(signIn(server))
    expect(failure.code).toBe('access_denied')
    expect(failure.facts).toMatchObject({
      stage: 'authorization',
      serverError: 'access_denied',
      serverDescription: 'No, thank you',
    })
    expect(server.requestsTo('token')).toHaveLength(0)
    server.behave()
    await signIn(server)
  })

  it('ends at once when it is cancelled while the person is asked, with the reason of the cancellation', async () => {
    const server = await startHostileServer()
    const controller = new AbortController()
    const reason = new Failure('replaced', 'another attempt took over')
    const ended = signIn(server, {
      request: { signal: controller.signal },
      world: { openBrowser: async () => controller.abort(reason) },
    })
    expect((await failureOf(ended)).code).toBe('replaced')
  })

  it('ends at once when it is cancelled while the token is asked for', async () => {
    const server = await startHostileServer()
    server.misbehave({ token: 'hang' })
    const controller = new AbortController()
    const world = createWorld()
    const ended = signIn(server, {
      request: { signal: controller.signal },
      world: {
        fetch: (url, init) => {
          const answer = world.fetch(url, init)
          if (url.endsWith('/token')) controller.abort(new Failure('cancelled', 'the person cancelled'))
          return answer
        },
      },
    })
    expect((await failureOf(ended)).code).toBe('cancelled')
  })

  it('ends when nobody answers in time', async () => {
    const server = await startHostileServer()
    const ended = signIn(server, { request: { patience: 20 }, world: { openBrowser: async () => {} } })
    expect((await failureOf(ended)).code).toBe('timed_out')
  })

  it('goes on when the browser does not open: the link works in any other', async () => {
    const server = await startHostileServer()
    let link = ''
    const result = await signIn(server, {
      world: {
        onWaiting: (attempt) => {
          link = attempt.url
        },
        openBrowser: async () => {
          void browse(link)
          throw new Failure('browser_not_opened', 'there is none')
        },
      },
    })
    expect(result.claims?.sub).toBe('ada')
    expect(result.messages.map((message) => message.failure?.code)).toContain('browser_not_opened')
  })

  it('takes the address that a browser elsewhere ended on, pasted by the person', async () => {
    const server = await startHostileServer()
    let paste: (text: string) => void = () => {}
    const result = await signIn(server, {
      world: {
        onWaiting: (attempt) => {
          paste = attempt.paste
        },
        openBrowser: async (url) => {
          const answer = await fetch(url, { redirect: 'manual' })
          paste(`  ${answer.headers.get('location')}\n`)
        },
      },
    })
    expect(result.claims?.sub).toBe('ada')
  })

  it('fails when the answer has the right state but neither a code nor an error', async () => {
    const server = await startHostileServer()
    server.misbehave({ authorize: { code: undefined } })
    expect((await failureOf(signIn(server))).code).toBe('response_invalid')
    server.behave()
    await signIn(server)
  })

  it.each(['id_token', 'token', 'response'])(
    'refuses an answer that carries a %s (implicit, hybrid)',
    async (name) => {
      const server = await startHostileServer()
      server.misbehave({ authorize: { [name]: 'a.b.c' } })
      expect((await failureOf(signIn(server))).code).toBe('response_invalid')
      expect(server.requestsTo('token')).toHaveLength(0)
      server.behave()
      await signIn(server)
    },
  )
})

describe('the issuer in the answer (RFC 9207)', () => {
  it.each<[string, string | undefined]>([
    ['names another server', 'https://elsewhere.example'],
    ['is missing although the server promises it', undefined],
  ])('stops the code from being sent when it %s', async (_name, iss) => {
    const server = await startHostileServer()
    server.misbehave({ authorize: { iss } })
    expect((await failureOf(signIn(server))).code).toBe('issuer_mismatch')
    expect(server.requestsTo('token')).toHaveLength(0)
    server.behave()
    expect([...(await signIn(server)).protections]).toContain('iss')
  })

  it('may be missing where the server promises nothing, and is then not counted as a protection', async () => {
    const server = await startHostileServer()
    server.misbehave({ authorize: { iss: undefined } })
    const metadata = offering(server, { authorization_response_iss_parameter_supported: undefined })
    const { protections } = await signIn(server, { client: clientOf(server, { server: metadata }) })
    expect([...protections]).not.toContain('iss')
  })

  it('is compared even where the server does not promise it', async () => {
    const server = await startHostileServer()
    server.misbehave({ authorize: { iss: 'https://elsewhere.example' } })
    const metadata = offering(server, { authorization_response_iss_parameter_supported: undefined })
    const failure = await failureOf(signIn(server, { client: clientOf(server, { server: metadata }) }))
    expect(failure.code).toBe('issuer_mismatch')
  })
})
