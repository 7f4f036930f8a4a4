import { setTimeout as wait } from 'node:timers/promises'
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest'
import { sandbox } from '../../electron/providers/sandbox'
import type { Account } from '../../shared/account'
import { Failure } from '../../shared/failure'
import { createBrowser, signInAndAllow } from '../sandbox/walk'
import { accountOf, connectRequest, createRig, follow, nextLink, type Rig } from './rig'

let rig: Rig
beforeAll(async () => {
  rig = await createRig()
})
afterAll(() => rig.end())
afterEach(() => rig.services.flows.cancelAll(new Failure('cancelled', 'the test is over')))

const failureOf = async (promise: Promise<unknown>): Promise<Failure> =>
  promise.then(
    () => {
      throw new Error('it did not fail')
    },
    (error: unknown) => error as Failure,
  )

const callsFor = ({ id }: Account) => rig.keychain.calls.filter((call) => call.endsWith(`account-${id}`))

describe('connecting an account', () => {
  test('a person who allows it is an account with name, scopes and expiry, and its tokens are in the keychain', async () => {
    const account = accountOf(await rig.connect('Ada Lovelace'))

    expect(account.label).toBe('Ada Lovelace')
    expect(account.person.email).toMatch(/^ada@/)
    expect(account.person.avatar).toMatch(/^data:image\//)
    expect(account.scopes.granted).toEqual(
      expect.arrayContaining(['openid', 'profile', 'offline_access', 'servers:read', 'buckets:read']),
    )
    expect(account.expiresAt).toBeGreaterThan(Date.now() + 200_000)
    expect(account.health).toEqual({ state: 'working' })
    expect([...rig.keychain.entries.keys()].some((name) => name.includes(`account-${account.id}`))).toBe(true)
    // There was nothing to look for.
    expect(callsFor(account)).toEqual([`set account-${account.id}`])
  })

  test('the same person again costs the keychain a look and a call', async () => {
    rig.keychain.calls.length = 0
    const account = accountOf(await rig.connect('Ada Lovelace'))
    expect(callsFor(account)).toEqual([`get account-${account.id}`, `set account-${account.id}`])
  })

  test('every protection that the server offers is used and shown', async () => {
    const account = accountOf(await rig.connect('Ada Lovelace'))

    expect(account.protections).toEqual(
      expect.arrayContaining(['pkce', 'state', 'nonce', 'iss', 'par', 'dpop', 'loopback']),
    )
  })

  test('the same person again renews the account and makes no twin', async () => {
    const first = accountOf(await rig.connect('Ada Lovelace'))
    await rig.api.renameAccount({ accountId: first.id, label: 'Mine' })
    const again = await rig.connect('Ada Lovelace')

    expect(again.kind).toBe('renewed')
    expect(accountOf(again)).toMatchObject({ id: first.id, label: 'Mine', connectedAt: first.connectedAt })
    const same = (await rig.api.listAccounts({})).filter(
      (each) => each.person.subject === first.person.subject,
    )
    expect(same).toHaveLength(1)
  })

  test('two people at the same provider are two accounts', async () => {
    const ada = accountOf(await rig.connect('Ada Lovelace'))
    const grace = accountOf(await rig.connect('Grace Hopper'))

    expect(grace.id).not.toBe(ada.id)
    expect(grace.label).toBe('Grace Hopper')
  })

  test('two people whose ids are long and begin alike are two accounts, and each can be renewed', async () => {
    const [one, other] = ['a', 'b'].map((end) => `${'💡'.repeat(55)}${end}`)
    const first = accountOf(await rig.connect(one ?? ''))
    const second = accountOf(await rig.connect(other ?? ''))

    expect(second.id).not.toBe(first.id)
    expect((await rig.api.renewAccount({ accountId: first.id })).health).toEqual({ state: 'working' })
    expect((await rig.api.renewAccount({ accountId: second.id })).health).toEqual({ state: 'working' })
  })

  test('scopes that the person unticked are known to be missing', async () => {
    const account = accountOf(await rig.connect('Grace Hopper', {}, { untick: ['buckets:read'] }))

    expect(account.scopes.asked).toContain('buckets:read')
    expect(account.scopes.granted).not.toContain('buckets:read')
    const buckets = (await rig.api.listResources({ accountId: account.id })).find(
      ({ id }) => id === 'buckets',
    )
    expect(buckets?.missingScopes).toEqual(['buckets:read'])
  })

  test('an account that is widened stays renewable where its server did not name offline_access', async () => {
    const scopes = sandbox.scopes.map((scope) => ({
      ...scope,
      required: scope.required && scope.name !== 'offline_access',
    }))
    const lax = await createRig({ around: { providers: [{ ...sandbox, scopes }] } })
    const asked = { scopes: ['servers:read', 'offline_access'] }
    const account = accountOf(await lax.connect('Grace', asked))
    const granted = account.scopes.granted.filter((name) => name !== 'offline_access')
    await lax.services.registry.put({ ...account, scopes: { ...account.scopes, granted } })
    const widened = accountOf(await lax.connect('Grace', { accountId: account.id, scopes: ['buckets:read'] }))
    await lax.end()

    expect(widened.scopes.granted).toEqual(expect.arrayContaining(['servers:read', 'buckets:read']))
    expect(widened.renewable).toBe(true)
  })

  test('the browser ends on a page without code or state in its address', async () => {
    const connecting = rig.api.connect(connectRequest())
    const location = await signInAndAllow(await nextLink(rig.opened, rig.opened.length), { person: 'Ada' })
    const page = await follow(location)
    await connecting

    expect(location.searchParams.get('code')).toBeTruthy()
    expect(page.status).toBe(200)
    expect(page.url).not.toContain('code=')
    expect(page.url).not.toContain('state=')
    expect(page.text).toContain('You can close this tab')
  })
})

describe('an attempt that does not end well', () => {
  test('a person who denies it is told so, and nothing is kept', async () => {
    const before = await rig.api.listAccounts({})
    const failure = await failureOf(rig.connect('Ada', {}, { deny: true }))

    expect(failure.code).toBe('access_denied')
    expect(await rig.api.listAccounts({})).toEqual(before)
  })

  test('cancel ends the wait at once', async () => {
    const request = connectRequest()
    const connecting = failureOf(rig.api.connect(request))
    await nextLink(rig.opened, rig.opened.length)
    await rig.api.cancelFlow({ flowId: request.flowId })

    expect((await connecting).code).toBe('cancelled')
  })

  test('a browser that never comes back is given up on', async () => {
    const impatient = await createRig({ around: { patience: 50 } })
    const failure = await failureOf(impatient.api.connect(connectRequest()))
    await impatient.end()

    expect(failure.code).toBe('timed_out')
  })

  test('a second attempt at the same provider replaces the first, with a new state', async () => {
    const first = failureOf(rig.api.connect(connectRequest()))
    const firstLink = await nextLink(rig.opened, rig.opened.length)
    const second = rig.api.connect(connectRequest())
    second.catch(() => undefined)
    const secondLink = await nextLink(rig.opened, rig.opened.length)

    expect((await first).code).toBe('replaced')
    expect(secondLink).not.toBe(firstLink)
    await follow(await signInAndAllow(secondLink, { person: 'Ada' }))
    expect((await second).kind).toBe('renewed')
  })

  test('a stranger with a wrong state does not end the wait, and is written down', async () => {
    const connecting = rig.api.connect(connectRequest())
    const location = await signInAndAllow(await nextLink(rig.opened, rig.opened.length), { person: 'Ada' })
    const forged = new URL(location)
    forged.searchParams.set('state', 'somebody-elses-state')
    forged.searchParams.set('error', 'access_denied')
    const answer = await follow(forged)
    await wait(20)

    expect(answer.status).toBe(400)
    expect(answer.text).toContain('Nothing has been changed')
    await follow(location)
    expect((await connecting).kind).toBe('renewed')
    expect(rig.services.activity.list()[0]?.kind).toBe('reconnected')
    expect(rig.services.activity.list().some(({ kind }) => kind === 'callback_turned_away')).toBe(true)
  })

  test('a callback that comes twice is answered and ignored', async () => {
    const connecting = rig.api.connect(connectRequest())
    const location = await signInAndAllow(await nextLink(rig.opened, rig.opened.length), { person: 'Ada' })
    const first = fetch(location, { redirect: 'manual' })
    expect((await first).status).toBe(303)
    const second = await fetch(location, { redirect: 'manual' }).catch(() => undefined)

    expect(second === undefined || second.status === 410).toBe(true)
    expect((await connecting).kind).toBe('renewed')
  })

  test('a code that has been used before is refused with its likely causes, and ends nothing else', async () => {
    const first = rig.api.connect(connectRequest())
    const used = await signInAndAllow(await nextLink(rig.opened, rig.opened.length), { person: 'Ada' })
    await follow(used)
    await first
    const connecting = failureOf(rig.api.connect(connectRequest()))
    const location = await signInAndAllow(await nextLink(rig.opened, rig.opened.length), { person: 'Ada' })
    location.searchParams.set('code', used.searchParams.get('code') ?? '')
    await follow(location)

    const failure = await connecting
    expect(failure.code).toBe('invalid_grant')
    expect(failure.facts.likely).toEqual(expect.arrayContaining(['code_used_twice', 'code_expired']))
  })

  test('a keychain without a service is said before a browser opens', async () => {
    await rig.restart()
    const opened = rig.opened.length
    rig.keychain.fault = 'The name org.freedesktop.secrets was not provided by any .service files'
    const failure = await failureOf(rig.api.connect(connectRequest()))
    rig.keychain.fault = undefined

    expect(failure.code).toBe('vault_missing_service')
    expect(rig.opened).toHaveLength(opened)
  })

  test('a keychain whose service ends while Keyfob runs is called gone, not missing', async () => {
    await rig.services.keychain.probe()
    rig.keychain.fault = 'The name org.freedesktop.secrets was not provided by any .service files'
    const failure = await failureOf(rig.api.connect(connectRequest()))
    rig.keychain.fault = undefined

    expect(failure.code).toBe('vault_gone')
  })

  test('a keychain that locks while the person signs in loses nothing that was there', async () => {
    const before = await rig.api.listAccounts({})
    const connecting = failureOf(rig.api.connect(connectRequest()))
    const location = await signInAndAllow(await nextLink(rig.opened, rig.opened.length), { person: 'Ada' })
    rig.keychain.fault = 'Cannot create an item in a locked collection'
    await follow(location)
    const failure = await connecting
    rig.keychain.fault = undefined

    expect(failure.code).toBe('vault_locked')
    expect(await rig.api.listAccounts({})).toEqual(before)
  })
})

describe('reconnecting an account', () => {
  test('another person who signs in replaces nobody until the person has said what to do', async () => {
    const ada = accountOf(await rig.connect('Ada Lovelace'))
    const request = { accountId: ada.id }
    const outcome = await rig.connect('Émile', request)

    if (outcome.kind !== 'someone_else') throw new Error('it was replaced')
    expect(outcome.expected.id).toBe(ada.id)
    expect(outcome.signedIn.name).toContain('Émile')
    expect((await rig.api.listAccounts({})).some(({ person }) => person.name?.includes('Émile'))).toBe(false)
  })

  test('the other person can be kept as an account of their own', async () => {
    const ada = accountOf(await rig.connect('Ada Lovelace'))
    const request = connectRequest({ accountId: ada.id })
    await rig.connect('Émile', request)
    const added = await rig.api.settleSomeoneElse({ flowId: request.flowId, choice: 'add' })

    expect(added?.person.name).toContain('Émile')
    expect(added?.id).not.toBe(ada.id)
    await rig.api.disconnect({ accountId: added?.id ?? '' })
  })

  test('or discarded, and their grant ends at the server', async () => {
    const ada = accountOf(await rig.connect('Ada Lovelace'))
    const request = connectRequest({ accountId: ada.id })
    await rig.connect('Émile', request)
    const revocations = () => rig.server.stats().revocations
    const before = revocations()
    const nobody = await rig.api.settleSomeoneElse({ flowId: request.flowId, choice: 'discard' })

    expect(nobody).toBeNull()
    expect(rig.services.traces.list()[0]).toMatchObject({ purpose: 'revoke', status: 'succeeded' })
    expect(revocations()).toBeGreaterThan(before)
  })

  test('or ended by quitting, as nobody could be asked any more', async () => {
    const ada = accountOf(await rig.connect('Ada Lovelace'))
    await rig.connect('Émile', { accountId: ada.id })
    const { revocations } = rig.server.stats()
    await rig.restart()

    expect(rig.server.stats().revocations).toBeGreaterThan(revocations)
  })

  test('asking for one scope more keeps the account and what it had', async () => {
    const ada = accountOf(await rig.connect('Ada Lovelace'))
    const wider = accountOf(
      await rig.connect('Ada Lovelace', { accountId: ada.id, scopes: ['invoices:read'] }),
    )

    expect(wider.id).toBe(ada.id)
    expect(wider.scopes.granted).toEqual(expect.arrayContaining(['servers:read', 'invoices:read']))
  })
})

test('a browser that is signed in already goes straight through', async () => {
  const browser = createBrowser()
  const opened = rig.opened.length
  const first = rig.api.connect(connectRequest())
  await follow(await signInAndAllow(await nextLink(rig.opened, opened), { person: 'Grace', browser }))
  await first
  const second = rig.api.connect(connectRequest())
  await follow(await signInAndAllow(await nextLink(rig.opened, opened + 1), { person: 'Grace', browser }))

  expect((await second).kind).toBe('renewed')
})
