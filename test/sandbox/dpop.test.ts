import * as oauth from 'openid-client'
import { describe, expect, it } from 'vitest'
import { callApi, connect, discover, startSandbox } from './harness'

async function proofMaker(config: oauth.Configuration) {
  return oauth.getDPoPHandle(config, await oauth.randomDPoPKeyPair('ES256'))
}

describe('DPoP', () => {
  it.each([false, true])(
    'binds tokens to a key, at the server and at the API (nonce asked for: %s)',
    async (nonce) => {
      const { issuer } = await startSandbox({ requireDpop: true, requireDpopNonce: nonce })
      const config = await discover(issuer)
      const dpop = await proofMaker(config)
      const tokens = await connect(config, { person: 'Ada' }, { dpop })
      expect(tokens.token_type).toBe('dpop')

      const url = new URL(`${issuer}/api/v1/servers?page=2`)
      const call = () =>
        oauth.fetchProtectedResource(config, tokens.access_token, url, 'GET', null, undefined, { DPoP: dpop })
      expect((await call()).status).toBe(200)
      const renewed = await oauth.refreshTokenGrant(config, tokens.refresh_token ?? '', undefined, {
        DPoP: dpop,
      })
      expect(renewed.token_type).toBe('dpop')
      expect(
        (await oauth.fetchUserInfo(config, renewed.access_token, 'usr_1815ada', { DPoP: dpop })).name,
      ).toBe('Ada Lovelace')
    },
  )

  it('refuses a bound token as a bearer token, and with another key', async () => {
    const { issuer } = await startSandbox()
    const config = await discover(issuer)
    const tokens = await connect(config, { person: 'Ada' }, { dpop: await proofMaker(config) })
    const bearer = await callApi(issuer, '/me', tokens.access_token)
    expect(bearer.status).toBe(401)
    expect(bearer.headers.get('www-authenticate')).toMatch(/^DPoP .*error="invalid_token"/)
    const thief = await proofMaker(config)
    const stolen = oauth.fetchProtectedResource(
      config,
      tokens.access_token,
      new URL(`${issuer}/api/v1/me`),
      'GET',
      null,
      undefined,
      { DPoP: thief },
    )
    await expect(stolen).rejects.toMatchObject({ status: 401 })
    const renewal = oauth.refreshTokenGrant(config, tokens.refresh_token ?? '', undefined, { DPoP: thief })
    await expect(renewal).rejects.toMatchObject({ error: 'invalid_grant' })
  })

  it('refuses a proof that was used before, or belongs to another request', async () => {
    const { issuer } = await startSandbox()
    const config = await discover(issuer)
    const dpop = await proofMaker(config)
    const tokens = await connect(config, { person: 'Ada' }, { dpop })
    let proof = ''
    config[oauth.customFetch] = (url, options) => {
      proof = new Headers(options.headers as HeadersInit).get('dpop') ?? ''
      return fetch(url, options as RequestInit)
    }
    await oauth.fetchProtectedResource(
      config,
      tokens.access_token,
      new URL(`${issuer}/api/v1/me`),
      'GET',
      null,
      undefined,
      { DPoP: dpop },
    )
    const replay = (path: string, method: string) =>
      fetch(`${issuer}/api/v1${path}`, {
        method,
        headers: { authorization: `DPoP ${tokens.access_token}`, dpop: proof },
      })
    for (const [path, method] of [
      ['/me', 'GET'],
      ['/servers', 'GET'],
      ['/me', 'POST'],
    ] as const) {
      const answer = await replay(path, method)
      expect(answer.status).toBe(401)
      expect(answer.headers.get('www-authenticate')).toContain('error="invalid_dpop_proof"')
    }
  })

  it('gives the app no plain token when it was told to insist', async () => {
    const { issuer } = await startSandbox({ requireDpop: true })
    const attempt = connect(await discover(issuer), { person: 'Ada' })
    await expect(attempt).rejects.toMatchObject({ error: 'invalid_grant' })
  })
})
