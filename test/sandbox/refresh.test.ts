import * as oauth from 'openid-client'
import { describe, expect, it } from 'vitest'
import { callApi, connect, discover, startSandbox } from './harness'

describe('renewal', () => {
  it('rotates the refresh token every time', async () => {
    const { issuer, stats } = await startSandbox()
    const config = await discover(issuer)
    const first = await connect(config, { person: 'Ada' })
    const second = await oauth.refreshTokenGrant(config, first.refresh_token ?? '')
    const third = await oauth.refreshTokenGrant(config, second.refresh_token ?? '')
    expect(new Set([first, second, third].map((tokens) => tokens.refresh_token)).size).toBe(3)
    expect(stats().granted.refresh_token).toBe(2)
  })

  it('ends everything when a refresh token is used twice', async () => {
    const { issuer } = await startSandbox()
    const config = await discover(issuer)
    const first = await connect(config, { person: 'Ada' })
    const second = await oauth.refreshTokenGrant(config, first.refresh_token ?? '')
    const replay = oauth.refreshTokenGrant(config, first.refresh_token ?? '')
    await expect(replay).rejects.toMatchObject({ error: 'invalid_grant' })
    const honest = oauth.refreshTokenGrant(config, second.refresh_token ?? '')
    await expect(honest).rejects.toMatchObject({ error: 'invalid_grant' })
    expect((await callApi(issuer, '/me', second.access_token)).status).toBe(401)
  })

  it('gives less when less is asked for, and never more than was granted', async () => {
    const { issuer } = await startSandbox()
    const config = await discover(issuer)
    const all = await connect(config, { person: 'Ada', untick: ['invoices:read'] })
    const less = await oauth.refreshTokenGrant(config, all.refresh_token ?? '', {
      scope: 'openid servers:read',
    })
    expect(less.scope).toBe('openid servers:read')
    expect((await callApi(issuer, '/buckets', less.access_token)).status).toBe(403)
    const more = oauth.refreshTokenGrant(config, less.refresh_token ?? '', { scope: 'openid invoices:read' })
    await expect(more).rejects.toMatchObject({ error: 'invalid_scope' })
  })

  it('lets access tokens die after the time it was told, and says so properly', async () => {
    const { issuer } = await startSandbox({ accessTokenLifetime: 1 })
    const config = await discover(issuer)
    const tokens = await connect(config, { person: 'Ada' })
    expect(tokens.expires_in).toBe(1)
    await expect
      .poll(async () => (await callApi(issuer, '/me', tokens.access_token)).status, { timeout: 4000 })
      .toBe(401)
    const renewed = await oauth.refreshTokenGrant(config, tokens.refresh_token ?? '')
    expect(renewed.access_token).not.toBe(tokens.access_token)
  })

  it('can make every access token worthless at once, which leaves refresh tokens alone', async () => {
    const { issuer, expireAccessTokens } = await startSandbox()
    const config = await discover(issuer)
    const tokens = await connect(config, { person: 'Ada' })
    expireAccessTokens()
    const refused = await callApi(issuer, '/me', tokens.access_token)
    expect(refused.status).toBe(401)
    expect(refused.headers.get('www-authenticate')).toContain(
      'Bearer realm="Sandbox Cloud", error="invalid_token"',
    )
    const renewed = await oauth.refreshTokenGrant(config, tokens.refresh_token ?? '')
    expect((await callApi(issuer, '/me', renewed.access_token)).status).toBe(200)
  })

  it('gives no refresh token to a person who does not want to stay connected', async () => {
    const { issuer } = await startSandbox()
    const tokens = await connect(await discover(issuer), { person: 'Ada', untick: ['offline_access'] })
    expect(tokens.refresh_token).toBeUndefined()
  })
})
