import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import * as oauth from 'openid-client'
import { describe, expect, it, onTestFinished } from 'vitest'
import { callApi, connect, startSandbox } from './harness'

function register(issuer: string, metadata: Partial<oauth.ClientMetadata>, auth?: oauth.ClientAuth) {
  return oauth.dynamicClientRegistration(
    new URL(issuer),
    {
      client_name: 'A <b>new</b> app',
      redirect_uris: ['http://127.0.0.1/callback'],
      application_type: 'native',
      grant_types: ['authorization_code', 'refresh_token'],
      ...metadata,
    },
    auth,
    { execute: [oauth.allowInsecureRequests] },
  )
}

describe('dynamic client registration (RFC 7591)', () => {
  it('makes the server ask nobody, whatever addresses the client names', async () => {
    let knocks = 0
    const neighbour = createServer((_request, response) => response.end('[]'))
    neighbour.on('connection', () => knocks++)
    await new Promise<void>((resolve) => neighbour.listen(0, '127.0.0.1', resolve))
    onTestFinished(() => void neighbour.close())
    const inside = `http://127.0.0.1:${(neighbour.address() as AddressInfo).port}`
    const { issuer } = await startSandbox()
    const named = {
      jwks_uri: `${inside}/keys`,
      logo_uri: `${inside}/logo`,
      policy_uri: `${inside}/policy`,
    }
    const outcomes = await Promise.allSettled([
      register(issuer, { ...named, token_endpoint_auth_method: 'client_secret_basic' }),
      register(issuer, { sector_identifier_uri: `${inside}/sector`, subject_type: 'pairwise' }),
      register(issuer, { sector_identifier_uri: `https://${new URL(inside).host}/sector` }),
    ])

    expect(outcomes).toHaveLength(3)
    expect(knocks).toBe(0)
  })

  it('makes a public client that can sign people in', async () => {
    const { issuer, stats } = await startSandbox()
    const config = await register(issuer, { token_endpoint_auth_method: 'none' }, oauth.None())
    expect(config.clientMetadata().client_secret).toBeUndefined()
    const tokens = await connect(config, { person: 'Grace' })
    expect((await callApi(issuer, '/servers', tokens.access_token)).status).toBe(200)
    expect(stats().registrations).toBe(1)
  })

  it('makes a confidential client whose secret is needed from then on', async () => {
    const { issuer } = await startSandbox()
    const config = await register(issuer, { token_endpoint_auth_method: 'client_secret_basic' })
    expect(config.clientMetadata().client_secret).toBeTypeOf('string')
    const tokens = await connect(config, { person: 'Ada' })
    expect(tokens.refresh_token).toBeTypeOf('string')
    const thief = new oauth.Configuration(
      config.serverMetadata(),
      config.clientMetadata().client_id,
      undefined,
      oauth.ClientSecretBasic('guessed'),
    )
    oauth.allowInsecureRequests(thief)
    const renewal = oauth.refreshTokenGrant(thief, tokens.refresh_token ?? '')
    await expect(renewal).rejects.toMatchObject({ status: 401 })
  })

  it('refuses a redirect address that a native app must not have', async () => {
    const { issuer } = await startSandbox()
    const attempt = register(issuer, { redirect_uris: ['http://example.com/callback'] }, oauth.None())
    await expect(attempt).rejects.toMatchObject({ error: 'invalid_redirect_uri' })
  })
})
