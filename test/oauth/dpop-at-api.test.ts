import { describe, expect, it } from 'vitest'
import { requestProtectedResource } from '../../electron/oauth/protected-resource'
import { empty, json } from '../hostile/answer'
import { hash, readProof } from '../hostile/keys'
import { type HostileServer, type Received, startHostileServer } from '../hostile/server'
import { clientOf, createWorld, failureOf, offering, signIn } from './rig'

const advertised = { dpop_signing_alg_values_supported: ['ES256'] }

function binding(server: HostileServer, more: object = {}) {
  return clientOf(server, { server: offering(server, { ...advertised, ...more }), dpop: true })
}

const proofOf = (request: Received | undefined) => readProof(request?.headers.dpop)

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
