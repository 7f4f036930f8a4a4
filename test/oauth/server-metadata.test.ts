import { describe, expect, it } from 'vitest'
import { discover, metadataAddresses, requireGrant } from '../../electron/oauth/server-metadata'
import type { FailureCode } from '../../shared/failure'
import type { Misbehaviour } from '../hostile/faults'
import { startHostileServer } from '../hostile/server'
import { createWorld, failureOf } from './rig'

describe('discovery', () => {
  it('finds the endpoints of a server (rp-discovery-openid-configuration)', async () => {
    const server = await startHostileServer()
    const found = await discover(server.issuer, createWorld().fetch)
    expect(found).toMatchObject({ issuer: server.issuer, token_endpoint: `${server.issuer}/token` })
  })

  it('looks in every place that a standard names', () => {
    expect(metadataAddresses('https://id.example')).toEqual([
      'https://id.example/.well-known/openid-configuration',
      'https://id.example/.well-known/oauth-authorization-server',
    ])
    expect(metadataAddresses('https://id.example/tenant/')).toEqual([
      'https://id.example/tenant/.well-known/openid-configuration',
      'https://id.example/.well-known/oauth-authorization-server/tenant',
      'https://id.example/.well-known/openid-configuration/tenant',
    ])
  })

  it('goes on to the next place when the first has nothing', async () => {
    const asked: string[] = []
    const found = await discover('https://id.example/t', async (url) => {
      asked.push(url)
      return asked.length < 3
        ? new Response('<h1>Not here</h1>', { status: asked.length === 1 ? 404 : 200 })
        : Response.json({ issuer: 'https://id.example/t', token_endpoint: 'https://id.example/token' })
    })
    expect(asked).toEqual(metadataAddresses('https://id.example/t'))
    expect(found.issuer).toBe('https://id.example/t')
  })

  it('takes null for a member that is not there', async () => {
    const issuer = 'https://id.example'
    const nothing = { device_authorization_endpoint: null, jwks_uri: null, scopes_supported: null }
    const named = { issuer, token_endpoint: `${issuer}/token`, ...nothing }
    expect(await discover(issuer, async () => Response.json(named))).toEqual({
      issuer,
      token_endpoint: `${issuer}/token`,
    })
  })

  it('forgives a slash at the end of what a person typed', async () => {
    const server = await startHostileServer()
    expect((await discover(`${server.issuer}/`, createWorld().fetch)).issuer).toBe(server.issuer)
  })

  it.each<[discovery: NonNullable<Misbehaviour['discovery']>, code: FailureCode]>([
    ['issuer_of_another', 'issuer_mismatch'],
    ['endpoint_without_tls', 'discovery_failed'],
    ['html_page', 'discovery_failed'],
    ['nothing', 'discovery_failed'],
    ['broken_json', 'discovery_failed'],
    ['refused_without_a_word', 'discovery_failed'],
    ['unavailable', 'server_unavailable'],
    ['too_many', 'rate_limited'],
    ['redirect', 'redirect_refused'],
    ['reset', 'connection_broken'],
    ['over_a_mebibyte', 'response_too_large'],
  ])('with %s is %s (rp-discovery-issuer-not-matching-config and others)', async (discovery, code) => {
    const server = await startHostileServer()
    server.misbehave({ discovery })
    const failure = await failureOf(discover(server.issuer, createWorld().fetch))
    expect([failure.code, failure.facts.stage]).toEqual([code, 'discovery'])
    server.behave()
    await discover(server.issuer, createWorld().fetch)
  })

  it.each([
    ['token_endpoint', 'http://127.0.0.1:8080/token'],
    ['registration_endpoint', 'http://localhost:9200/_search'],
    ['authorization_endpoint', 'http://[::1]:631/admin'],
    ['jwks_uri', 'https://localhost/keys'],
    ['token_endpoint', 'https://127.0.0.2:8443/token'],
    ['token_endpoint', 'https://127.1/token'],
    ['token_endpoint', 'https://localhost.:6443/token'],
    ['jwks_uri', 'https://keys.LocalHost/keys'],
    ['registration_endpoint', 'https://0.0.0.0/register'],
    ['registration_endpoint', 'https://[::]/register'],
    ['userinfo_endpoint', 'https://[::ffff:127.0.0.1]/me'],
    ['userinfo_endpoint', 'https://[::ffff:0.0.0.0]/me'],
    ['userinfo_endpoint', 'https://[::127.1.2.3]/me'],
  ])('of a server elsewhere leads to no door of this computer: %s at %s', async (endpoint, address) => {
    const issuer = 'https://id.example'
    const named = { issuer, token_endpoint: `${issuer}/token`, [endpoint]: address }
    const failure = await failureOf(discover(issuer, async () => Response.json(named)))
    expect([failure.code, failure.facts.host]).toEqual(['discovery_failed', 'id.example'])
  })

  it.each(['https://localhost.example/token', 'https://127.example.com/token', 'https://[::2]/token'])(
    'of a server elsewhere may name another that only looks like this computer: %s',
    async (address) => {
      const issuer = 'https://id.example'
      const found = await discover(issuer, async () => Response.json({ issuer, token_endpoint: address }))
      expect(found.token_endpoint).toBe(address)
    },
  )

  it.each([
    'http://id.example',
    'ftp://id.example',
    'https://id.example/?x=1',
    'https://id.example/#x',
    'https://user:pw@id.example',
    'id.example',
    '',
  ])('does not ask "%s": that is no issuer', async (issuer) => {
    let asked = 0
    const failure = await failureOf(
      discover(issuer, async () => {
        asked += 1
        return Response.json({})
      }),
    )
    expect([failure.code, asked]).toEqual(['discovery_failed', 0])
  })
})

describe('what a server must offer', () => {
  const server = {
    issuer: 'https://id.example',
    authorization_endpoint: 'https://id.example/authorize',
    token_endpoint: 'https://id.example/token',
    device_authorization_endpoint: 'https://id.example/device',
  }

  it('is enough when it has the endpoints and forbids nothing', () => {
    for (const kind of ['authorization_code', 'device_code', 'client_credentials'] as const) {
      expect(() => requireGrant(server, kind)).not.toThrow()
    }
  })

  it('is not missed in one that names neither its grants nor its code challenges, as Microsoft’s do not', () => {
    const national = { ...server, response_types_supported: ['code', 'id_token', 'code id_token'] }
    expect(() => requireGrant(national, 'authorization_code')).not.toThrow()
    expect(() => requireGrant(national, 'device_code')).not.toThrow()
  })

  it.each<[name: string, change: object, kind: Parameters<typeof requireGrant>[1], code: FailureCode]>([
    [
      'only the implicit grant',
      { grant_types_supported: ['implicit'] },
      'authorization_code',
      'grants_not_safe',
    ],
    [
      'only implicit and password',
      { grant_types_supported: ['implicit', 'password'] },
      'authorization_code',
      'grants_not_safe',
    ],
    ['no token endpoint', { token_endpoint: undefined }, 'authorization_code', 'grants_not_safe'],
    [
      'no response type "code"',
      { response_types_supported: ['token'] },
      'authorization_code',
      'grants_not_safe',
    ],
    [
      'no PKCE but "plain"',
      { code_challenge_methods_supported: ['plain'] },
      'authorization_code',
      'grants_not_safe',
    ],
    [
      'no authorization endpoint',
      { authorization_endpoint: undefined },
      'authorization_code',
      'flow_not_offered',
    ],
    ['no device endpoint', { device_authorization_endpoint: undefined }, 'device_code', 'flow_not_offered'],
    ['no device grant', { grant_types_supported: ['authorization_code'] }, 'device_code', 'flow_not_offered'],
    [
      'no client credentials',
      { grant_types_supported: ['authorization_code'] },
      'client_credentials',
      'flow_not_offered',
    ],
    [
      'only the password grant for a service',
      { grant_types_supported: ['password'] },
      'client_credentials',
      'grants_not_safe',
    ],
  ])('is missed in one with %s', async (_name, change, kind, code) => {
    const failure = await failureOf((async () => requireGrant({ ...server, ...change }, kind))())
    expect([failure.code, failure.facts.stage]).toEqual([code, 'discovery'])
  })

  it('is missed in a server that was discovered and has only the implicit grant', async () => {
    const hostile = await startHostileServer()
    hostile.misbehave({ discovery: 'implicit_only' })
    const found = await discover(hostile.issuer, createWorld().fetch)
    const failure = await failureOf((async () => requireGrant(found, 'authorization_code'))())
    expect(failure.code).toBe('grants_not_safe')
  })
})
