import { describe, expect, it } from 'vitest'
import { fetchIdentity } from '../../electron/oauth/userinfo'
import type { FailureCode } from '../../shared/failure'
import { empty, json } from '../hostile/answer'
import type { Misbehaviour } from '../hostile/faults'
import { type HostileServer, startHostileServer } from '../hostile/server'
import { clientOf, createRecorder, createWorld, failureOf, offering, signIn } from './rig'

async function identityAt(server: HostileServer, how: Misbehaviour) {
  const { tokens, claims } = await signIn(server)
  server.misbehave(how)
  const record = createRecorder()
  const outcome = fetchIdentity(clientOf(server), tokens, claims?.sub ?? '', createWorld(), record.recorder)
  return { outcome, ...record }
}

describe('userinfo (OpenID Connect Core §5.3)', () => {
  it('is asked with the token in the header (rp-userinfo-bearer-header)', async () => {
    const server = await startHostileServer()
    const { outcome, messages } = await identityAt(server, {})
    expect(await outcome).toEqual({ sub: 'ada', name: 'Ada Lovelace' })
    const [request] = server.requestsTo('userinfo')
    expect(request?.headers.authorization).toMatch(/^Bearer /)
    expect(request?.url.search).toBe('')
    expect(messages.map((message) => message.kind)).toEqual(['identity_request', 'identity_response'])
  })

  it.each<[userinfo: NonNullable<Misbehaviour['userinfo']>, code: FailureCode]>([
    ['other_subject', 'identity_mismatch'],
    ['no_subject', 'response_invalid'],
    ['challenge_without_scheme', 'invalid_token'],
    ['refused_without_challenge', 'invalid_token'],
    [empty(403), 'resource_refused'],
    [
      { ...empty(401), headers: { 'www-authenticate': 'Bearer realm="x", error="invalid_token"' } },
      'invalid_token',
    ],
    [
      { ...empty(403), headers: { 'www-authenticate': 'Bearer error="insufficient_scope"' } },
      'insufficient_scope',
    ],
    ['html_page', 'response_not_json'],
    ['nothing', 'response_not_json'],
    ['broken_json', 'response_invalid'],
    ['unavailable', 'server_unavailable'],
    ['too_many', 'rate_limited'],
    ['redirect', 'redirect_refused'],
    ['reset', 'connection_broken'],
    ['over_a_mebibyte', 'response_too_large'],
  ])(
    'that answers with %o is not used (rp-userinfo-bad-sub-claim and others): %s',
    async (userinfo, code) => {
      const server = await startHostileServer()
      const failure = await failureOf((await identityAt(server, { userinfo })).outcome)
      expect([failure.code, failure.facts.stage]).toEqual([code, 'identity'])
      server.behave()
      expect(await (await identityAt(server, {})).outcome).toMatchObject({ sub: 'ada' })
    },
  )

  it('may be signed, and is not used when the signature is a stranger’s (rp-userinfo-sig)', async () => {
    const server = await startHostileServer()
    const metadata = offering(server, { userinfo_signing_alg_values_supported: ['RS256'] })
    const client = clientOf(server, { server: metadata })
    const { tokens } = await signIn(server, { client })
    const ask = () => fetchIdentity(client, tokens, 'ada', createWorld(), createRecorder().recorder)
    server.misbehave({ userinfo: 'signed_by_a_stranger' })
    const failure = await failureOf(ask())
    expect([failure.code, failure.facts.stage]).toEqual(['id_token_invalid', 'identity'])
    server.misbehave({ userinfo: 'signed' })
    expect(await ask()).toMatchObject({ sub: 'ada', name: 'Ada Lovelace' })
  })

  it('may say anything else of the same person (rp-scope-userinfo-claims)', async () => {
    const server = await startHostileServer()
    const claims = { sub: 'ada', email: 'ada@example.com', email_verified: false, groups: ['a', 'b'] }
    expect(await (await identityAt(server, { userinfo: json(claims) })).outcome).toEqual(claims)
  })
})
