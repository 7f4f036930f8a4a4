import { describe, expect, it } from 'vitest'
import { endsGrant } from '../../electron/oauth/ends-grant'
import type { OAuthClient } from '../../electron/oauth/oauth-client'
import { refresh } from '../../electron/oauth/refresh'
import { dueAt, extrasOf, isDue, isExpired, type TokenSet } from '../../electron/oauth/token-set'
import type { FailureCode } from '../../shared/failure'
import { empty, json, refusal } from '../hostile/answer'
import type { Misbehaviour } from '../hostile/faults'
import { type HostileServer, startHostileServer } from '../hostile/server'
import { clientOf, closedPort, createRecorder, createWorld, failureOf, offering, signIn } from './rig'

function renew(
  server: HostileServer,
  old: TokenSet,
  client: OAuthClient = clientOf(server),
  world = createWorld(),
) {
  const record = createRecorder()
  const outcome = refresh(client, old, 'ada', undefined, world, record.recorder)
  return { outcome, ...record }
}

describe('a renewal (RFC 6749 §6)', () => {
  it('brings a new access token and the refresh token that replaces the old one', async () => {
    const server = await startHostileServer()
    const { tokens: old } = await signIn(server)
    const { outcome, messages } = renew(server, old)
    const renewed = await outcome
    expect(renewed.accessToken.reveal()).not.toBe(old.accessToken.reveal())
    expect(renewed.refreshToken?.reveal()).not.toBe(old.refreshToken?.reveal())
    expect(server.grants.knows(renewed.refreshToken?.reveal() ?? '')).toBe(true)
    expect(messages.map((message) => message.kind)).toEqual(['renewal_request', 'renewal_response'])
  })

  it('keeps the old refresh token when the answer has none', async () => {
    const server = await startHostileServer()
    const { tokens: old } = await signIn(server)
    server.misbehave({ token: 'no_refresh_token' })
    const renewed = await renew(server, old).outcome
    expect(renewed.refreshToken?.reveal()).toBe(old.refreshToken?.reveal())
    expect(renewed.accessToken.reveal()).not.toBe(old.accessToken.reveal())
  })

  it('keeps scopes, ID token and everything else that the answer leaves out, but never an old expiry', async () => {
    const server = await startHostileServer()
    const { tokens: old } = await signIn(server)
    server.misbehave({
      token: { ...refusal(''), status: 200, body: '{"access_token":"new","token_type":"bearer"}' },
    })
    const renewed = await renew(server, old).outcome
    expect(renewed.scope).toEqual(['openid', 'files:read'])
    expect(renewed.idToken?.reveal()).toBe(old.idToken?.reveal())
    expect(renewed.expiresAt).toBeUndefined()
  })

  it('keeps the provider’s own members one by one: what the answer names anew goes before, what it leaves out stays', async () => {
    const server = await startHostileServer()
    const client = clientOf(server, { openid: false })
    const answer = { access_token: 'abc', token_type: 'bearer', refresh_token: 'def' }
    server.misbehave({ token: json({ ...answer, user_id: '7', team: 'T1' }) })
    const { tokens: first } = await signIn(server, { client })
    server.misbehave({ token: json({ ...answer, team: 'T2', region: 'eu' }) })
    const second = await renew(server, first, client).outcome
    expect(extrasOf(second)).toEqual({ user_id: '7', team: 'T2', region: 'eu' })
    server.misbehave({ token: json(answer) })
    const third = await renew(server, second, client).outcome
    expect(extrasOf(third)).toEqual(extrasOf(second))
    expect(JSON.stringify(third)).not.toContain('T2')
  })

  it('records a narrower scope', async () => {
    const server = await startHostileServer()
    const { tokens: old } = await signIn(server)
    server.misbehave({ token: 'narrower_scope' })
    expect((await renew(server, old).outcome).scope).toEqual(['openid'])
  })

  it('counts the expiry from when the request was sent', async () => {
    const server = await startHostileServer()
    const { tokens: old } = await signIn(server)
    const sentAt = Date.now()
    let time = sentAt
    const world = createWorld({ now: () => time })
    const slow: typeof world = {
      ...world,
      fetch: async (url, init) => {
        const answer = await world.fetch(url, init)
        time += 50_000
        return answer
      },
    }
    const renewed = await renew(server, old, clientOf(server), slow).outcome
    expect(renewed.expiresAt).toBe(sentAt + 3_600_000)
  })

  it('does not take tokens of another person for the account', async () => {
    const server = await startHostileServer()
    const { tokens: old } = await signIn(server)
    server.misbehave({ token: 'id_token_other_subject' }, 1)
    const failure = await failureOf(renew(server, old).outcome)
    expect([failure.code, failure.facts.stage]).toEqual(['identity_mismatch', 'renewal'])
    const { tokens } = await signIn(server)
    await renew(server, tokens).outcome
  })

  it.each<NonNullable<Misbehaviour['token']>>(['id_token_wrong_issuer', 'id_token_wrong_audience'])(
    'does not take an answer with %s',
    async (token) => {
      const server = await startHostileServer()
      const { tokens: old } = await signIn(server)
      server.misbehave({ token })
      expect((await failureOf(renew(server, old).outcome)).code).toBe('id_token_invalid')
    },
  )

  it.each<Misbehaviour>([
    { jwks: 'unavailable' },
    { token: 'id_token_expired' },
    { token: 'id_token_next_key' },
  ])(
    'is not lost to keys out of reach or a wrong clock: the old refresh token may be spent (%o)',
    async (how) => {
      const server = await startHostileServer()
      const { tokens: old } = await signIn(server)
      server.misbehave(how)
      const renewed = await renew(server, old).outcome
      expect(server.grants.knows(renewed.refreshToken?.reveal() ?? '')).toBe(true)
    },
  )

  it('names the APIs, and the redirect URI where a server wants it', async () => {
    const server = await startHostileServer()
    const { tokens: old } = await signIn(server)
    const client = clientOf(server, {
      resource: ['https://api.example/'],
      dialect: { redirectUriOnRenewal: true },
    })
    await refresh(client, old, 'ada', 'http://127.0.0.1/callback', createWorld(), createRecorder().recorder)
    expect(Object.fromEntries(server.requestsTo('token').at(-1)?.form ?? [])).toMatchObject({
      resource: 'https://api.example/',
      redirect_uri: 'http://127.0.0.1/callback',
    })
  })

  it('is not tried without a refresh token', async () => {
    const server = await startHostileServer()
    const { refreshToken: _, ...old } = (await signIn(server)).tokens
    expect((await failureOf(renew(server, old).outcome)).code).toBe('needs_reconnecting')
    expect(server.requestsTo('token')).toHaveLength(1)
  })
})

describe('how long a grant can be renewed', () => {
  const answer = { access_token: 'abc', token_type: 'bearer', refresh_token: 'def' }
  const now = Date.now()

  /** When it ends by the first answer and by that to a renewal an hour later, in seconds from the first. */
  async function told(first: object, second: object) {
    const server = await startHostileServer()
    const client = clientOf(server, { openid: false })
    server.misbehave({ token: json({ ...answer, ...first }) })
    const { tokens } = await signIn(server, { client, world: { now: () => now } })
    server.misbehave({ token: json({ ...answer, ...second }) })
    const later = createWorld({ now: () => now + 3_600_000 })
    const renewed = await renew(server, tokens, client, later).outcome
    return [tokens, renewed].map(({ renewableUntil: end }) => (end === undefined ? end : (end - now) / 1000))
  }

  it.each<[name: string, first: object, second: object, ends: readonly unknown[]]>([
    ['Keycloak says it', { refresh_expires_in: 7200 }, { refresh_expires_in: 7200 }, [7200, 10_800]],
    ['GitHub says it', { refresh_token_expires_in: 100 }, { refresh_token_expires_in: 0.5 }, [100, 3600.5]],
    ['nothing is said of a new refresh token', { refresh_expires_in: 9 }, {}, [9, undefined]],
    [
      'nothing is said, and the refresh token stays',
      { refresh_expires_in: 9 },
      { refresh_token: undefined },
      [9, 9],
    ],
    [
      'the refresh token stays and ends no more',
      { refresh_expires_in: 9 },
      { refresh_token: undefined, refresh_expires_in: 0 },
      [9, undefined],
    ],
  ])('is known as %s', async (_name, first, second, ends) => {
    expect(await told(first, second)).toEqual(ends)
  })

  it.each([0, -5, '1800', 1e300, null, true, { seconds: 5 }, 60 * 60 * 24 * 365 * 68])(
    'is not known by %o',
    async (life) => {
      expect(await told({ refresh_expires_in: life }, {})).toEqual([undefined, undefined])
    },
  )
})

describe('when an access token runs out', () => {
  it.each<[life: unknown, end: number | undefined]>([
    [3600, 3_600_000],
    [3599.9999, 3_599_999],
    [1e18, undefined],
    [-1, undefined],
    [undefined, undefined],
  ])('is known of %o seconds, in whole milliseconds', async (life, end) => {
    const now = Date.now()
    const server = await startHostileServer()
    server.misbehave({ token: json({ access_token: 'abc', token_type: 'bearer', expires_in: life }) })
    const { tokens } = await signIn(server, {
      client: clientOf(server, { openid: false }),
      world: { now: () => now },
    })
    expect(tokens.expiresAt).toBe(end === undefined ? undefined : now + end)
  })
})

describe('a renewal that fails', () => {
  it.each<[token: NonNullable<Misbehaviour['token']>, code: FailureCode, ends: boolean]>([
    [refusal('invalid_grant'), 'invalid_grant', true],
    ['form_encoded_error', 'invalid_grant', true],
    ['error_in_200', 'invalid_grant', true],
    [refusal('interaction_required'), 'interaction_required', true],
    [refusal('invalid_client', '', 401), 'invalid_client', false],
    [refusal('unauthorized_client'), 'unauthorized_client', false],
    [refusal('invalid_scope'), 'invalid_scope', false],
    [refusal('temporarily_unavailable', '', 503), 'temporarily_unavailable', false],
    [refusal('server_error', '', 500), 'server_error', false],
    ['grant_refused_while_failing', 'server_unavailable', false],
    [empty(400), 'response_empty', false],
    [empty(401), 'response_empty', false],
    [empty(403), 'response_empty', false],
    ['html_page', 'response_not_json', false],
    ['nothing', 'response_empty', false],
    ['broken_json', 'response_not_json', false],
    ['unavailable', 'server_unavailable', false],
    ['too_many', 'rate_limited', false],
    ['redirect', 'redirect_refused', false],
    ['reset', 'connection_broken', false],
    ['cut_short', 'connection_broken', false],
    ['over_a_mebibyte', 'response_too_large', false],
    ['named_otherwise', 'unknown_server_error', false],
  ])('with %o is %s, and ends the account: %s', async (token, code, ends) => {
    const server = await startHostileServer()
    const { tokens: old } = await signIn(server)
    server.misbehave({ token })
    const failure = await failureOf(renew(server, old).outcome)
    expect([failure.code, failure.facts.stage]).toEqual([code, 'renewal'])
    expect(endsGrant(failure)).toBe(ends)
    server.behave()
    await renew(server, old).outcome
  })

  it('without a server is a refused connection, and ends nothing', async () => {
    const server = await startHostileServer()
    const { tokens: old } = await signIn(server)
    const client = clientOf(server, {
      server: offering(server, { token_endpoint: `http://127.0.0.1:${await closedPort()}/token` }),
    })
    const failure = await failureOf(renew(server, old, client).outcome)
    expect(failure.code).toBe('connection_refused')
    expect(endsGrant(failure)).toBe(false)
  })

  it('with silence is a timeout, and ends nothing', async () => {
    const server = await startHostileServer()
    const { tokens: old } = await signIn(server)
    server.misbehave({ token: 'hang' })
    const world = createWorld({ timeout: 200 })
    const failure = await failureOf(renew(server, old, clientOf(server), world).outcome)
    expect(failure.code).toBe('network_timeout')
    expect(endsGrant(failure)).toBe(false)
  })
})

describe('when a token is due', () => {
  const minute = 60_000

  it.each([
    ['an hour', 60 * minute, 55 * minute],
    ['ten minutes', 10 * minute, 9 * minute],
    ['a month', 30 * 24 * 60 * minute, (30 * 24 * 60 - 5) * minute],
    ['a second', 1_000, 900],
  ])('is five minutes before the end, or a tenth of its life: %s', (_name, life, due) => {
    expect(dueAt(life, 0)).toBe(due)
    expect(isDue({ expiresAt: life, requestedAt: 0 }, due - 1)).toBe(false)
    expect(isDue({ expiresAt: life, requestedAt: 0 }, due)).toBe(true)
    expect(isExpired({ expiresAt: life }, life - 1)).toBe(false)
    expect(isExpired({ expiresAt: life }, life)).toBe(true)
  })

  it('is never when the server did not say how long it lives', () => {
    expect(isDue({ requestedAt: 0 }, Number.MAX_SAFE_INTEGER)).toBe(false)
    expect(isExpired({}, Number.MAX_SAFE_INTEGER)).toBe(false)
  })
})
