import { describe, expect, it } from 'vitest'
import { silentRecorder } from '../../electron/oauth/recorder'
import { refresh } from '../../electron/oauth/refresh'
import { revoke } from '../../electron/oauth/revoke'
import { tokenSetFromSecret, tokenSetToSecret } from '../../electron/oauth/token-set'
import { fetchIdentity } from '../../electron/oauth/userinfo'
import { secret } from '../../electron/support/secret'
import { refusal } from '../hostile/answer'
import { readProof } from '../hostile/keys'
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
