import { randomUUID } from 'node:crypto'
import { mkdir, rmdir } from 'node:fs/promises'
import { join } from 'node:path'
import { afterEach, describe, expect, test } from 'vitest'
import { revokeLeaving } from '../../electron/accounts/leaving'
import type { Provider } from '../../electron/providers/provider'
import { sandbox } from '../../electron/providers/sandbox'
import type { Account } from '../../shared/account'
import { startHostileServer } from '../hostile/server'
import { json } from '../providers/dialects/cloud'
import { githubClient, githubDialect } from '../providers/dialects/github'
import { failureOf } from '../support/failure-of'
import { createDialectRig, type DialectRig } from './dialects/rig'
import { accountOf, connectRequest, createRig, nextLink, type Rig } from './rig'

describe('a grant that cannot be kept is taken back', () => {
  let rig: DialectRig
  afterEach(() => rig.end())
  let whileIdentifying = () => {}
  let whileGranting = () => {}
  let trouble: 'none' | 'identity' | 'keychain'

  /** GitHub, whose API fails or whose person's keychain locks between the tokens and the account. */
  async function begin() {
    trouble = 'none'
    whileIdentifying = () => {}
    whileGranting = () => {}
    const dialect = githubDialect()
    rig = await createDialectRig({
      ...dialect,
      answer(asked) {
        if (asked.url.pathname === '/user') whileIdentifying()
        if (asked.url.pathname === '/login/oauth/access_token') whileGranting()
        if (trouble === 'keychain' && asked.url.pathname === '/user') rig.keychain.locked = true
        if (trouble === 'identity' && asked.url.pathname === '/user') return json({}, 500)
        return dialect.answer(asked)
      },
    })
    await rig.api.saveClient({ providerId: 'github', ...githubClient })
  }
  const revocations = () => rig.cloud.received.filter(({ method }) => method === 'DELETE')

  test.each([
    ['it cannot be found out whose it is', 'identity', 'server_unavailable'],
    ['the keychain locks meanwhile', 'keychain', 'vault_locked'],
  ] as const)('when %s', async (_when, what, code) => {
    await begin()
    trouble = what
    const failure = await failureOf(rig.connect({ providerId: 'github' }))

    expect(failure.code).toBe(code)
    expect(revocations()).toHaveLength(1)
    expect(await rig.api.listAccounts({})).toEqual([])
  })

  test('when its person cancels before it is kept', async () => {
    await begin()
    const flowId = randomUUID()
    whileIdentifying = () => void rig.api.cancelFlow({ flowId })
    const failure = await failureOf(rig.connect({ providerId: 'github', flowId }))

    expect(failure.code).toBe('cancelled')
    expect(revocations()).toHaveLength(1)
    expect(await rig.api.listAccounts({})).toEqual([])
  })

  test.each([
    ['cancels', 'cancelled', (flowId: string) => void rig.api.cancelFlow({ flowId })],
    ['quits', 'shutting_down', () => void rig.services.close()],
  ])('when its person %s while the tokens are on their way', async (_what, code, end) => {
    await begin()
    const flowId = randomUUID()
    whileGranting = () => end(flowId)
    expect((await failureOf(rig.connect({ providerId: 'github', flowId }))).code).toBe(code)
    expect(revocations()).toHaveLength(1)
    expect(rig.keychain.lasting().filter(([name]) => name.includes('account-'))).toEqual([])
  })

  test.each(['identity', 'keychain'] as const)(
    'but not where that could end an account that is there (%s)',
    async (what) => {
      await begin()
      const account = accountOf(await rig.connect({ providerId: 'github' }))
      trouble = what
      await failureOf(rig.connect({ providerId: 'github' }))
      rig.keychain.locked = false

      expect(revocations()).toEqual([])
      const { rows } = await rig.api.listRows({ accountId: account.id, resourceId: 'repositories' })
      expect(rows.length).toBeGreaterThan(0)
    },
  )
})

test('tokens whose ID token is not right are revoked at the server that issued them', async () => {
  const server = await startHostileServer()
  const rig = await createRig()
  const { id: providerId } = await rig.api.saveCustomProvider({
    provider: {
      name: 'Odd',
      issuer: server.issuer,
      server: { kind: 'discovery' },
      flows: ['authorization_code'],
      openid: true,
      scopes: [{ name: 'openid', explanation: '', required: true }],
      identity: { from: 'openid' },
      apiOrigins: [],
      redirect: { host: '127.0.0.1', path: '/callback' },
      clientAuthentication: 'client_secret_basic',
      registration: true,
    },
  })
  const connect = async () => {
    const opened = rig.opened.length
    const connecting = rig.api.connect(connectRequest({ providerId, scopes: [] }))
    connecting.catch(() => undefined)
    await fetch(await nextLink(rig.opened, opened))
    return connecting
  }
  server.misbehave({ token: 'id_token_wrong_nonce' })
  expect((await failureOf(connect())).code).toBe('nonce_mismatch')
  expect(server.requestsTo('revocation').map(({ form }) => form.get('token_type_hint'))).toContain(
    'refresh_token',
  )
  expect(await rig.api.listAccounts({})).toEqual([])

  server.behave()
  expect(accountOf(await connect()).providerId).toBe(providerId)
  await rig.end()
})

describe('what an account had before it was reconnected', () => {
  let rig: Rig
  afterEach(() => rig.end())
  const provider: Provider = { ...sandbox, dpop: false }

  async function anotherClient(): Promise<string> {
    const response = await fetch(`${rig.server.issuer}/.well-known/openid-configuration`)
    const { registration_endpoint: url } = (await response.json()) as { registration_endpoint: string }
    const registration = await fetch(url, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({
        redirect_uris: ['http://127.0.0.1/callback'],
        token_endpoint_auth_method: 'none',
        grant_types: ['authorization_code', 'refresh_token'],
        response_types: ['code'],
        application_type: 'native',
      }),
    })
    return ((await registration.json()) as { client_id: string }).client_id
  }
  async function refreshTokenOf(account: Account): Promise<string> {
    return (await rig.services.keeper.read(account)).tokens.refreshToken?.reveal() ?? ''
  }
  async function isTaken(refreshToken: string, clientId: string): Promise<boolean> {
    const body = new URLSearchParams({
      grant_type: 'refresh_token',
      client_id: clientId,
      refresh_token: refreshToken,
    })
    return (await fetch(`${rig.server.issuer}/oauth/token`, { method: 'POST', body })).ok
  }

  test('through another client is revoked there, and the account goes on with the new one', async () => {
    rig = await createRig({ around: { providers: [provider] } })
    const old = accountOf(await rig.connect('Ada'))
    const refreshToken = await refreshTokenOf(old)
    const clientId = await anotherClient()
    await rig.restart({ providers: [{ ...provider, client: { kind: 'built_in', clientId } }] })
    const account = accountOf(await rig.connect('Ada', { accountId: old.id }))
    await revokeLeaving(rig.services)

    expect(account).toMatchObject({ id: old.id, clientId })
    expect(await isTaken(refreshToken, old.clientId)).toBe(false)
    expect(rig.services.registry.leaving()).toEqual([])
    expect(rig.services.activity.list()[0]).toMatchObject({
      kind: 'disconnected',
      label: 'Ada Lovelace (previous client)',
      detail: 'proven',
    })
    expect(rig.keychain.lasting()).toHaveLength(1)
    await rig.api.renewAccount({ accountId: account.id })
    expect((await rig.api.disconnect({ accountId: account.id })).outcome).toBe('proven')
    expect(rig.keychain.lasting()).toEqual([])
  })

  test('renews it on, where the server gives no other refresh token', async () => {
    let givesNone = false
    rig = await createRig({
      around: {
        providers: [provider],
        async fetch(url, init) {
          const response = await fetch(url, init)
          if (!givesNone || !url.endsWith('/oauth/token')) return response
          const { refresh_token: _, ...members } = (await response.json()) as Record<string, unknown>
          return Response.json(members, { status: response.status })
        },
      },
    })
    const old = accountOf(await rig.connect('Ada'))
    const refreshToken = await refreshTokenOf(old)
    givesNone = true
    const account = accountOf(await rig.connect('Ada', { accountId: old.id }))
    givesNone = false

    expect(account.renewable).toBe(true)
    expect(await refreshTokenOf(account)).toBe(refreshToken)
    await rig.api.renewAccount({ accountId: account.id })
    expect(rig.services.registry.get(account.id).health.state).toBe('working')
  })

  test('does not stay in the keychain when it is kept for the session from now on', async () => {
    rig = await createRig({ around: { providers: [provider] } })
    const { id: accountId } = accountOf(await rig.connect('Ada'))
    await rig.connect('Ada', { accountId, kept: 'session' })

    expect(rig.keychain.lasting()).toEqual([])
    const { rows } = await rig.api.listRows({ accountId, resourceId: 'servers' })
    expect(rows.length).toBeGreaterThan(0)
  })

  test.each(['disconnect', 'forgetAccount'] as const)(
    'goes with the account, where the keychain was locked when it was kept for the session: %s',
    async (method) => {
      rig = await createRig({ around: { providers: [provider] } })
      const { id: accountId } = accountOf(await rig.connect('Ada'))
      rig.keychain.locked = true
      await rig.connect('Ada', { accountId, kept: 'session' })
      const failure = await failureOf(rig.api[method]({ accountId }))
      rig.keychain.locked = false
      await rig.api[method]({ accountId })

      expect(failure.code).toBe('vault_locked')
      expect(await rig.api.listAccounts({})).toEqual([])
      expect(rig.keychain.lasting()).toEqual([])
    },
  )

  test('goes at the next start, where the keychain is locked until Keyfob quits', async () => {
    rig = await createRig({ around: { providers: [provider] } })
    const { id: accountId } = accountOf(await rig.connect('Ada'))
    rig.keychain.locked = true
    await rig.connect('Ada', { accountId, kept: 'session' })
    await rig.services.close()
    rig.keychain.locked = false
    await rig.crash()

    expect(await rig.api.listAccounts({})).toEqual([])
    await expect.poll(() => rig.keychain.lasting()).toEqual([])
  })

  const inTheWay = () => join(rig.profile, 'accounts.json.new')

  test.each([
    ['keychain', 'session'],
    ['session', 'keychain'],
  ] as const)(
    'is what it still has when the disk is full: kept for the %s, and not for the %s',
    async (kept, other) => {
      rig = await createRig({ around: { providers: [provider] } })
      const account = accountOf(await rig.connect('Ada', { kept }))
      const refreshToken = await refreshTokenOf(account)
      const entries = rig.keychain.lasting().map(([name]) => name)
      await mkdir(inTheWay())
      const failure = await failureOf(rig.connect('Ada', { accountId: account.id, kept: other }))
      await rmdir(inTheWay())

      expect(failure.code).toBe('disk_unwritable')
      expect(rig.services.registry.get(account.id).kept).toBe(kept)
      expect(await refreshTokenOf(account)).toBe(refreshToken)
      expect(rig.keychain.lasting().map(([name]) => name)).toEqual(entries)
      await rig.api.renewAccount({ accountId: account.id })
    },
  )

  test('is what it still has when the disk is full once the grant of another client is in the keychain', async () => {
    rig = await createRig({ around: { providers: [provider] } })
    const old = accountOf(await rig.connect('Ada'))
    const clientId = await anotherClient()
    await rig.restart({ providers: [{ ...provider, client: { kind: 'built_in', clientId } }] })
    rig.keychain.before = async (call) => {
      if (call === `set account-${old.id}`) await mkdir(inTheWay(), { recursive: true })
    }
    const failure = await failureOf(rig.connect('Ada', { accountId: old.id }))
    rig.keychain.before = undefined
    await rmdir(inTheWay())
    await revokeLeaving(rig.services)

    expect(failure.code).toBe('disk_unwritable')
    expect(rig.services.registry.leaving()).toEqual([])
    expect(rig.services.registry.get(old.id).clientId).toBe(old.clientId)
    await rig.restart()
    await rig.api.renewAccount({ accountId: old.id })
    expect((await rig.api.disconnect({ accountId: old.id })).outcome).toBe('proven')
  })
})
