import { describe, expect, it } from 'vitest'
import type { RedirectRule } from '../../electron/oauth/oauth-client'
import { register } from '../../electron/oauth/register'
import type { FailureCode } from '../../shared/failure'
import { empty, json, refusal } from '../hostile/answer'
import type { Misbehaviour } from '../hostile/faults'
import { type HostileServer, startHostileServer } from '../hostile/server'
import { createRecorder, createWorld, failureOf, offering } from './rig'

const anyPort: RedirectRule = { host: '127.0.0.1', ports: 'any', path: '/callback' }

function registerAt(server: HostileServer, metadata: object = {}, redirect: RedirectRule = anyPort) {
  const record = createRecorder()
  const { fetch } = createWorld()
  return register(offering(server, metadata), redirect, fetch, record.recorder)
}

function sentTo(server: HostileServer): Record<string, unknown> {
  return JSON.parse(server.requestsTo('registration').at(-1)?.body ?? '{}') as Record<string, unknown>
}

describe('dynamic client registration (RFC 7591)', () => {
  it('asks for a public native client with a loopback redirect to any port (rp-registration-dynamic)', async () => {
    const server = await startHostileServer()
    const made = await registerAt(server)
    expect(made).toEqual({
      clientId: 'made-for-you',
      authentication: 'none',
      redirectUri: 'http://127.0.0.1/callback',
    })
    expect(sentTo(server)).toEqual({
      client_name: 'Keyfob',
      application_type: 'native',
      redirect_uris: ['http://127.0.0.1/callback'],
      grant_types: ['authorization_code', 'refresh_token'],
      response_types: ['code'],
      token_endpoint_auth_method: 'none',
    })
  })

  it('is recorded without the query of its address', async () => {
    const server = await startHostileServer()
    const { recorder, messages } = createRecorder()
    const endpoint = `${server.issuer}/register`
    const offered = offering(server, { registration_endpoint: `${endpoint}?key=of-a-tenant` })
    await register(offered, anyPort, createWorld().fetch, recorder)
    expect(server.requestsTo('registration')[0]?.url.search).toBe('?key=of-a-tenant')
    expect(messages[0]?.request).toBe(`POST ${endpoint}`)
  })

  it('registers every port of a list', async () => {
    const server = await startHostileServer()
    const made = await registerAt(server, {}, { host: 'localhost', ports: [8001, 8002], path: '/cb' })
    expect(sentTo(server).redirect_uris).toEqual(['http://localhost:8001/cb', 'http://localhost:8002/cb'])
    expect(made.redirectUri).toBe('http://localhost:8001/cb')
  })

  it('asks for no grant that the server does not know, and for the device grant where it does', async () => {
    const server = await startHostileServer()
    const device = 'urn:ietf:params:oauth:grant-type:device_code'
    await registerAt(server, { grant_types_supported: ['authorization_code', device] })
    expect(sentTo(server).grant_types).toEqual(['authorization_code', device])
  })

  it('keeps the secret where the server makes confidential clients only, and how and until when to use it', async () => {
    const server = await startHostileServer()
    server.misbehave({
      registration: json(
        {
          client_id: 'c',
          client_secret: 'kfsecret',
          client_secret_expires_at: 1_900_000_000,
          token_endpoint_auth_method: 'client_secret_post',
        },
        201,
      ),
    })
    const made = await registerAt(server, {
      token_endpoint_auth_methods_supported: ['private_key_jwt', 'client_secret_post'],
    })
    expect(sentTo(server).token_endpoint_auth_method).toBe('client_secret_post')
    expect(made).toMatchObject({ authentication: 'client_secret_post', secretExpiresAt: 1_900_000_000_000 })
    expect(made.clientSecret?.reveal()).toBe('kfsecret')
    expect(JSON.stringify(made)).not.toContain('kfsecret')
  })

  it('takes an expiry of 0 for never', async () => {
    const server = await startHostileServer()
    server.misbehave({
      registration: json({ client_id: 'c', client_secret: 's', client_secret_expires_at: 0 }, 201),
    })
    const made = await registerAt(server)
    expect(made.secretExpiresAt).toBeUndefined()
    expect(made.authentication).toBe('client_secret_basic')
  })

  it.each([null, ''])('takes a secret of %j for none', async (client_secret) => {
    const server = await startHostileServer()
    const nothing = { client_secret, client_secret_expires_at: null, token_endpoint_auth_method: null }
    server.misbehave({ registration: json({ client_id: 'c', ...nothing }, 201) })
    expect(await registerAt(server)).toEqual({
      clientId: 'c',
      authentication: 'none',
      redirectUri: 'http://127.0.0.1/callback',
    })
  })

  it('is not tried where every way of authentication is one that Keyfob does not have', async () => {
    const server = await startHostileServer()
    const outcome = registerAt(server, { token_endpoint_auth_methods_supported: ['tls_client_auth'] })
    expect((await failureOf(outcome)).code).toBe('registration_refused')
    expect(server.received).toHaveLength(0)
  })

  it('is not tried where the server does not offer it', async () => {
    const server = await startHostileServer()
    expect((await failureOf(registerAt(server, { registration_endpoint: undefined }))).code).toBe(
      'registration_refused',
    )
  })

  it.each<[registration: NonNullable<Misbehaviour['registration']>, code: FailureCode]>([
    [refusal('invalid_redirect_uri', 'https only'), 'registration_refused'],
    [refusal('invalid_client_metadata'), 'registration_refused'],
    [refusal('access_denied', '', 403), 'registration_refused'],
    [json({ client_id: '' }, 201), 'response_invalid'],
    [json({ client_name: 'Keyfob' }, 201), 'response_invalid'],
    [json({ client_id: 'c', redirect_uris: ['https://evil.example/'] }, 201), 'response_invalid'],
    [empty(201), 'response_empty'],
    ['html_page', 'response_not_json'],
    ['unavailable', 'server_unavailable'],
    ['too_many', 'rate_limited'],
    ['redirect', 'redirect_refused'],
    ['reset', 'connection_broken'],
  ])('that is answered with %o is %s', async (registration, code) => {
    const server = await startHostileServer()
    server.misbehave({ registration })
    const failure = await failureOf(registerAt(server))
    expect([failure.code, failure.facts.stage]).toEqual([code, 'registration'])
    server.behave()
    expect((await registerAt(server)).clientId).toBe('made-for-you')
  })
})
