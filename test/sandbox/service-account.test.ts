import * as oauth from 'openid-client'
import { describe, expect, it } from 'vitest'
import { callApi, discover, startSandbox } from './harness'
import { copyServiceSecret } from './walk'

describe('service account', () => {
  it('gets a token with the secret from its page, and sees what the organisation holds', async () => {
    const { issuer } = await startSandbox()
    const { clientId, clientSecret } = await copyServiceSecret(issuer)
    const config = await discover(issuer, clientId, clientSecret)
    const tokens = await oauth.clientCredentialsGrant(config, { scope: 'servers:read buckets:read' })
    expect(tokens.scope).toBe('servers:read buckets:read')
    expect(tokens.refresh_token).toBeUndefined()
    const servers = await (await callApi(issuer, '/servers', tokens.access_token)).json()
    expect(servers.total).toBe(230)
    const me = await (await callApi(issuer, '/me', tokens.access_token)).json()
    expect(me).toMatchObject({ kind: 'service', id: 'keyfob-sandbox-service' })
  })

  it('refuses the old secret once a new one was made', async () => {
    const sandbox = await startSandbox()
    const old = await sandbox.renewServiceSecret()
    const fresh = await sandbox.renewServiceSecret()
    const withSecret = async (secret: string) =>
      oauth.clientCredentialsGrant(await discover(sandbox.issuer, 'keyfob-sandbox-service', secret), {
        scope: 'servers:read',
      })
    await expect(withSecret(old)).rejects.toMatchObject({ status: 401 })
    expect((await withSecret(fresh)).access_token).toBeTypeOf('string')
  })

  it('takes the secret in the form as well as in the header', async () => {
    const sandbox = await startSandbox()
    const secret = await sandbox.renewServiceSecret()
    const answer = await fetch(`${sandbox.issuer}/oauth/token`, {
      method: 'POST',
      body: new URLSearchParams({
        grant_type: 'client_credentials',
        client_id: 'keyfob-sandbox-service',
        client_secret: secret,
        scope: 'servers:read',
      }),
    })
    expect(await answer.json()).toMatchObject({ token_type: 'Bearer', scope: 'servers:read' })
  })

  it('may not see invoices', async () => {
    const sandbox = await startSandbox()
    const secret = await sandbox.renewServiceSecret()
    const config = await discover(sandbox.issuer, 'keyfob-sandbox-service', secret)
    const asking = oauth.clientCredentialsGrant(config, { scope: 'invoices:read' })
    await expect(asking).rejects.toMatchObject({ error: 'invalid_scope' })
  })

  it('loses its token by revocation', async () => {
    const sandbox = await startSandbox()
    const secret = await sandbox.renewServiceSecret()
    const config = await discover(sandbox.issuer, 'keyfob-sandbox-service', secret)
    const tokens = await oauth.clientCredentialsGrant(config, { scope: 'servers:read' })
    await oauth.tokenRevocation(config, tokens.access_token)
    expect((await callApi(sandbox.issuer, '/servers', tokens.access_token)).status).toBe(401)
  })
})
