import { copyFile, mkdir, readdir, readFile, writeFile } from 'node:fs/promises'
import { createServer } from 'node:http'
import { basename, dirname, join } from 'node:path'
import * as oauth from 'openid-client'
import { describe, expect, it, onTestFinished } from 'vitest'
import { isOfKeyfob } from '../../electron/removal/profile-files'
import { createSandboxServer } from '../../electron/sandbox/server'
import { callApi, connect, discover, startSandbox, temporaryStateFile } from './harness'
import { approveDevice, copyServiceSecret } from './walk'

describe('over a restart', () => {
  it('keeps its address, its keys, its grants and its registered clients', async () => {
    const stateFile = await temporaryStateFile()
    const first = await createSandboxServer({ stateFile })
    const before = await connect(await discover(first.issuer), { person: 'Ada' })
    const registered = await oauth.dynamicClientRegistration(
      new URL(first.issuer),
      { redirect_uris: ['http://127.0.0.1/callback'], application_type: 'native' },
      undefined,
      { execute: [oauth.allowInsecureRequests] },
    )
    const keys = await (await fetch(`${first.issuer}/oauth/jwks`)).json()
    await first.close()

    const second = await startSandbox({ stateFile })
    expect(second.issuer).toBe(first.issuer)
    expect(await (await fetch(`${second.issuer}/oauth/jwks`)).json()).toEqual(keys)
    expect((await callApi(second.issuer, '/me', before.access_token)).status).toBe(200)
    const renewed = await oauth.refreshTokenGrant(await discover(second.issuer), before.refresh_token ?? '')
    expect((await callApi(second.issuer, '/me', renewed.access_token)).status).toBe(200)
    expect((await connect(registered, { person: 'Grace' })).claims()?.sub).toBe('usr_1906grace')
  })

  it('has a renewed refresh token on disk before it is handed out', async () => {
    const stateFile = await temporaryStateFile()
    const first = await startSandbox({ stateFile })
    const config = await discover(first.issuer)
    const tokens = await connect(config, { person: 'Ada' })
    const renewed = await oauth.refreshTokenGrant(config, tokens.refresh_token ?? '')
    const atThatMoment = `${stateFile}.crashed`
    await copyFile(stateFile, atThatMoment)
    await first.close()

    const second = await startSandbox({ stateFile: atThatMoment })
    const again = await oauth.refreshTokenGrant(await discover(second.issuer), renewed.refresh_token ?? '')
    expect(again.access_token).toBeTypeOf('string')
  })

  it('still knows that a token was revoked', async () => {
    const stateFile = await temporaryStateFile()
    const first = await createSandboxServer({ stateFile })
    const config = await discover(first.issuer)
    const tokens = await connect(config, { person: 'Ada' })
    await oauth.tokenRevocation(config, tokens.refresh_token ?? '')
    await first.close()
    const second = await startSandbox({ stateFile })
    expect((await callApi(second.issuer, '/me', tokens.access_token)).status).toBe(401)
    const renewal = oauth.refreshTokenGrant(await discover(second.issuer), tokens.refresh_token ?? '')
    await expect(renewal).rejects.toMatchObject({ error: 'invalid_grant' })
  })

  it('never writes a credential it issued into its file', async () => {
    const stateFile = await temporaryStateFile()
    const sandbox = await createSandboxServer({ stateFile, recordSecrets: true, deviceInterval: 1 })
    const config = await discover(sandbox.issuer)
    const tokens = await connect(config, { person: 'Ada' })
    const renewed = await oauth.refreshTokenGrant(config, tokens.refresh_token ?? '')
    const { clientId, clientSecret } = await copyServiceSecret(sandbox.issuer)
    const service = await discover(sandbox.issuer, clientId, clientSecret)
    const own = await oauth.clientCredentialsGrant(service, { scope: 'servers:read' })
    const device = await oauth.initiateDeviceAuthorization(config, { scope: 'openid offline_access' })
    await approveDevice(device.verification_uri_complete ?? '', { person: 'Grace' })
    const polled = await oauth.pollDeviceAuthorizationGrant(config, device)
    await sandbox.close()

    const received = [tokens, renewed, own, polled].flatMap((set) => [
      set.access_token,
      set.refresh_token ?? [],
      set.id_token ?? [],
    ])
    const known = new Set([...received.flat(), clientSecret, device.device_code])
    const secrets = sandbox.issuedSecrets()
    expect(secrets).toEqual(expect.arrayContaining([...known]))
    // What is left is Ada's authorization code.
    expect(secrets.filter((secret) => !known.has(secret))).toHaveLength(1)
    const file = await readFile(stateFile, 'utf8')
    for (const secret of secrets) expect(file).not.toContain(secret)
    expect(file).toContain('usr_1815ada')
  })
})

describe('a state file', () => {
  it.each([
    ['cut short', '{"version":1,"port":2'],
    ['empty', ''],
    ['of a later version', '{"version":2}'],
    ['with a wrong shape', '{"version":1,"cookieKeys":[],"jwks":{"keys":[]},"records":{}}'],
  ])('%s is set aside under a dated name, and the sandbox starts afresh', async (_what, content) => {
    const stateFile = await temporaryStateFile()
    await writeFile(stateFile, content)
    const sandbox = await startSandbox({ stateFile })
    const aside = sandbox.setAside ?? ''
    expect(aside).toMatch(/sandbox\.json\.set-aside-\d{4}-\d\d-\d\dT[\d-]+Z$/)
    expect(isOfKeyfob(basename(aside))).toBe(true)
    expect(await readFile(aside, 'utf8')).toBe(content)
    expect((await fetch(`${sandbox.issuer}/oauth/jwks`)).status).toBe(200)
  })

  it('that the system refuses is left alone, and said so', async () => {
    const stateFile = await temporaryStateFile()
    const folder = join(dirname(stateFile), 'folder')
    await mkdir(folder)
    const start = createSandboxServer({ stateFile: folder })
    await expect(start).rejects.toMatchObject({ name: 'SandboxError', code: 'state_unreadable' })
    expect(await readdir(folder)).toEqual([])
  })

  it('that cannot be written costs no answer, and is counted', async () => {
    const stateFile = await temporaryStateFile()
    await mkdir(`${stateFile}.writing`)
    const sandbox = await startSandbox({ stateFile })
    const tokens = await connect(await discover(sandbox.issuer), { person: 'Ada' })
    expect(tokens.refresh_token).toBeTypeOf('string')
    expect(sandbox.stats().serverErrors.join()).toContain('EISDIR')
  })

  it('stays small after hundreds of renewals', async () => {
    const stateFile = await temporaryStateFile()
    const sandbox = await createSandboxServer({ stateFile })
    const config = await discover(sandbox.issuer)
    let { refresh_token = '' } = await connect(config, { person: 'Ada' })
    for (let renewal = 0; renewal < 100; renewal += 1) {
      refresh_token = (await oauth.refreshTokenGrant(config, refresh_token)).refresh_token ?? ''
    }
    await sandbox.close()
    const { records } = JSON.parse(await readFile(stateFile, 'utf8'))
    expect(Object.keys(records.RefreshToken).length).toBeLessThanOrEqual(21)
  })
})

describe('the port', () => {
  it('taken by another program is an error with a name, since another port would be another issuer', async () => {
    const stateFile = await temporaryStateFile()
    const first = await createSandboxServer({ stateFile })
    await first.close()
    const other = createServer().listen(first.port, '127.0.0.1')
    onTestFinished(() => void other.close())
    const start = createSandboxServer({ stateFile, portPatience: 150 })
    await expect(start).rejects.toMatchObject({ name: 'SandboxError', code: 'port_taken' })
  })

  it('is waited for while its last owner lets go of it', async () => {
    const stateFile = await temporaryStateFile()
    const first = await createSandboxServer({ stateFile })
    const starting = startSandbox({ stateFile, portPatience: 5000 })
    await first.close()
    expect((await starting).issuer).toBe(first.issuer)
  })
})
