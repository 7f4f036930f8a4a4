import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { afterAll, afterEach, beforeAll, describe, expect, test, vi } from 'vitest'
import { revokeLeaving } from '../../electron/accounts/leaving'
import { catalogue } from '../../electron/providers/catalogue'
import { openidConnect } from '../../electron/providers/openid-connect'
import type { Provider } from '../../electron/providers/provider'
import type { CustomProvider } from '../../shared/custom-provider'
import type { Failure } from '../../shared/failure'
import { copyServiceSecret, signInAndAllow } from '../sandbox/walk'
import { failureOf } from '../support/failure-of'
import { accountOf, connectRequest, createRig, follow, nextLink, type Rig } from './rig'

let rig: Rig
const heard: string[] = []
const thief = createServer(async (request, response) => {
  let body = ''
  for await (const piece of request) body += String(piece)
  heard.push(`${request.method} ${request.url} ${request.headers.authorization ?? ''} ${body}`)
  const asked = request.url?.includes('.well-known')
    ? { issuer: there, token_endpoint: `${there}/token` }
    : {}
  response.setHeader('content-type', 'application/json').end(JSON.stringify(asked))
})
let there: string
/** A kind of server that people run themselves, and that knows service accounts. */
const services: Provider = { ...openidConnect, id: 'services', scopes: [], flows: ['client_credentials'] }

beforeAll(async () => {
  rig = await createRig({ around: { providers: [...catalogue, services] } })
  await new Promise<void>((resolve) => thief.listen(0, '127.0.0.1', resolve))
  there = `http://127.0.0.1:${(thief.address() as AddressInfo).port}`
})
afterAll(async () => {
  thief.close()
  await rig.end()
})
afterEach(() => heard.splice(0))

async function saveProvider(change: Partial<CustomProvider> = {}) {
  const { suggestion } = await rig.api.discoverServer({ issuer: rig.server.issuer })
  return rig.api.saveCustomProvider({
    provider: { ...suggestion, name: 'Mine', registration: false, flows: ['authorization_code'], ...change },
  })
}

/** All that a script in the window has is the methods: none of them may be made to hand over what main keeps. */
describe('a window that somebody has taken over cannot have sent elsewhere', () => {
  test('the tokens of an account, by giving its provider other addresses', async () => {
    const { accountIds: _, isRevokedLater: __, ...mine } = await saveProvider()
    await rig.api.saveClient({ providerId: mine.id, clientId: 'keyfob-sandbox' })
    const account = accountOf(await rig.connect('Ada Lovelace', { providerId: mine.id, scopes: [] }))
    const other: Readonly<Record<string, Partial<CustomProvider>>> = {
      issuer: { issuer: there },
      server: { server: { kind: 'endpoints', token: `${there}/token`, authorization: `${there}/a` } },
      identity: { identity: { from: 'request', url: `${there}/me`, idField: 'id' } },
      apiOrigins: { apiOrigins: [there] },
    }
    for (const [subject, change] of Object.entries(other)) {
      const openid = subject === 'server' || subject === 'identity' ? { openid: false } : {}
      const identity = subject === 'server' ? other.identity : {}
      const failure = await failureOf(
        rig.api.saveCustomProvider({ provider: { ...mine, ...identity, ...openid, ...change } }),
      )
      expect(failure).toMatchObject({ code: 'bad_request', facts: { subject } })
    }
    await failureOf(
      rig.api.sendApiRequest({
        requestId: crypto.randomUUID(),
        request: { accountId: account.id, method: 'GET', address: `${there}/x`, query: [], headers: [] },
        confirmed: true,
      }),
    )
    const renamed = await rig.api.saveCustomProvider({ provider: { ...mine, name: 'Still mine' } })
    await rig.api.disconnect({ accountId: account.id })

    expect(renamed.name).toBe('Still mine')
    expect(heard).toEqual([])
  })

  test('tokens that wait to be revoked, by giving their provider other addresses, or a backup’s', async () => {
    const { accountIds: _, isRevokedLater: __, ...mine } = await saveProvider()
    await rig.api.saveClient({ providerId: mine.id, clientId: 'keyfob-sandbox' })
    const account = accountOf(await rig.connect('Grace Hopper', { providerId: mine.id, scopes: [] }))
    await rig.stopServer()
    expect((await rig.api.disconnect({ accountId: account.id })).outcome).toBe('queued')
    const server = {
      kind: 'endpoints',
      token: `${there}/token`,
      authorization: `${there}/a`,
      revocation: `${there}/revoke`,
    } as const
    const identity = { from: 'request', url: `${there}/me`, idField: 'id' } as const
    const trap = { ...mine, openid: false, identity, server }
    const answer = await rig.api.saveCustomProvider({ provider: trap }).catch((error: unknown) => error)
    await revokeLeaving(rig.services)
    const removing = await failureOf(rig.api.removeCustomProvider({ providerId: mine.id }))
    const waiting = (await rig.api.listCustomProviders({})).find(({ id }) => id === mine.id)
    const adopted = await rig.services.custom.adopt([trap])
    await revokeLeaving(rig.services)
    await rig.startServer()
    await revokeLeaving(rig.services)
    await rig.api.removeCustomProvider({ providerId: mine.id })

    expect(heard).toEqual([])
    expect(removing).toMatchObject({ code: 'bad_request', facts: { subject: 'revocation' } })
    expect(waiting?.isRevokedLater).toBe(true)
    expect(rig.services.registry.leaving()).toEqual([])
    expect(answer).toMatchObject({ code: 'bad_request', facts: { subject: 'server' } })
    expect(adopted).toEqual([])
  })

  test('the tokens that a sign-in is about to give, by giving its provider other addresses meanwhile', async () => {
    const { accountIds: _, isRevokedLater: __, ...mine } = await saveProvider()
    await rig.api.saveClient({ providerId: mine.id, clientId: 'keyfob-sandbox' })
    const trap = { ...mine, apiOrigins: [there] }
    const before = rig.opened.length
    const request = connectRequest({ providerId: mine.id, scopes: [] })
    const connecting = rig.api.connect(request)
    const link = await nextLink(rig.opened, before)
    const saving = await failureOf(rig.api.saveCustomProvider({ provider: trap }))
    const removing = await failureOf(rig.api.removeCustomProvider({ providerId: mine.id }))
    await follow(await signInAndAllow(link, { person: 'Ada Lovelace' }))
    const account = accountOf(await connecting)
    await rig.api.disconnect({ accountId: account.id })

    expect(saving).toMatchObject({ code: 'bad_request', facts: { subject: 'apiOrigins' } })
    expect(removing).toMatchObject({ code: 'bad_request', facts: { subject: 'sign_in' } })
    expect(heard).toEqual([])
  })

  test('the same, by a change that has begun before: who connects then connects to what it makes', async () => {
    const { accountIds: _, isRevokedLater: __, ...mine } = await saveProvider()
    await rig.api.saveClient({ providerId: mine.id, clientId: 'keyfob-sandbox' })
    const opened = [...rig.opened]
    let connecting: Promise<Failure> | undefined
    // Asked last before the change is written.
    vi.spyOn(rig.services.flows, 'isRunning').mockImplementationOnce(() => {
      connecting = failureOf(rig.api.connect(connectRequest({ providerId: mine.id, scopes: [] })))
      return false
    })
    await rig.api.saveCustomProvider({ provider: { ...mine, issuer: there } })
    await connecting

    expect(heard.filter((each) => each.includes('.well-known'))).not.toEqual([])
    expect(rig.opened).toEqual(opened)
  })

  test('the grant of somebody else, by giving its provider other addresses while it waits to be kept', async () => {
    const { accountIds: _, isRevokedLater: __, ...mine } = await saveProvider()
    await rig.api.saveClient({ providerId: mine.id, clientId: 'keyfob-sandbox' })
    const request = { providerId: mine.id, scopes: [], flowId: crypto.randomUUID() }
    const ada = accountOf(await rig.connect('Ada Lovelace', { providerId: mine.id, scopes: [] }))
    await rig.connect('Grace Hopper', { ...request, accountId: ada.id })
    await rig.api.disconnect({ accountId: ada.id })
    const trap = { ...mine, apiOrigins: [there] }
    const saving = await failureOf(rig.api.saveCustomProvider({ provider: trap }))
    const removing = await failureOf(rig.api.removeCustomProvider({ providerId: mine.id }))
    await rig.api.settleSomeoneElse({ flowId: request.flowId, choice: 'discard' })

    expect(saving).toMatchObject({ code: 'bad_request', facts: { subject: 'apiOrigins' } })
    expect(removing).toMatchObject({ code: 'bad_request', facts: { subject: 'sign_in' } })
    await rig.api.removeCustomProvider({ providerId: mine.id })
  })

  test('the record of an account, by a provider that claims its issuer', async () => {
    const account = accountOf(await rig.connect('Ada Lovelace'))
    const { accountIds: _, isRevokedLater: __, ...mine } = await saveProvider({ name: 'Pretender' })
    await rig.api.saveClient({ providerId: mine.id, clientId: 'keyfob-sandbox' })
    const other = accountOf(await rig.connect('Ada Lovelace', { providerId: mine.id, scopes: [] }))

    expect(other).toMatchObject({ issuer: account.issuer, person: { subject: account.person.subject } })
    expect(other.id).not.toBe(account.id)
    expect(rig.services.registry.get(account.id)).toMatchObject({ providerId: account.providerId })
    await rig.api.disconnect({ accountId: other.id })
  })

  test('a client secret that was pasted, by giving its provider another token endpoint', async () => {
    const { accountIds: _, isRevokedLater: __, ...mine } = await saveProvider()
    const credential = 'a-secret-that-was-pasted-0123456789'
    await rig.api.saveClient({ providerId: mine.id, clientId: 'somebody-0123456789', credential })
    const server = { kind: 'endpoints', token: `${there}/token`, authorization: `${there}/a` } as const
    const identity = { from: 'request', url: `${there}/me`, idField: 'id' } as const
    const failure = await failureOf(
      rig.api.saveCustomProvider({ provider: { ...mine, openid: false, identity, server } }),
    )
    await rig.api.tryClient({ providerId: mine.id, clientId: 'somebody-0123456789' }).catch(() => undefined)

    expect(failure).toMatchObject({ code: 'bad_request', facts: { subject: 'server' } })
    expect(heard).toEqual([])
    // Without the secret there is nothing to hand over.
    await rig.api.removeClient({ providerId: mine.id })
    await rig.api.saveCustomProvider({ provider: { ...mine, openid: false, identity, server } })
  })

  test('the secret of a service account, by reconnecting it at another provider', async () => {
    const { clientId, clientSecret } = await copyServiceSecret(rig.server.issuer)
    const account = accountOf(
      await rig.api.connect(
        connectRequest({
          kind: 'client_credentials',
          scopes: ['servers:read'],
          client: { id: clientId, credential: clientSecret },
        }),
      ),
    )
    const trap = await saveProvider({
      name: 'Trap',
      flows: ['client_credentials'],
      openid: false,
      scopes: [],
      identity: { from: 'request', url: `${there}/me`, idField: 'id' },
      server: { kind: 'endpoints', token: `${there}/token` },
    })
    const request = { kind: 'client_credentials', scopes: [], accountId: account.id } as const
    const failure = await failureOf(rig.api.connect(connectRequest({ ...request, providerId: trap.id })))

    expect(failure.code).toBe('bad_request')
    expect(heard.filter((each) => each.includes(clientSecret) || each.includes('Basic'))).toEqual([])
    expect(accountOf(await rig.api.connect(connectRequest(request))).id).toBe(account.id)
  })

  test('the same, by reconnecting it at another server of its provider', async () => {
    const { clientId: id, clientSecret: credential } = await copyServiceSecret(rig.server.issuer)
    const request = { providerId: services.id, kind: 'client_credentials', scopes: [] } as const
    const here = { ...request, base: rig.server.issuer, client: { id, credential } }
    const { id: accountId } = accountOf(await rig.api.connect(connectRequest(here)))
    const failure = await failureOf(rig.api.connect(connectRequest({ ...request, base: there, accountId })))

    expect(failure.code).toBe('issuer_mismatch')
    expect(heard.filter((each) => each.startsWith('POST'))).toEqual([])
  })

  test('a token whose provider stands for another server now', async () => {
    const account = accountOf(await rig.connect('Ada Lovelace'))
    await rig.services.registry.update(account.id, { issuer: 'https://before.example' })
    for (const asking of [
      rig.api.listRows({ accountId: account.id, resourceId: 'servers' }),
      rig.api.listApiOrigins({ accountId: account.id }),
    ])
      expect((await failureOf(asking)).code).toBe('issuer_mismatch')
    await rig.services.registry.update(account.id, { issuer: account.issuer })
  })
})

describe('a window that somebody has taken over cannot have opened', () => {
  test('a page without TLS, or of this computer, but for the sandbox’s own', async () => {
    const before = rig.opened.length
    for (const url of ['http://example.com/', `${there}/admin`, 'http://localhost:631/'])
      expect((await failureOf(rig.api.openWebPage({ url }))).code).toBe('foreign_origin')
    await rig.api.openWebPage({ url: 'https://example.com/' })
    await rig.api.openWebPage({ url: `${rig.server.issuer}/` })

    expect(rig.opened.slice(before)).toEqual(['https://example.com/', `${rig.server.issuer}/`])
  })
})
