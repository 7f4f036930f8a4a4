import { describe, expect, it } from 'vitest'
import { requestProtectedResource } from '../../electron/oauth/protected-resource'
import { silentRecorder } from '../../electron/oauth/recorder'
import { refresh } from '../../electron/oauth/refresh'
import { revoke } from '../../electron/oauth/revoke'
import { tokenSetFromSecret, tokenSetToSecret } from '../../electron/oauth/token-set'
import { fetchIdentity } from '../../electron/oauth/userinfo'
import { secret } from '../../electron/support/secret'
import { empty, json, refusal } from '../hostile/answer'
import { hash, readProof } from '../hostile/keys'
import { type HostileServer, type Received, startHostileServer } from '../hostile/server'
import { clientOf, createWorld, failureOf, offering, signIn } from './rig'

const advertised = { dpop_signing_alg_values_supported: ['ES256'] }

function binding(server: HostileServer, more: object = {}) {
  return clientOf(server, { server: offering(server, { ...advertised, ...more }), dpop: true })
}

const proofOf = (request: Received | undefined) => readProof(request?.headers.dpop)

describe('tokens bound to a key (DPoP, RFC 9449)', () => {
  it('are asked for with a proof, and the code is bound to the same key', async () => {
    const server = await startHostileServer()
    const { tokens, protections } = await signIn(server, { client: binding(server) })
    const proof = proofOf(server.requestsTo('token')[0])
    expect(tokens.tokenType).toBe('dpop')
    expect([...protections]).toContain('dpop')
    expect(proof?.claims).toMatchObject({ htm: 'POST', htu: `${server.issuer}/token` })
    expect(server.requestsTo('authorize')[0]?.url.searchParams.get('dpop_jkt')).toBe(proof?.thumbprint)
  })

  it('have a key of their own for every account', async () => {
    const server = await startHostileServer()
    const one = await signIn(server, { client: binding(server) })
    const two = await signIn(server, { client: binding(server) })
    expect(one.tokens.dpopKey?.reveal()).not.toBe(two.tokens.dpopKey?.reveal())
  })

  it.each<[name: string, changes: Parameters<typeof clientOf>[1] & object]>([
    ['the server does not advertise it', { dpop: true }],
    ['the provider’s data does not allow it', { dpop: false }],
  ])('are not asked for where %s', async (_name, changes) => {
    const server = await startHostileServer()
    const metadata = changes.dpop ? server.metadata() : offering(server, advertised)
    const { tokens, protections } = await signIn(server, {
      client: clientOf(server, { ...changes, server: metadata }),
    })
    expect(tokens.tokenType).toBe('bearer')
    expect(server.requestsTo('token')[0]?.headers.dpop).toBeUndefined()
    expect([...protections]).not.toContain('dpop')
  })

  it('are not claimed when the server ignored the proof and gave a bearer token', async () => {
    const server = await startHostileServer()
    server.misbehave({ token: 'type_in_capitals' })
    const { tokens, protections } = await signIn(server, { client: binding(server) })
    expect([tokens.tokenType, tokens.dpopKey]).toEqual(['bearer', undefined])
    expect([...protections]).not.toContain('dpop')
  })

  it('are asked for again with the nonce of the token endpoint (§8)', async () => {
    const server = await startHostileServer()
    const demand = refusal('use_dpop_nonce')
    server.misbehave({ token: { ...demand, headers: { ...demand.headers, 'dpop-nonce': 'nonce-1' } } }, 1)
    const { claims } = await signIn(server, { client: binding(server) })
    expect(claims?.sub).toBe('ada')
    const proofs = server.requestsTo('token').map((each) => proofOf(each)?.claims.nonce)
    expect(proofs).toEqual([undefined, 'nonce-1'])
  })

  it('are given up when the server asks for a nonce again and again', async () => {
    const server = await startHostileServer()
    const demand = refusal('use_dpop_nonce')
    server.misbehave({ token: { ...demand, headers: { ...demand.headers, 'dpop-nonce': 'nonce-1' } } })
    const failure = await failureOf(signIn(server, { client: binding(server) }))
    expect(failure.code).toBe('dpop_refused')
    expect(server.requestsTo('token')).toHaveLength(2)
  })

  it('are bound in the pushed request too', async () => {
    const server = await startHostileServer()
    const client = binding(server, { pushed_authorization_request_endpoint: `${server.issuer}/par` })
    await signIn(server, { client })
    const thumbprint = proofOf(server.requestsTo('token')[0])?.thumbprint
    expect(proofOf(server.requestsTo('par')[0])?.thumbprint).toBe(thumbprint)
    expect(server.requestsTo('par')[0]?.form.get('dpop_jkt')).toBe(thumbprint)
  })

  it('are renewed with the key that they are bound to, as it comes back from the keychain', async () => {
    const server = await startHostileServer()
    const { tokens } = await signIn(server, { client: binding(server) })
    const kept = tokenSetFromSecret(tokenSetToSecret(tokens))
    const renewed = await refresh(binding(server), kept, 'ada', undefined, createWorld(), silentRecorder)
    const [first, second] = server.requestsTo('token').map((each) => proofOf(each)?.thumbprint)
    expect(second).toBe(first)
    expect(renewed.dpopKey?.reveal()).toBe(tokens.dpopKey?.reveal())
  })

  it('whose key is damaged fail to be renewed without the key in the error', async () => {
    const server = await startHostileServer()
    const { tokens } = await signIn(server, { client: binding(server) })
    const damaged = { ...tokens, dpopKey: secret('{"d":"kf-private') }
    const failure = await failureOf(
      refresh(binding(server), damaged, 'ada', undefined, createWorld(), silentRecorder),
    )
    expect(failure.code).toBe('vault_entry_altered')
    expect(String(failure.stack)).not.toContain('kf-private')
  })

  it('prove themselves at userinfo', async () => {
    const server = await startHostileServer()
    const { tokens } = await signIn(server, { client: binding(server) })
    expect(await fetchIdentity(binding(server), tokens, 'ada', createWorld(), silentRecorder)).toMatchObject({
      sub: 'ada',
    })
    expect(server.requestsTo('userinfo')[0]?.headers.authorization).toMatch(/^DPoP /)
  })

  it('can be revoked like any other', async () => {
    const server = await startHostileServer()
    const { tokens } = await signIn(server, { client: binding(server) })
    await revoke(binding(server), { kind: 'rfc7009' }, tokens, createWorld(), silentRecorder)
    expect(server.grants.knows(tokens.accessToken.reveal())).toBe(false)
  })
})

describe('a request to the API with a bound token (§7)', () => {
  async function connected() {
    const server = await startHostileServer()
    const client = binding(server)
    const { tokens } = await signIn(server, { client })
    const send = (path = '/api/files?page=2#x', init: object = {}) =>
      requestProtectedResource(
        client,
        tokens,
        new URL(path, server.issuer),
        { method: 'GET', headers: new Headers(), ...init },
        createWorld().fetch,
      )
    return { server, tokens, send }
  }

  it('carries a fresh proof for its method, its address and its token', async () => {
    const { server, tokens, send } = await connected()
    expect((await send()).status).toBe(200)
    await send('/api/files', { method: 'POST', body: '{}' })
    const [one, two] = server.requestsTo('api').map((each) => proofOf(each)?.claims)
    expect(one).toMatchObject({
      htm: 'GET',
      htu: `${server.issuer}/api/files`,
      ath: hash(tokens.accessToken.reveal()),
    })
    expect(two).toMatchObject({ htm: 'POST', htu: `${server.issuer}/api/files` })
    expect(server.requestsTo('api')[1]?.body).toBe('{}')
  })

  it('is refused as a plain bearer token: whoever steals it has nothing', async () => {
    const { server, tokens } = await connected()
    const authorization = `Bearer ${tokens.accessToken.reveal()}`
    expect((await fetch(`${server.issuer}/api/files`, { headers: { authorization } })).status).toBe(401)
  })

  it('is sent once more with the nonce that the API asks for (§9)', async () => {
    const { server, send } = await connected()
    server.misbehave(
      {
        api: {
          ...empty(401),
          headers: { 'www-authenticate': 'DPoP error="use_dpop_nonce"', 'dpop-nonce': 'nonce-7' },
        },
      },
      1,
    )
    expect((await send()).status).toBe(200)
    const nonces = server.requestsTo('api').map((each) => proofOf(each)?.claims.nonce)
    expect(nonces).toEqual([undefined, 'nonce-7'])
  })

  it.each([
    ['a refusal', { ...empty(401), headers: { 'www-authenticate': 'DPoP error="invalid_token"' } }, 401],
    [
      'a missing scope',
      { ...empty(403), headers: { 'www-authenticate': 'DPoP error="insufficient_scope"' } },
      403,
    ],
    ['an odd challenge', { ...empty(401), headers: { 'www-authenticate': 'error=invalid_token' } }, 401],
    ['a failing server', json({}, 500), 500],
    ['a busy server', empty(429), 429],
    ['nothing there', empty(404), 404],
  ])('hands back %s as it came', async (_name, api, status) => {
    const { server, send } = await connected()
    server.misbehave({ api })
    expect((await send()).status).toBe(status)
    expect(server.requestsTo('api')).toHaveLength(1)
  })

  it('names the fault of the network, also when it strikes between demand and repetition', async () => {
    const { server, send } = await connected()
    server.misbehave({ api: 'reset' })
    expect((await failureOf(send())).code).toBe('connection_broken')

    let asked = 0
    const { fetch } = createWorld()
    const client = binding(server)
    server.behave()
    const { tokens } = await signIn(server, { client })
    const outcome = requestProtectedResource(
      client,
      tokens,
      new URL(`${server.issuer}/api`),
      { method: 'GET', headers: new Headers() },
      async (url, init) => {
        asked += 1
        if (asked === 2) server.misbehave({ api: 'reset' })
        if (asked === 1) {
          server.misbehave({
            api: {
              ...empty(401),
              headers: { 'www-authenticate': 'DPoP error="use_dpop_nonce"', 'dpop-nonce': 'n' },
            },
          })
        }
        return fetch(url, init)
      },
    )
    const failure = await failureOf(outcome)
    expect([failure.code, failure.facts.stage, asked]).toEqual(['connection_broken', 'resource', 2])
  })
})
