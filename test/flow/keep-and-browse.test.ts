import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { findPatterns } from '../../renderer/screens/activity/patterns'
import type { Failure } from '../../shared/failure'
import { failureOf } from '../support/failure-of'
import { accountOf, createRig, type Rig } from './rig'

let rig: Rig
beforeAll(async () => {
  rig = await createRig()
})
afterAll(() => rig.end())

const renewals = () => rig.server.stats().granted.refresh_token ?? 0

describe('keeping an account', () => {
  test('after a restart the account is there and works', async () => {
    const account = accountOf(await rig.connect('Ada'))
    await rig.restart()

    expect(await rig.api.listAccounts({})).toMatchObject([{ id: account.id, label: account.label }])
    const page = await rig.api.listRows({ accountId: account.id, resourceId: 'servers' })
    expect(page.rows.length).toBeGreaterThan(0)
  })

  test('a token that was due is renewed before it is used', async () => {
    const account = accountOf(await rig.connect('Ada'))
    const before = renewals()
    const kept = await rig.services.keeper.read(account)
    await rig.services.keeper.keep({ ...kept, tokens: { ...kept.tokens, expiresAt: Date.now() } })
    await rig.restart()
    await rig.api.listRows({ accountId: account.id, resourceId: 'servers' })

    expect(renewals()).toBe(before + 1)
  })

  test('a token that the API refuses is renewed once, and the request goes on', async () => {
    const account = accountOf(await rig.connect('Ada'))
    const before = renewals()
    rig.server.expireAccessTokens()
    const page = await rig.api.listRows({ accountId: account.id, resourceId: 'servers' })

    expect(page.rows.length).toBeGreaterThan(0)
    expect(renewals()).toBe(before + 1)
  })

  test('1,000 callers on an expired token cause 1 renewal by the server’s own count', async () => {
    const account = accountOf(await rig.connect('Ada'))
    const before = renewals()
    rig.server.expireAccessTokens()
    const [first] = await Promise.all([rig.services.keeper.lease(account.id)])
    const leases = await Promise.all(
      Array.from({ length: 1000 }, () => rig.services.keeper.lease(account.id, first.accessToken)),
    )

    expect(renewals()).toBe(before + 1)
    expect(new Set(leases.map((lease) => lease.accessToken.reveal())).size).toBe(1)
  })

  test('a server that is away ends no account, and the account works again when it is back', async () => {
    const account = accountOf(await rig.connect('Grace'))
    rig.server.expireAccessTokens()
    await rig.stopServer()
    const failure = await rig.api
      .listRows({ accountId: account.id, resourceId: 'servers' })
      .catch((error: unknown) => error as Failure)
    expect(failure).toMatchObject({ code: 'connection_refused' })
    expect(rig.services.registry.get(account.id).health.state).not.toBe('needs_reconnecting')

    await rig.startServer()
    const page = await rig.api.listRows({ accountId: account.id, resourceId: 'servers' })
    expect(page.rows.length).toBeGreaterThan(0)
  })

  test('a renewed token that the keychain does not take is used by nobody, and saved by the next try', async () => {
    const account = accountOf(await rig.connect('Grace'))
    const before = renewals()
    rig.server.expireAccessTokens()
    rig.keychain.before = (call) => {
      if (call.startsWith('set')) throw new Error('Cannot create an item in a locked collection')
    }
    const failure = await rig.api
      .listRows({ accountId: account.id, resourceId: 'servers' })
      .catch((error: unknown) => error as Failure)
    expect(failure).toMatchObject({ code: 'vault_locked' })
    rig.keychain.before = undefined

    const page = await rig.api.listRows({ accountId: account.id, resourceId: 'servers' })
    expect(page.rows.length).toBeGreaterThan(0)
    expect(renewals()).toBe(before + 1)
  })

  test('a renewed token that the keychain did not take is saved by quitting, when it is open by then', async () => {
    const account = accountOf(await rig.connect('Grace'))
    rig.keychain.before = (call) => {
      if (call.startsWith('set account-')) throw new Error('Cannot create an item in a locked collection')
    }
    const failure = await failureOf(rig.api.renewAccount({ accountId: account.id }))
    rig.keychain.before = undefined
    await rig.restart()

    expect(failure.code).toBe('vault_locked')
    await rig.api.renewAccount({ accountId: account.id })
  })

  test('only the server’s own refusal asks the person to reconnect', async () => {
    const account = accountOf(await rig.connect('Grace'))
    const { tokens } = await rig.services.keeper.read(rig.services.registry.get(account.id))
    const body = new URLSearchParams({
      client_id: 'keyfob-sandbox',
      token: tokens.refreshToken?.reveal() ?? '',
    })
    await fetch(`${rig.server.issuer}/oauth/revoke`, { method: 'POST', body })
    rig.server.expireAccessTokens()
    const failure = await rig.api
      .listRows({ accountId: account.id, resourceId: 'servers' })
      .catch((error: unknown) => error as Failure)

    expect(failure).toMatchObject({ code: 'invalid_grant' })
    expect(rig.services.registry.get(account.id).health).toMatchObject({
      state: 'needs_reconnecting',
      code: 'invalid_grant',
    })
    const patterns = findPatterns(await rig.api.listActivity({ accountId: account.id }), Date.now())
    expect(patterns.map(({ kind }) => kind).toSorted()).toEqual(['refused_after_renewal', 'used_after_end'])
    const again = accountOf(await rig.connect('Grace', { accountId: account.id }))
    expect(again).toMatchObject({ id: account.id, health: { state: 'working' } })
  })
})

describe('browsing an account', () => {
  test('rows come page by page, every one of them once', async () => {
    const account = accountOf(await rig.connect('Grace', { scopes: ['servers:read', 'buckets:read'] }))
    const ids: string[] = []
    let next: string | undefined
    let total: number | undefined
    do {
      const page = await rig.api.listRows({ accountId: account.id, resourceId: 'servers', next })
      ids.push(...page.rows.map((row) => row.id))
      next = page.next
      total = page.total
    } while (next)

    expect(ids.length).toBe(total)
    expect(ids.length).toBeGreaterThan(50)
    expect(new Set(ids).size).toBe(ids.length)
  })

  test('what is under a row is listed by that row', async () => {
    const account = accountOf(await rig.connect('Ada'))
    const [bucket] = (await rig.api.listRows({ accountId: account.id, resourceId: 'buckets' })).rows
    const files = await rig.api.listRows({
      accountId: account.id,
      resourceId: 'files',
      parentId: bucket?.id,
    })
    const more = await rig.api.listRows({
      accountId: account.id,
      resourceId: 'files',
      parentId: bucket?.id,
      next: files.next,
    })

    expect(files.rows).toHaveLength(100)
    expect(more.rows[0]?.id).not.toBe(files.rows[0]?.id)
  })

  test('a next page at a foreign origin is refused, and no token goes there', async () => {
    const account = accountOf(await rig.connect('Ada'))
    const failure = await rig.api
      .listRows({ accountId: account.id, resourceId: 'servers', next: 'https://evil.example/servers?page=2' })
      .catch((error: unknown) => error as Failure)

    expect(failure).toMatchObject({ code: 'foreign_origin', facts: { host: 'evil.example' } })
  })

  test('a resource without its scope says which scope is missing', async () => {
    const account = accountOf(await rig.connect('Émile'))
    const failure = await rig.api
      .listRows({ accountId: account.id, resourceId: 'invoices' })
      .catch((error: unknown) => error as Failure)

    expect(failure).toMatchObject({ code: 'insufficient_scope', facts: { missingScopes: ['invoices:read'] } })
  })
})
