import { describe, expect, it } from 'vitest'
import type { FailureCode } from '../../shared/failure'
import type { Misbehaviour } from '../hostile/faults'
import type { IdTokenMisbehaviour } from '../hostile/id-token'
import { type HostileServer, startHostileServer } from '../hostile/server'
import { browse, clientOf, failureOf, offering, signIn } from './rig'

/** Refused with the misbehaviour, and accepted by the same client at the same server without it. */
async function expectRefusal(
  server: HostileServer,
  how: Misbehaviour,
  code: FailureCode,
  client = clientOf(server),
) {
  server.misbehave(how)
  const failure = await failureOf(signIn(server, { client }))
  expect(failure.code).toBe(code)
  expect(failure.facts.stage).toBe('token')
  server.behave()
  await expect(signIn(server, { client })).resolves.toMatchObject({ claims: { sub: 'ada' } })
}

describe('an ID token in the code flow (OpenID Connect Core §3.1.3.7)', () => {
  it.each<[name: string, fault: IdTokenMisbehaviour, code: FailureCode]>([
    ['of another issuer (rp-id_token-issuer-mismatch)', 'id_token_wrong_issuer', 'id_token_invalid'],
    ['without an issuer', 'id_token_missing_issuer', 'id_token_invalid'],
    ['for another audience (rp-id_token-aud)', 'id_token_wrong_audience', 'id_token_invalid'],
    ['without an audience', 'id_token_missing_audience', 'id_token_invalid'],
    ['for several audiences and no azp', 'id_token_audiences_without_azp', 'id_token_invalid'],
    ['made for another authorized party', 'id_token_wrong_azp', 'id_token_invalid'],
    ['without a subject (rp-id_token-sub)', 'id_token_missing_subject', 'id_token_invalid'],
    ['without a time of issue (rp-id_token-iat)', 'id_token_missing_iat', 'id_token_invalid'],
    ['without an expiry', 'id_token_missing_exp', 'id_token_invalid'],
    ['that has expired', 'id_token_expired', 'id_token_invalid'],
    ['that was issued long ago', 'id_token_issued_long_ago', 'id_token_invalid'],
    ['that is not valid yet', 'id_token_not_yet_valid', 'id_token_not_yet_valid'],
    ['that was issued in the future', 'id_token_issued_in_the_future', 'id_token_not_yet_valid'],
    ['without a nonce (rp-nonce-unless-code-flow)', 'id_token_missing_nonce', 'nonce_mismatch'],
    ['with the nonce of another attempt (rp-nonce-invalid)', 'id_token_wrong_nonce', 'nonce_mismatch'],
    [
      'that belongs to another access token (rp-id_token-bad-at_hash)',
      'id_token_wrong_at_hash',
      'id_token_invalid',
    ],
    ['with a bad signature (rp-id_token-bad-sig-rs256)', 'id_token_bad_signature', 'id_token_invalid'],
    ['signed by a stranger under a known name', 'id_token_strangers_key', 'id_token_invalid'],
    ['signed by a key that is not published', 'id_token_unknown_key', 'id_token_invalid'],
    ['without a signature (rp-id_token-sig-none)', 'id_token_unsigned', 'id_token_invalid'],
    ['signed with the public key as a shared secret', 'id_token_public_key_as_secret', 'id_token_invalid'],
    [
      'signed by an algorithm that the server does not announce',
      'id_token_other_algorithm',
      'id_token_invalid',
    ],
    ['with a critical extension that nobody understands', 'id_token_critical_extension', 'id_token_invalid'],
    ['that is no JWT', 'id_token_no_jwt', 'id_token_invalid'],
    ['that is encrypted', 'id_token_encrypted', 'id_token_invalid'],
  ])('%s is refused', async (_name, fault, code) => {
    const server = await startHostileServer()
    await expectRefusal(server, { token: fault }, code)
  })

  it('that is not there at all is missed', async () => {
    const server = await startHostileServer()
    await expectRefusal(server, { token: 'no_id_token' }, 'id_token_invalid')
  })

  it.each<[IdTokenMisbehaviour, string[]]>([
    ['id_token_unsigned', ['none', 'RS256']],
    ['id_token_public_key_as_secret', ['HS256', 'RS256']],
  ])('is refused as %s even by a server that announces such a thing', async (fault, algorithms) => {
    const server = await startHostileServer()
    const metadata = offering(server, { id_token_signing_alg_values_supported: algorithms })
    await expectRefusal(server, { token: fault }, 'id_token_invalid', clientOf(server, { server: metadata }))
  })

  it.each<[name: string, form: IdTokenMisbehaviour]>([
    ['names no key where there is only one (rp-id_token-kid-absent-single-jwks)', 'id_token_without_kid'],
    ['has no at_hash', 'id_token_without_at_hash'],
    ['lists its audience', 'id_token_audience_list'],
    ['names the party it was made for', 'id_token_audiences_with_azp'],
  ])('is accepted when it %s', async (_name, form) => {
    const server = await startHostileServer()
    server.misbehave({ token: form })
    await expect(signIn(server)).resolves.toMatchObject({ claims: { sub: 'ada' } })
  })

  it('may be signed by any algorithm that the server announces (rp-id_token-sig-es256)', async () => {
    const server = await startHostileServer()
    const metadata = offering(server, { id_token_signing_alg_values_supported: ['RS256', 'ES256'] })
    server.misbehave({ token: 'id_token_es256', jwks: 'several' })
    const { claims } = await signIn(server, { client: clientOf(server, { server: metadata }) })
    expect(claims?.sub).toBe('ada')
  })

  it('must name its key where there are several (rp-id_token-kid-absent-multiple-jwks)', async () => {
    const server = await startHostileServer()
    server.misbehave({ token: 'id_token_without_kid', jwks: 'several' })
    expect((await failureOf(signIn(server))).code).toBe('id_token_invalid')
    server.misbehave({ jwks: 'several' })
    expect((await signIn(server)).claims?.sub).toBe('ada')
  })

  it('names the clock as the likely cause when it has expired before it arrived', async () => {
    const server = await startHostileServer()
    server.misbehave({ token: 'id_token_expired' })
    expect((await failureOf(signIn(server))).facts.likely).toEqual(['clock_differs'])
  })

  it('is not looked at where the server is no OpenID provider for this client', async () => {
    const server = await startHostileServer()
    server.misbehave({ token: 'id_token_wrong_issuer' })
    const { tokens, claims } = await signIn(server, { client: clientOf(server, { openid: false }) })
    expect(tokens.idToken).toBeUndefined()
    expect(claims).toBeUndefined()
  })
})

describe('the keys of a server', () => {
  it('may change between two sign-ins (rp-key-rotation-op-sign-key)', async () => {
    const server = await startHostileServer()
    await signIn(server)
    server.misbehave({ token: 'id_token_next_key', jwks: 'rotated' })
    await expect(signIn(server)).resolves.toMatchObject({ claims: { sub: 'ada' } })
  })

  it('are fetched while the person is in the browser, and once', async () => {
    const server = await startHostileServer()
    await signIn(server, {
      world: {
        async openBrowser(url) {
          await expect.poll(() => server.requestsTo('jwks')).toHaveLength(1)
          await browse(url)
        },
      },
    })
    expect(server.requestsTo('jwks')).toHaveLength(1)
    expect(server.received.map(({ endpoint }) => endpoint)).toEqual(['jwks', 'authorize', 'token'])
  })

  it('are good for who signs in there again soon after, unless a key is new', async () => {
    const server = await startHostileServer()
    const client = clientOf(server)
    await signIn(server, { client })
    await signIn(server, { client })
    expect(server.requestsTo('jwks')).toHaveLength(1)
    server.misbehave({ token: 'id_token_next_key', jwks: 'rotated' })
    await expect(signIn(server, { client })).resolves.toMatchObject({ claims: { sub: 'ada' } })
    expect(server.requestsTo('jwks')).toHaveLength(2)
  })

  it('are asked for again after a sign-in that went wrong', async () => {
    const server = await startHostileServer()
    const client = clientOf(server)
    await signIn(server, { client })
    server.misbehave({ token: 'id_token_bad_signature' })
    await failureOf(signIn(server, { client }))
    server.behave()
    expect(server.requestsTo('jwks')).toHaveLength(1)
    await signIn(server, { client })
    expect(server.requestsTo('jwks')).toHaveLength(2)
  })

  it('are asked for again after some minutes', async () => {
    const server = await startHostileServer()
    const client = clientOf(server)
    await signIn(server, { client })
    await signIn(server, { client, world: { now: () => Date.now() + 200_000 } })
    expect(server.requestsTo('jwks')).toHaveLength(2)
  })

  it('may change while the person is in the browser', async () => {
    const server = await startHostileServer()
    const signedIn = signIn(server, {
      world: {
        async openBrowser(url) {
          await expect.poll(() => server.requestsTo('jwks')).toHaveLength(1)
          server.misbehave({ token: 'id_token_next_key', jwks: 'rotated' })
          await browse(url)
        },
      },
    })
    await expect(signedIn).resolves.toMatchObject({ claims: { sub: 'ada' } })
    expect(server.requestsTo('jwks')).toHaveLength(2)
  })

  it('are not believed to have changed because a token says so', async () => {
    const server = await startHostileServer()
    await expectRefusal(server, { token: 'id_token_next_key' }, 'id_token_invalid')
  })

  it.each<[Misbehaviour, FailureCode]>([
    [{ jwks: 'no_keys' }, 'id_token_invalid'],
    [{ jwks: 'unavailable' }, 'server_unavailable'],
    [{ jwks: 'reset' }, 'connection_broken'],
    [{ jwks: 'redirect' }, 'redirect_refused'],
    [{ jwks: 'over_a_mebibyte' }, 'response_too_large'],
    [{ jwks: 'html_page' }, 'response_not_json'],
  ])('that cannot be had leave the ID token unproven, and the reason is named: %o', async (how, code) => {
    const server = await startHostileServer()
    await expectRefusal(server, how, code)
  })

  it('must be named by a server whose ID tokens are to be believed', async () => {
    const server = await startHostileServer()
    const { jwks_uri: _, ...metadata } = server.metadata()
    const failure = await failureOf(signIn(server, { client: clientOf(server, { server: metadata }) }))
    expect(failure.code).toBe('id_token_invalid')
    expect((await signIn(server)).claims?.sub).toBe('ada')
  })
})
