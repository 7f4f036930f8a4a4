import { describe, expect, it } from 'vitest'
import { requestClientCredentials } from '../../electron/oauth/client-credentials'
import { secret } from '../../electron/support/secret'
import { json } from '../hostile/answer'
import { type HostileServer, startHostileServer } from '../hostile/server'
import { clientOf, createRecorder, createWorld, failureOf, offering } from './rig'

function serviceOf(server: HostileServer, clientSecret = 'secret') {
  return clientOf(server, {
    clientSecret: secret(clientSecret),
    authentication: 'client_secret_basic',
    openid: false,
  })
}

describe('a service account (RFC 6749 §4.4)', () => {
  it('gets a token for its client, without a browser or a person', async () => {
    const server = await startHostileServer()
    const record = createRecorder()
    const request = { scopes: ['files:read'], purpose: 'connect' } as const
    const tokens = await requestClientCredentials(serviceOf(server), request, createWorld(), record.recorder)
    expect(tokens.scope).toEqual(['files:read'])
    expect(server.grants.knows(tokens.accessToken.reveal())).toBe(true)
    expect(server.received.map((each) => each.endpoint)).toEqual(['token'])
    expect(record.messages.map((message) => message.kind)).toEqual(['token_request', 'token_response'])
    expect([...record.protections]).toEqual(['client_secret'])
  })

  it('keeps no refresh token, even when a server sends one (RFC 6749 §4.4.3)', async () => {
    const server = await startHostileServer()
    server.misbehave({ token: json({ access_token: 'a', token_type: 'bearer', refresh_token: 'r' }) })
    const request = { scopes: [], purpose: 'connect' } as const
    const tokens = await requestClientCredentials(
      serviceOf(server),
      request,
      createWorld(),
      createRecorder().recorder,
    )
    expect(tokens.refreshToken).toBeUndefined()
  })

  it('asks for a new token the same way when the old one is due, and says that this is a renewal', async () => {
    const server = await startHostileServer()
    const record = createRecorder()
    const request = { scopes: ['files:read'], purpose: 'renew' } as const
    await requestClientCredentials(serviceOf(server), request, createWorld(), record.recorder)
    expect(record.messages.map((message) => message.kind)).toEqual(['renewal_request', 'renewal_response'])
    server.misbehave({ token: 'unavailable' })
    const ended = requestClientCredentials(serviceOf(server), request, createWorld(), record.recorder)
    expect((await failureOf(ended)).facts.stage).toBe('renewal')
  })

  it('sends no empty scope, and names the APIs', async () => {
    const server = await startHostileServer()
    const client = { ...serviceOf(server), resource: ['https://api.example/'] }
    const request = { scopes: [], purpose: 'connect' } as const
    await requestClientCredentials(client, request, createWorld(), createRecorder().recorder)
    const form = server.requestsTo('token')[0]?.form
    expect(form?.has('scope')).toBe(false)
    expect(form?.get('resource')).toBe('https://api.example/')
  })

  it('with a wrong secret is told the likely causes', async () => {
    const server = await startHostileServer()
    const request = { scopes: [], purpose: 'connect' } as const
    const wrong = serviceOf(server, 'wrong')
    const failure = await failureOf(
      requestClientCredentials(wrong, request, createWorld(), createRecorder().recorder),
    )
    expect([failure.code, failure.facts.status]).toEqual(['invalid_client', 401])
    expect(failure.facts.likely?.[0]).toBe('client_secret_regenerated')
  })

  it('binds its tokens to a key where the server offers it, and keeps that key', async () => {
    const server = await startHostileServer()
    const metadata = offering(server, { dpop_signing_alg_values_supported: ['ES256'] })
    const client = { ...serviceOf(server), server: metadata, dpop: true }
    const record = createRecorder()
    const ask = (
      purpose: 'connect' | 'renew',
      dpopKey?: Parameters<typeof requestClientCredentials>[1]['dpopKey'],
    ) => requestClientCredentials(client, { scopes: [], purpose, dpopKey }, createWorld(), record.recorder)
    const first = await ask('connect')
    const second = await ask('renew', first.dpopKey)
    expect(first.tokenType).toBe('dpop')
    expect(second.dpopKey?.reveal()).toBe(first.dpopKey?.reveal())
    expect([...record.protections]).toContain('dpop')
  })
})
