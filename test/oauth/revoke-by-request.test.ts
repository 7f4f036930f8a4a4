import { describe, expect, it } from 'vitest'
import { silentRecorder } from '../../electron/oauth/recorder'
import { type RevocationShape, revoke } from '../../electron/oauth/revoke'
import type { TokenSet } from '../../electron/oauth/token-set'
import { secret } from '../../electron/support/secret'
import type { FailureCode } from '../../shared/failure'
import { empty, json } from '../hostile/answer'
import type { Misbehaviour } from '../hostile/faults'
import { type HostileServer, startHostileServer } from '../hostile/server'
import { clientOf, createRecorder, createWorld, failureOf, signIn } from './rig'

function revokeAt(
  server: HostileServer,
  tokens: TokenSet,
  shape: RevocationShape,
  client = clientOf(server),
) {
  const record = createRecorder()
  return { outcome: revoke(client, shape, tokens, createWorld(), record.recorder), ...record }
}

describe('revocation in a shape of the provider’s own', () => {
  const shapeAt = (
    server: HostileServer,
    changes: Partial<Extract<RevocationShape, { kind: 'request' }>> = {},
  ) =>
    ({
      kind: 'request',
      method: 'DELETE',
      url: `${server.issuer}/api/applications/{client_id}/grant`,
      authentication: 'client_basic',
      body: { type: 'json', members: { access_token: '{access_token}' } },
      tokens: ['access_token'],
      success: [204],
      gone: [404],
      ...changes,
    }) as const

  it('sends method, address, authentication and body as the data says', async () => {
    const server = await startHostileServer()
    const { tokens } = await signIn(server)
    server.misbehave({ api: empty(204) })
    const client = clientOf(server, { clientSecret: secret('secret'), authentication: 'client_secret_post' })
    const report = await revokeAt(server, tokens, shapeAt(server), client).outcome
    const [request] = server.requestsTo('api')
    expect(request?.method).toBe('DELETE')
    expect(request?.url.pathname).toBe('/api/applications/keyfob/grant')
    expect(request?.headers.authorization).toBe(`Basic ${btoa('keyfob:secret')}`)
    expect(JSON.parse(request?.body ?? '')).toEqual({ access_token: tokens.accessToken.reveal() })
    expect(report).toEqual([
      {
        token: 'access_token',
        at: expect.any(Number),
        evidence: 'DELETE /api/applications/keyfob/grant 204',
      },
    ])
  })

  it('sends a form with the token as bearer, one call for each token', async () => {
    const server = await startHostileServer()
    const { tokens } = await signIn(server)
    server.misbehave({ api: json({ ok: true }) })
    const shape = shapeAt(server, {
      method: 'POST',
      url: `${server.issuer}/api/revoke`,
      authentication: 'bearer',
      body: { type: 'form', members: { token: '{token}', client_id: '{client_id}' } },
      tokens: ['refresh_token', 'access_token'],
      success: [200],
      successField: 'ok',
    })
    const report = await revokeAt(server, tokens, shape).outcome
    expect(report.map((each) => [each.token, each.failure])).toEqual([
      ['refresh_token', undefined],
      ['access_token', undefined],
    ])
    const [first, second] = server.requestsTo('api')
    expect(Object.fromEntries(first?.form ?? [])).toEqual({
      token: tokens.refreshToken?.reveal(),
      client_id: 'keyfob',
    })
    expect(second?.form.get('token')).toBe(tokens.accessToken.reveal())
    expect(second?.headers.authorization).toBe(`Bearer ${tokens.accessToken.reveal()}`)
  })

  it('shows a token that the address needs nowhere: not in the evidence, not in the trace', async () => {
    const server = await startHostileServer()
    const { tokens } = await signIn(server)
    server.misbehave({ api: empty(204) })
    const shape = shapeAt(server, { url: `${server.issuer}/api/tokens/{access_token}`, body: undefined })
    const { outcome, messages } = revokeAt(server, tokens, shape)
    const told = JSON.stringify([await outcome, messages.map(({ parameters: _, ...rest }) => rest)])
    expect(server.requestsTo('api')[0]?.url.pathname).toContain(tokens.accessToken.reveal())
    expect(told).not.toContain(tokens.accessToken.reveal())
    expect(told).toContain('DELETE /api/tokens/- 204')
  })

  it('counts a status that says "already gone" as done', async () => {
    const server = await startHostileServer()
    const { tokens } = await signIn(server)
    server.misbehave({ api: empty(404) })
    expect((await revokeAt(server, tokens, shapeAt(server)).outcome)[0]?.failure).toBeUndefined()
  })

  it('takes 400 for "already gone" only once another token of the grant was revoked', async () => {
    const server = await startHostileServer()
    const { tokens } = await signIn(server)
    const shape = shapeAt(server, { tokens: ['refresh_token', 'access_token'], gone: [400] })
    const codesOf = async (...answers: readonly number[]) => {
      const left = [...answers]
      const answering = async () => new Response(null, { status: left.shift() ?? 500 })
      const revoked = await revoke(
        clientOf(server),
        shape,
        tokens,
        { ...createWorld(), fetch: answering },
        silentRecorder,
      )
      return revoked.map(({ failure }) => failure?.code)
    }
    expect(await codesOf(204, 400)).toEqual([undefined, undefined])
    expect(await codesOf(400, 400)).toEqual(['unknown_server_error', 'unknown_server_error'])
    expect(await codesOf(400, 204)).toEqual(['unknown_server_error', undefined])
  })

  it.each<[answer: NonNullable<Misbehaviour['api']>, code: FailureCode]>([
    [json({ error: 'invalid_client' }, 401), 'invalid_client'],
    [json({ id: 'unauthorized', message: 'no' }, 401), 'unknown_server_error'],
    [empty(422), 'unknown_server_error'],
    [json({ ok: false, error: 'invalid_token' }), 'invalid_token'],
  ])('that is refused with %o is told', async (api, code) => {
    const server = await startHostileServer()
    const { tokens } = await signIn(server)
    server.misbehave({ api })
    const shape = shapeAt(server, { success: [200], successField: 'ok' })
    const [report] = await revokeAt(server, tokens, shape).outcome
    expect(report?.failure).toMatchObject({ code, facts: { stage: 'revocation' } })
  })

  it.each<[answer: NonNullable<Misbehaviour['api']>, code: FailureCode]>([
    ['unavailable', 'server_unavailable'],
    ['too_many', 'rate_limited'],
    ['reset', 'connection_broken'],
  ])('that %s leaves undecided throws', async (api, code) => {
    const server = await startHostileServer()
    const { tokens } = await signIn(server)
    server.misbehave({ api })
    expect((await failureOf(revokeAt(server, tokens, shapeAt(server)).outcome)).code).toBe(code)
  })
})
