import { describe, expect, it } from 'vitest'
import type { OAuthClient } from '../../electron/oauth/oauth-client'
import { secret } from '../../electron/support/secret'
import { refusal } from '../hostile/answer'
import { type HostileServer, startHostileServer } from '../hostile/server'
import { clientOf, failureOf, signIn } from './rig'

function withSecret(server: HostileServer, authentication: OAuthClient['authentication'], value = 'secret') {
  return clientOf(server, { clientSecret: secret(value), authentication })
}

describe('how the client proves itself at the token endpoint', () => {
  it('is the Authorization header for client_secret_basic (rp-token_endpoint-client_secret_basic)', async () => {
    const server = await startHostileServer()
    await signIn(server, { client: withSecret(server, 'client_secret_basic') })
    const [request] = server.requestsTo('token')
    expect(request?.headers.authorization).toBe(`Basic ${btoa('keyfob:secret')}`)
    expect(request?.form.has('client_secret')).toBe(false)
  })

  it('encodes a secret with strange characters before it goes into the header (RFC 6749 §2.3.1)', async () => {
    const server = await startHostileServer()
    const { claims } = await signIn(server, { client: withSecret(server, 'client_secret_basic', 'se%cret+') })
    expect(claims?.sub).toBe('ada')
  })

  it('leaves a secret without strange characters as it is: many servers do not decode the header', async () => {
    const server = await startHostileServer()
    const plain = 'secret_4f-9.z*'
    await failureOf(signIn(server, { client: withSecret(server, 'client_secret_basic', plain) }))
    expect(server.requestsTo('token')[0]?.headers.authorization).toBe(`Basic ${btoa(`keyfob:${plain}`)}`)
  })

  it('is the body for client_secret_post (rp-token_endpoint-client_secret_post)', async () => {
    const server = await startHostileServer()
    await signIn(server, { client: withSecret(server, 'client_secret_post') })
    const [request] = server.requestsTo('token')
    expect(request?.form.get('client_secret')).toBe('secret')
    expect(request?.headers.authorization).toBeUndefined()
  })

  it('is nothing but the client id for a public client', async () => {
    const server = await startHostileServer()
    await signIn(server)
    const [request] = server.requestsTo('token')
    expect(request?.form.get('client_id')).toBe('keyfob')
    expect(request?.form.has('client_secret')).toBe(false)
    expect(request?.headers.authorization).toBeUndefined()
  })

  it('that is refused has its causes named, a stray space only where there is one', async () => {
    const server = await startHostileServer()
    const clean = await failureOf(
      signIn(server, { client: withSecret(server, 'client_secret_post', 'wrong') }),
    )
    const stray = await failureOf(
      signIn(server, { client: withSecret(server, 'client_secret_post', 'secret\n') }),
    )
    expect(clean.code).toBe('invalid_client')
    expect(clean.facts.likely).not.toContain('client_whitespace')
    expect(clean.facts.likely?.[0]).toBe('client_secret_regenerated')
    expect(stray.facts.likely?.[0]).toBe('client_whitespace')
    await signIn(server, { client: withSecret(server, 'client_secret_post') })
  })

  it('that is refused for a public client does not blame a secret that there is none of', async () => {
    const server = await startHostileServer()
    server.misbehave({ token: refusal('invalid_client', undefined, 401) })
    const failure = await failureOf(signIn(server))
    expect(failure.facts.likely).toEqual([
      'client_lookalike',
      'client_not_registered',
      'client_not_approved',
      'client_incomplete',
      'client_wrong_environment',
      'client_wrong_authentication',
    ])
  })
})
