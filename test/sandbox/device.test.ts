import * as oauth from 'openid-client'
import { describe, expect, it } from 'vitest'
import { callApi, discover, startSandbox } from './harness'
import { approveDevice, createBrowser } from './walk'

const scope = 'openid profile offline_access servers:read'

describe('device grant', () => {
  it('connects after the code was typed, confirmed and allowed', async () => {
    const { issuer } = await startSandbox({ deviceInterval: 1 })
    const config = await discover(issuer)
    const device = await oauth.initiateDeviceAuthorization(config, { scope })
    expect(device.interval).toBe(1)
    expect(device.user_code).toMatch(/^[B-Z]{4}-[B-Z]{4}$/)
    const end = await approveDevice(device.verification_uri, { person: 'Grace', userCode: device.user_code })
    expect(end).toBe('Done. Your app is connected.')
    const tokens = await oauth.pollDeviceAuthorizationGrant(config, device)
    expect(tokens.claims()?.sub).toBe('usr_1906grace')
    expect(tokens.refresh_token).toBeTypeOf('string')
    expect((await callApi(issuer, '/servers', tokens.access_token)).status).toBe(200)
  })

  it('connects from the complete link, with less than was asked for', async () => {
    const { issuer } = await startSandbox({ deviceInterval: 1 })
    const config = await discover(issuer)
    const device = await oauth.initiateDeviceAuthorization(config, { scope })
    await approveDevice(device.verification_uri_complete ?? '', { person: 'Ada', untick: ['servers:read'] })
    const tokens = await oauth.pollDeviceAuthorizationGrant(config, device)
    expect(tokens.scope).toBe('openid profile offline_access')
  })

  it('is denied when the person says no', async () => {
    const { issuer } = await startSandbox({ deviceInterval: 1 })
    const config = await discover(issuer)
    const device = await oauth.initiateDeviceAuthorization(config, { scope })
    const end = await approveDevice(device.verification_uri_complete ?? '', { person: 'Ada', deny: true })
    expect(end).toBe('Nothing was allowed')
    await expect(oauth.pollDeviceAuthorizationGrant(config, device)).rejects.toMatchObject({
      error: 'access_denied',
    })
  })

  it('tells an impatient device to slow down (RFC 8628 §3.5)', async () => {
    const { issuer, stats } = await startSandbox({ deviceInterval: 5 })
    const config = await discover(issuer)
    const device = await oauth.initiateDeviceAuthorization(config, { scope })
    const ask = async () =>
      (
        await fetch(`${issuer}/oauth/token`, {
          method: 'POST',
          body: new URLSearchParams({
            grant_type: 'urn:ietf:params:oauth:grant-type:device_code',
            client_id: 'keyfob-sandbox',
            device_code: device.device_code,
          }),
        })
      ).json()
    expect((await ask()).error).toBe('authorization_pending')
    expect((await ask()).error).toBe('slow_down')
    expect(stats().refused['device_code authorization_pending']).toBe(2)
  })

  it('calls a code expired after its time', async () => {
    const { issuer } = await startSandbox({ deviceInterval: 1, deviceCodeLifetime: 1 })
    const config = await discover(issuer)
    const device = await oauth.initiateDeviceAuthorization(config, { scope })
    await expect(oauth.pollDeviceAuthorizationGrant(config, device)).rejects.toThrow()
    const late = await createBrowser().open(new URL(device.verification_uri_complete ?? ''))
    expect('page' in late && late.page.html).toContain('This code is too old')
  })

  it('says so when the typed code does not exist', async () => {
    const { issuer } = await startSandbox()
    const browser = createBrowser()
    const first = await browser.open(new URL('/device', issuer))
    if (!('page' in first)) throw new Error('no page')
    const wrong = await browser.submit(first.page, 'Continue', { user_code: '"><b>WRONG' })
    expect('page' in wrong && wrong.page.html).toContain('There is no such code')
    expect('page' in wrong && wrong.page.html).not.toContain('<b>WRONG')
  })
})
