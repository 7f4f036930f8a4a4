import { describe, expect, it } from 'vitest'
import type { Dialect } from '../../electron/oauth/oauth-client'
import type { FailureCode } from '../../shared/failure'
import { json, refusal } from '../hostile/answer'
import type { Misbehaviour } from '../hostile/faults'
import { startHostileServer } from '../hostile/server'
import { clientOf, createWorld, failureOf, signIn } from './rig'

type Token = NonNullable<Misbehaviour['token']>

describe('a token answer in a dialect of its own is understood', () => {
  it.each<[name: string, token: Token, dialect: Dialect, expected: object]>([
    ['token_type in capitals', 'type_in_capitals', {}, { tokenType: 'bearer' }],
    ['no token_type', 'no_token_type', {}, { tokenType: 'bearer' }],
    ['expires_in as text', 'expiry_as_text', {}, { scope: ['openid', 'files:read'] }],
    ['scopes as a list', 'scope_as_list', {}, { scope: ['openid', 'files:read'] }],
    [
      'scopes with commas',
      'scope_with_commas',
      { answeredScopeSeparator: ',' },
      { scope: ['openid', 'files:read'] },
    ],
    ['null members', 'nulls', {}, { tokenType: 'bearer' }],
    ['a form in place of JSON', 'form_encoded', {}, { scope: ['openid', 'files:read'] }],
    ['a JSON type with a suffix', 'json_with_suffix', {}, { tokenType: 'bearer' }],
    [
      'members one level down',
      'nested',
      {
        tokenAnswer: {
          access_token: 'authed_user.access_token',
          token_type: 'authed_user.token_type',
          refresh_token: 'authed_user.refresh_token',
          id_token: 'authed_user.id_token',
          scope: 'authed_user.scope',
        },
      },
      { tokenType: 'bearer', scope: ['openid', 'files:read'] },
    ],
  ])('%s', async (_name, token, dialect, expected) => {
    const server = await startHostileServer()
    server.misbehave({ token })
    const { tokens, claims } = await signIn(server, { client: clientOf(server, { dialect }) })
    expect(tokens).toMatchObject(expected)
    expect(server.grants.knows(tokens.accessToken.reveal())).toBe(true)
    expect(server.grants.knows(tokens.refreshToken?.reveal() ?? '')).toBe(true)
    expect(claims?.sub).toBe('ada')
  })

  it('expiry is measured from when the request was sent, also when it comes as text', async () => {
    const server = await startHostileServer()
    server.misbehave({ token: 'expiry_as_text' })
    const { tokens } = await signIn(server)
    expect((tokens.expiresAt ?? 0) - tokens.requestedAt).toBe(3_600_000)
  })

  it('a slow answer shortens the life of a token and never stretches it', async () => {
    const server = await startHostileServer()
    let time = Date.now()
    const sentAt = time
    const world = createWorld({ now: () => time })
    const { tokens } = await signIn(server, {
      world: {
        ...world,
        fetch: async (url, init) => {
          const answer = await world.fetch(url, init)
          if (url.endsWith('/token')) time += 20_000
          return answer
        },
      },
    })
    expect(tokens.requestedAt).toBe(sentAt)
    expect(tokens.expiresAt).toBe(sentAt + 3_600_000)
  })

  it.each<Token>(['no_expiry', 'expiry_nonsense'])(
    '%s means that nobody knows when it ends',
    async (token) => {
      const server = await startHostileServer()
      server.misbehave({ token })
      expect((await signIn(server)).tokens.expiresAt).toBeUndefined()
    },
  )

  it('no scope means that what was asked is what was granted', async () => {
    const server = await startHostileServer()
    server.misbehave({ token: 'no_scope' })
    expect((await signIn(server)).tokens.scope).toBeUndefined()
  })

  it('members beyond the standard are kept, as a secret', async () => {
    const server = await startHostileServer()
    const answer = { access_token: 'abc', token_type: 'bearer', team: { id: 'T1' }, uid: '7' }
    server.misbehave({ token: json(answer) })
    const { tokens } = await signIn(server, { client: clientOf(server, { openid: false }) })
    expect(JSON.parse(tokens.extras?.reveal() ?? '')).toEqual({ team: { id: 'T1' }, uid: '7' })
    expect(JSON.stringify(tokens)).not.toContain('T1')
  })
})

describe('an error at the token endpoint is understood', () => {
  it.each<[name: string, token: Token, code: FailureCode]>([
    ['inside a 200', 'error_in_200', 'invalid_grant'],
    ['as a form', 'form_encoded_error', 'invalid_grant'],
    ['as an object', 'nested_error', 'invalid_grant'],
    ['as ok: false', 'not_ok', 'invalid_grant'],
    ['under other names', 'named_otherwise', 'unknown_server_error'],
    ['that is no word of the standard', refusal('flux_capacitor_empty'), 'unknown_server_error'],
    ['in capitals', refusal('INVALID_GRANT'), 'invalid_grant'],
    ['named like something every object has', refusal('constructor'), 'unknown_server_error'],
    ['named like the root of every object', refusal('__proto__'), 'unknown_server_error'],
    ['that is only a status', json({ message: 'no' }, 403), 'unknown_server_error'],
  ])('%s', async (_name, token, code) => {
    const server = await startHostileServer()
    server.misbehave({ token })
    const failure = await failureOf(signIn(server))
    expect([failure.code, failure.facts.stage]).toEqual([code, 'token'])
    server.behave()
    await signIn(server)
  })

  it('is cut and stripped of what would turn or break the line it is shown in', async () => {
    const server = await startHostileServer()
    const description = `evil\u202Etxt.exe\r\n\u0007${'x'.repeat(500)}`
    server.misbehave({ token: refusal('e'.repeat(200), description) })
    const { facts } = await failureOf(signIn(server))
    expect(facts.serverError).toHaveLength(80)
    expect(facts.serverDescription).toHaveLength(300)
    expect(facts.serverDescription).toMatch(/^evil txt\.exe x+$/)
  })

  it('keeps words in any language', async () => {
    const server = await startHostileServer()
    server.misbehave({ token: refusal('invalid_grant', 'Der Schlüssel ist abgelaufen · 已过期') })
    const failure = await failureOf(signIn(server))
    expect(failure.facts.serverDescription).toBe('Der Schlüssel ist abgelaufen · 已过期')
  })
})

describe('a token answer that cannot be used is refused', () => {
  it.each<[token: Token, code: FailureCode]>([
    ['no_access_token', 'response_invalid'],
    ['access_token_a_number', 'response_invalid'],
    ['access_token_with_line_break', 'response_invalid'],
    ['unknown_token_type', 'response_invalid'],
    ['bound_without_being_asked', 'response_invalid'],
    ['a_list', 'response_not_json'],
    ['json_called_text', 'response_not_json'],
    ['html_page', 'response_not_json'],
    ['broken_json', 'response_not_json'],
    ['nothing', 'response_empty'],
    ['refused_without_a_word', 'response_empty'],
    ['over_a_mebibyte', 'response_too_large'],
    ['redirect', 'redirect_refused'],
    ['unavailable', 'server_unavailable'],
    ['too_many', 'rate_limited'],
    ['reset', 'connection_broken'],
    ['cut_short', 'connection_broken'],
  ])('%s: %s', async (token, code) => {
    const server = await startHostileServer()
    server.misbehave({ token })
    const failure = await failureOf(signIn(server))
    expect([failure.code, failure.facts.stage]).toEqual([code, 'token'])
    expect(failure.facts.host).toBe(new URL(server.issuer).host)
    server.behave()
    await signIn(server)
  })

  it('a server that does not answer at all ends with a timeout', async () => {
    const server = await startHostileServer()
    server.misbehave({ token: 'hang' })
    const failure = await failureOf(signIn(server, { world: createWorld({ timeout: 300 }) }))
    expect(failure.code).toBe('network_timeout')
    server.behave()
    await signIn(server)
  })

  it('a page where an answer was due points at a network that wants a sign-in', async () => {
    const server = await startHostileServer()
    server.misbehave({ token: 'html_page' })
    expect((await failureOf(signIn(server))).facts.likely).toEqual(['captive_portal'])
  })

  it('the wait that a server asks for is told', async () => {
    const server = await startHostileServer()
    server.misbehave({ token: 'too_many' })
    expect((await failureOf(signIn(server))).facts).toMatchObject({ retryAfter: 17, status: 429 })
    server.misbehave({ token: 'unavailable' })
    expect((await failureOf(signIn(server))).facts).toMatchObject({ retryAfter: 30, status: 503 })
  })

  it('a code never follows a redirect: nothing is sent to where it points', async () => {
    const server = await startHostileServer()
    const other = await startHostileServer()
    server.misbehave({ token: { status: 307, headers: { location: `${other.issuer}/token` } } })
    expect((await failureOf(signIn(server))).code).toBe('redirect_refused')
    expect(other.received).toHaveLength(0)
    expect(server.requestsTo('token')).toHaveLength(1)
  })
})
