import { describe, expect, it } from 'vitest'
import { type RevocationShape, revoke } from '../../electron/oauth/revoke'
import type { TokenSet } from '../../electron/oauth/token-set'
import { secret } from '../../electron/support/secret'
import type { FailureCode } from '../../shared/failure'
import { empty, html, refusal } from '../hostile/answer'
import type { Misbehaviour } from '../hostile/faults'
import { type HostileServer, startHostileServer } from '../hostile/server'
import { clientOf, createRecorder, createWorld, failureOf, signIn } from './rig'

const standard = { kind: 'rfc7009' } as const

function revokeAt(
  server: HostileServer,
  tokens: TokenSet,
  shape: RevocationShape,
  client = clientOf(server),
) {
  const record = createRecorder()
  return { outcome: revoke(client, shape, tokens, createWorld(), record.recorder), ...record }
}

describe('revocation by the standard (RFC 7009)', () => {
  it('ends the refresh token first, then the access token, and says what was answered', async () => {
    const server = await startHostileServer()
    const { tokens } = await signIn(server)
    const { outcome, messages } = revokeAt(server, tokens, standard)
    const report = await outcome
    expect(report.map(({ token, evidence }) => [token, evidence])).toEqual([
      ['refresh_token', 'POST /revoke 200'],
      ['access_token', 'POST /revoke 200'],
    ])
    const sent = server.requestsTo('revocation').map((each) => Object.fromEntries(each.form))
    expect(sent).toEqual([
      { token: tokens.refreshToken?.reveal(), token_type_hint: 'refresh_token', client_id: 'keyfob' },
      { token: tokens.accessToken.reveal(), token_type_hint: 'access_token', client_id: 'keyfob' },
    ])
    expect(server.grants.knows(tokens.accessToken.reveal())).toBe(false)
    expect(messages.map((message) => message.kind)).toEqual([
      'revocation_request',
      'revocation_response',
      'revocation_request',
      'revocation_response',
    ])
  })

  it('of a token that is gone already is a success (§2.2)', async () => {
    const server = await startHostileServer()
    const { tokens } = await signIn(server)
    await revokeAt(server, tokens, standard).outcome
    const again = await revokeAt(server, tokens, standard).outcome
    expect(again.every((each) => each.failure === undefined)).toBe(true)
  })

  it('proves the client with its secret', async () => {
    const server = await startHostileServer()
    const { tokens } = await signIn(server)
    const client = clientOf(server, {
      clientSecret: secret('secret'),
      authentication: 'client_secret_basic',
    })
    await revokeAt(server, tokens, standard, client).outcome
    expect(server.requestsTo('revocation')[0]?.headers.authorization).toBe(`Basic ${btoa('keyfob:secret')}`)
  })

  it.each([200, 202, 204])('that is answered with %i is accepted', async (status) => {
    const server = await startHostileServer()
    const { tokens } = await signIn(server)
    server.misbehave({ revocation: empty(status) })
    const report = await revokeAt(server, tokens, standard).outcome
    expect(report.map(({ evidence, failure }) => [evidence, failure])).toEqual([
      [`POST /revoke ${status}`, undefined],
      [`POST /revoke ${status}`, undefined],
    ])
  })

  it.each<[answer: NonNullable<Misbehaviour['revocation']>, code: FailureCode, status: number]>([
    [refusal('unsupported_token_type'), 'unknown_server_error', 400],
    [refusal('invalid_client', '', 401), 'invalid_client', 401],
    [refusal('invalid_request'), 'invalid_request', 400],
    [empty(400), 'response_empty', 400],
    [html(404), 'response_not_json', 404],
  ])(
    'that is refused with %o is told, and the other token is tried all the same',
    async (revocation, code, status) => {
      const server = await startHostileServer()
      const { tokens } = await signIn(server)
      server.misbehave({ revocation })
      const report = await revokeAt(server, tokens, standard).outcome
      expect(report.map((each) => each.failure?.code)).toEqual([code, code])
      expect(report[0]?.failure?.facts.stage).toBe('revocation')
      expect(report[0]?.evidence).toBe(`POST /revoke ${status}`)
      server.behave()
      const honest = await revokeAt(server, tokens, standard).outcome
      expect(honest.every((each) => each.failure === undefined)).toBe(true)
    },
  )

  it.each<[answer: NonNullable<Misbehaviour['revocation']>, code: FailureCode]>([
    ['unavailable', 'server_unavailable'],
    [refusal('temporarily_unavailable', '', 503), 'temporarily_unavailable'],
    [refusal('invalid_grant', '', 500), 'server_unavailable'],
    ['too_many', 'rate_limited'],
    ['reset', 'connection_broken'],
    ['redirect', 'redirect_refused'],
  ])('that %o leaves undecided throws, so that it is tried again', async (revocation, code) => {
    const server = await startHostileServer()
    const { tokens } = await signIn(server)
    server.misbehave({ revocation })
    const failure = await failureOf(revokeAt(server, tokens, standard).outcome)
    expect([failure.code, failure.facts.stage]).toEqual([code, 'revocation'])
    server.behave()
    expect(await revokeAt(server, tokens, standard).outcome).toHaveLength(2)
  })

  it('is not offered by a server that names no endpoint, or by a provider that has none', async () => {
    const server = await startHostileServer()
    const { tokens } = await signIn(server)
    const { revocation_endpoint: _, ...metadata } = server.metadata()
    expect(await revokeAt(server, tokens, standard, clientOf(server, { server: metadata })).outcome).toEqual(
      [],
    )
    expect(await revokeAt(server, tokens, { kind: 'none' }).outcome).toEqual([])
    expect(server.requestsTo('revocation')).toHaveLength(0)
  })
})
