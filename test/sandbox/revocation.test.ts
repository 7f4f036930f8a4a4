import * as oauth from 'openid-client'
import { describe, expect, it } from 'vitest'
import { callApi, connect, discover, startSandbox } from './harness'

describe('revocation', () => {
  it('of the refresh token ends the access token too, at that moment', async () => {
    const { issuer, stats } = await startSandbox()
    const config = await discover(issuer)
    const tokens = await connect(config, { person: 'Ada' })
    await oauth.tokenRevocation(config, tokens.refresh_token ?? '', { token_type_hint: 'refresh_token' })

    expect((await callApi(issuer, '/servers', tokens.access_token)).status).toBe(401)
    await expect(oauth.fetchUserInfo(config, tokens.access_token, 'usr_1815ada')).rejects.toThrow()
    const renewal = oauth.refreshTokenGrant(config, tokens.refresh_token ?? '')
    await expect(renewal).rejects.toMatchObject({ error: 'invalid_grant' })
    expect(stats().revocations).toBe(1)
  })

  it('of the access token ends that one; its refresh token still works', async () => {
    const { issuer } = await startSandbox()
    const config = await discover(issuer)
    const tokens = await connect(config, { person: 'Ada' })
    await oauth.tokenRevocation(config, tokens.access_token, { token_type_hint: 'access_token' })
    expect((await callApi(issuer, '/me', tokens.access_token)).status).toBe(401)
    const renewed = await oauth.refreshTokenGrant(config, tokens.refresh_token ?? '')
    expect((await callApi(issuer, '/me', renewed.access_token)).status).toBe(200)
  })

  it('of one person’s grant leaves the other person alone', async () => {
    const { issuer } = await startSandbox()
    const config = await discover(issuer)
    const ada = await connect(config, { person: 'Ada' })
    const grace = await connect(config, { person: 'Grace' })
    await oauth.tokenRevocation(config, ada.refresh_token ?? '')
    expect((await callApi(issuer, '/me', grace.access_token)).status).toBe(200)
  })

  it('of a token that is unknown, or was revoked before, is no error (RFC 7009 §2.2)', async () => {
    const { issuer } = await startSandbox()
    const config = await discover(issuer)
    const tokens = await connect(config, { person: 'Ada' })
    for (const token of [tokens.refresh_token ?? '', tokens.refresh_token ?? '', 'never-issued'])
      await expect(oauth.tokenRevocation(config, token)).resolves.toBeUndefined()
  })

  it('by another client changes nothing', async () => {
    const { issuer } = await startSandbox()
    const config = await discover(issuer)
    const tokens = await connect(config, { person: 'Ada' })
    const stranger = await oauth.dynamicClientRegistration(
      new URL(issuer),
      {
        redirect_uris: ['http://127.0.0.1/callback'],
        application_type: 'native',
        token_endpoint_auth_method: 'none',
      },
      undefined,
      { execute: [oauth.allowInsecureRequests] },
    )
    await oauth.tokenRevocation(stranger, tokens.refresh_token ?? '')
    expect((await callApi(issuer, '/me', tokens.access_token)).status).toBe(200)
  })
})
