import { writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest'
import type { CustomProvider } from '../../shared/custom-provider'
import { failureOf } from '../support/failure-of'
import { accountOf, connectRequest, createRig, nextLink, type Rig, waitingNotices } from './rig'

let rig: Rig
beforeAll(async () => {
  rig = await createRig()
})
afterAll(() => rig.end())
afterEach(async () => {
  for (const { id } of await rig.api.listAccounts({})) await rig.api.disconnect({ accountId: id })
  for (const { id } of await rig.api.listCustomProviders({}))
    await rig.api.removeCustomProvider({ providerId: id })
})

async function byHand(): Promise<CustomProvider> {
  const { issuer } = rig.server
  return {
    name: 'By hand',
    issuer,
    server: {
      kind: 'endpoints',
      authorization: `${issuer}/oauth/authorize`,
      token: `${issuer}/oauth/token`,
      revocation: `${issuer}/oauth/revoke`,
    },
    flows: ['authorization_code'],
    openid: false,
    scopes: [
      { name: 'openid', explanation: '', required: true },
      { name: 'profile', explanation: 'See your name', required: true },
    ],
    identity: {
      from: 'request',
      url: `${issuer}/api/v1/me`,
      idField: 'id',
      nameField: 'name',
      emailField: 'email',
    },
    apiOrigins: [],
    redirect: { host: '127.0.0.1', path: '/callback' },
    clientAuthentication: 'client_secret_basic',
    registration: false,
  }
}

describe('a provider that the person adds', () => {
  test('by its address says what it offers, and which protections', async () => {
    const found = await rig.api.discoverServer({
      issuer: `${rig.server.issuer}/.well-known/openid-configuration`,
    })

    expect(found).toMatchObject({
      issuer: rig.server.issuer,
      openid: true,
      registration: true,
      revocation: true,
    })
    expect(found.flows).toEqual(['authorization_code', 'device_code', 'client_credentials'])
    expect(found.protections).toEqual([
      { name: 'pkce', offered: 'yes' },
      { name: 'iss', offered: 'yes' },
      { name: 'par', offered: 'yes' },
      { name: 'dpop', offered: 'yes' },
    ])
    expect(found.endpoints.map(({ name }) => name)).toContain('token_endpoint')
    expect(found.refusal).toBeUndefined()
  })

  test('by discovery and registration is connected, listed and revoked like any other', async () => {
    const { suggestion } = await rig.api.discoverServer({ issuer: rig.server.issuer })
    const saved = await rig.api.saveCustomProvider({ provider: { ...suggestion, name: 'My cloud' } })
    expect((await rig.api.listProviders({})).find(({ id }) => id === saved.id)).toMatchObject({
      name: 'My cloud',
      custom: true,
      makesClient: true,
      needsClient: false,
    })
    const account = accountOf(await rig.connect('Ada Lovelace', { providerId: saved.id, scopes: [] }))

    expect(account).toMatchObject({ label: 'Ada Lovelace', issuer: rig.server.issuer })
    expect(account.clientId).not.toBe('keyfob-sandbox')
    expect(account.protections).toEqual(expect.arrayContaining(['pkce', 'nonce', 'iss', 'par', 'dpop']))
    expect(await rig.api.listCustomProviders({})).toMatchObject([{ accountIds: [account.id] }])
    expect((await failureOf(rig.api.removeCustomProvider({ providerId: saved.id }))).code).toBe('bad_request')
    expect((await rig.api.disconnect({ accountId: account.id })).outcome).toBe('proven')
  })

  test('by discovery, of a server that names nobody, is asked who it is with a proof of the token’s key', async () => {
    const { suggestion } = await rig.api.discoverServer({ issuer: rig.server.issuer })
    const { identity } = await byHand()
    const provider = { ...suggestion, name: 'No OpenID', openid: false, identity }
    const { id: providerId } = await rig.api.saveCustomProvider({ provider })
    const account = accountOf(await rig.connect('Ada Lovelace', { providerId, scopes: [] }))

    expect(account.protections).toContain('dpop')
    expect(account.person.name).toBe('Ada Lovelace')
    expect((await rig.api.disconnect({ accountId: account.id })).outcome).toBe('proven')
  })

  test('by hand is connected with a client that was entered', async () => {
    const saved = await rig.api.saveCustomProvider({ provider: await byHand() })
    expect((await rig.api.listProviders({})).find(({ id }) => id === saved.id)?.needsClient).toBe(true)
    const guide = await rig.api.getClientGuide({ providerId: saved.id })
    expect(guide.redirectUris).toEqual(['http://127.0.0.1/callback'])
    expect(guide.credentialExpires).toBe(true)
    await rig.api.saveClient({ providerId: saved.id, clientId: 'keyfob-sandbox' })
    const account = accountOf(await rig.connect('Ada Lovelace', { providerId: saved.id, scopes: [] }))

    expect(account).toMatchObject({ clientId: 'keyfob-sandbox', person: { name: 'Ada Lovelace' } })
    // Endpoints that were entered tell nothing of what the server checks.
    expect(account.protections).not.toContain('pkce')
    expect((await rig.api.disconnect({ accountId: account.id })).outcome).toBe('proven')
    await rig.api.removeClient({ providerId: saved.id })
  })

  test('whose link is too long for a QR code says so, and its flow goes on', async () => {
    const scopes = Array.from({ length: 60 }, (_, index) => ({
      name: `${'long.'.repeat(8)}${index}`,
      explanation: '',
      required: true,
    }))
    const saved = await rig.api.saveCustomProvider({ provider: { ...(await byHand()), scopes } })
    await rig.api.saveClient({ providerId: saved.id, clientId: 'keyfob-sandbox' })
    const opened = rig.opened.length
    const request = connectRequest({ providerId: saved.id, scopes: [] })
    const connecting = rig.api.connect(request)
    connecting.catch(() => undefined)
    await nextLink(rig.opened, opened)
    expect(await rig.api.showFlowQr({ flowId: request.flowId })).toBeNull()
    await rig.api.cancelFlow({ flowId: request.flowId })
    expect((await failureOf(connecting)).code).toBe('cancelled')
    await rig.api.removeClient({ providerId: saved.id })
  })

  test('is there after a restart, can be changed, exported and read again', async () => {
    const saved = await rig.api.saveCustomProvider({ provider: await byHand() })
    await rig.restart()
    const { accountIds: _, isRevokedLater: __, ...kept } = (await rig.api.listCustomProviders({}))[0] ?? saved
    expect(kept).toEqual({ ...(await byHand()), id: saved.id })
    await rig.api.saveCustomProvider({ provider: { ...kept, name: 'Renamed' } })
    expect((await rig.api.listProviders({})).filter(({ custom }) => custom).map(({ name }) => name)).toEqual([
      'Renamed',
    ])

    const text = await rig.api.exportCustomProvider({ providerId: saved.id })
    expect(await rig.api.readCustomProvider({ text })).toEqual({ ...(await byHand()), name: 'Renamed' })
  })

  test('and removes again takes its client and the secret of that along', async () => {
    const { id: providerId } = await rig.api.saveCustomProvider({ provider: await byHand() })
    const before = rig.keychain.lasting()
    const credential = 'a-secret-that-was-pasted-0123456789'
    await rig.api.saveClient({ providerId, clientId: 'somebody-0123456789', credential })
    expect(rig.keychain.lasting()).toHaveLength(before.length + 1)
    await rig.api.removeCustomProvider({ providerId })

    expect(rig.keychain.lasting()).toEqual(before)
    expect((await rig.api.listClients({})).filter((client) => client.providerId === providerId)).toEqual([])
  })

  test.each<[string, (provider: CustomProvider) => CustomProvider]>([
    ['issuer', (provider) => ({ ...provider, issuer: 'http://id.example.com' })],
    [
      'token',
      (provider) => ({
        ...provider,
        server: { kind: 'endpoints', authorization: 'https://a.example/a', token: 'http://a.example/t' },
      }),
    ],
    [
      'identity',
      (provider) => ({
        ...provider,
        identity: { from: 'request', url: 'http://a.example/me', idField: 'id' },
      }),
    ],
    ['apiOrigins', (provider) => ({ ...provider, apiOrigins: ['http://api.example.com'] })],
    [
      'authorization',
      (provider) => ({ ...provider, server: { kind: 'endpoints', token: 'https://a.example/t' } }),
    ],
  ])('is refused with something wrong in %s, which is named', async (subject, change) => {
    const provider = change(await byHand())
    const failure = await failureOf(rig.api.saveCustomProvider({ provider }))

    expect(failure).toMatchObject({ code: 'bad_request', facts: { subject } })
    expect(await rig.api.listCustomProviders({})).toEqual([])
  })

  test('text that is no provider is refused', async () => {
    for (const text of ['', '{}', '[1]', '{"keyfobProvider":1,"name":"x"}']) {
      expect((await failureOf(rig.api.readCustomProvider({ text }))).code).toBe('bad_request')
    }
  })

  test('address that answers with nothing of the kind is said to', async () => {
    const failure = await failureOf(rig.api.discoverServer({ issuer: `${rig.server.issuer}/api` }))

    expect(failure.code).toBe('discovery_failed')
  })

  test('is refused where there are as many as the file may hold, and none is lost', async () => {
    const provider = await byHand()
    const providers = Array.from({ length: 500 }, (_, index) => ({ ...provider, id: `custom-${index}` }))
    await writeFile(join(rig.profile, 'custom-providers.json'), JSON.stringify({ version: 1, providers }))
    await rig.restart()
    expect((await failureOf(rig.api.saveCustomProvider({ provider }))).code).toBe('bad_request')
    await rig.restart()
    expect(await rig.api.listCustomProviders({})).toHaveLength(500)
  })

  test('list that is damaged is set aside, and told of', async () => {
    await writeFile(join(rig.profile, 'custom-providers.json'), '{')
    await rig.restart()

    expect(await rig.api.listCustomProviders({})).toEqual([])
    expect(waitingNotices(rig).map(({ kind }) => kind)).toContain('file_set_aside')
  })
})
