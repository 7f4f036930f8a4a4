import { mkdir, readdir, readFile, rmdir } from 'node:fs/promises'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { connect } from '../../electron/accounts/connect'
import { forget } from '../../electron/accounts/forget'
import { revokeLeaving, revokeSessionAccounts } from '../../electron/accounts/leaving'
import { createBrowser, signInAndAllow } from '../sandbox/walk'
import { accountOf, connectRequest, createRig, follow, nextLink, type Rig } from './rig'

let rig: Rig
beforeAll(async () => {
  rig = await createRig()
})
afterAll(() => rig.end())

describe('revoking access', () => {
  test('the server takes it, then refuses the old token, and nothing is left in the keychain', async () => {
    const account = accountOf(await rig.connect('Ada'))
    const { tokens } = await rig.services.keeper.read(account)
    const report = await rig.api.disconnect({ accountId: account.id })

    expect(report.outcome).toBe('proven')
    expect(report.steps.map(({ what }) => what)).toEqual([
      'refresh_token_revoked',
      'access_token_revoked',
      'proof',
      'erased',
    ])
    expect(report.steps.map(({ evidence }) => evidence)).toEqual([
      'POST /oauth/revoke 200',
      'POST /oauth/revoke 200',
      expect.stringMatching(/^GET \/api\/v1\/me 401/),
      undefined,
    ])
    expect(rig.keychain.lasting()).toEqual([])
    expect(await rig.api.listAccounts({})).toEqual([])
    const refused = await fetch(`${rig.server.issuer}/oauth/token`, {
      method: 'POST',
      body: new URLSearchParams({
        grant_type: 'refresh_token',
        client_id: 'keyfob-sandbox',
        refresh_token: tokens.refreshToken?.reveal() ?? '',
      }),
    })
    expect(refused.status).toBe(400)
  })

  test('a server that cannot be reached is told later, also after a restart', async () => {
    const account = accountOf(await rig.connect('Ada'))
    await rig.stopServer()
    const report = await rig.api.disconnect({ accountId: account.id })

    expect(report).toMatchObject({
      outcome: 'queued',
      failure: { code: expect.stringMatching(/^connection_/) },
    })
    expect(await rig.api.listAccounts({})).toEqual([])
    expect(rig.services.registry.leaving()).toHaveLength(1)
    await rig.restart()
    await revokeLeaving(rig.services)
    expect(rig.services.registry.leaving()).toHaveLength(1)

    await rig.startServer()
    await revokeLeaving(rig.services)
    expect(rig.services.registry.leaving()).toEqual([])
    expect(rig.keychain.lasting()).toEqual([])
    expect(rig.services.activity.list()[0]).toMatchObject({ kind: 'disconnected', detail: 'proven' })
  })

  test('a disk that is full does not end the trying: what has nothing left to revoke goes when it can be written', async () => {
    const account = accountOf(await rig.connect('Ada'))
    await rig.stopServer()
    await rig.api.disconnect({ accountId: account.id })
    await rig.startServer()
    rig.keychain.entries.clear()
    await rig.restart()
    const inTheWay = join(rig.profile, 'accounts.json.new')
    await mkdir(inTheWay)
    await revokeLeaving(rig.services)
    expect(rig.services.registry.leaving()).toHaveLength(1)

    await rmdir(inTheWay)
    await revokeLeaving(rig.services)
    expect(rig.services.registry.leaving()).toEqual([])
  })

  test('a revocation that waits is dropped when the same person connects again: it would end the new access too', async () => {
    const browser = createBrowser()
    async function connectAda() {
      const before = rig.opened.length
      const connecting = rig.api.connect(connectRequest())
      await follow(await signInAndAllow(await nextLink(rig.opened, before), { person: 'Ada', browser }))
      return accountOf(await connecting)
    }
    const old = await connectAda()
    await rig.stopServer()
    await rig.api.disconnect({ accountId: old.id })
    await rig.startServer()
    const { tokens } = await rig.services.keeper.read(old)
    const renewed = await connectAda()
    await revokeLeaving(rig.services)

    expect(rig.services.registry.leaving()).toEqual([])
    expect([...rig.keychain.entries.keys()].filter((name) => name.includes(old.id))).toEqual([])
    expect(rig.services.activity.list()[0]).toMatchObject({
      kind: 'disconnected',
      accountId: old.id,
      detail: 'connected_again',
    })
    await rig.api.renewAccount({ accountId: renewed.id })
    expect((await rig.api.listRows({ accountId: renewed.id, resourceId: 'servers' })).rows).not.toEqual([])

    // Negative control: the server holds one grant for both, so the old token would have taken the new one along.
    await fetch(`${rig.server.issuer}/oauth/revoke`, {
      method: 'POST',
      body: new URLSearchParams({ client_id: 'keyfob-sandbox', token: tokens.refreshToken?.reveal() ?? '' }),
    })
    await expect(rig.api.renewAccount({ accountId: renewed.id })).rejects.toMatchObject({
      code: 'invalid_grant',
    })
    await rig.api.forgetAccount({ accountId: renewed.id })
  })

  test('a revocation that waits goes on waiting while somebody is being connected there', async () => {
    const account = accountOf(await rig.connect('Grace'))
    await rig.stopServer()
    await rig.api.disconnect({ accountId: account.id })
    await rig.startServer()
    const request = connectRequest()
    const connecting = rig.api.connect(request).catch(() => undefined)
    await nextLink(rig.opened, rig.opened.length)
    await revokeLeaving(rig.services)
    expect(rig.services.registry.leaving()).toHaveLength(1)
    await rig.api.cancelFlow({ flowId: request.flowId })
    await connecting
    await revokeLeaving(rig.services)
    expect(rig.services.registry.leaving()).toEqual([])
    expect(rig.services.activity.list()[0]).toMatchObject({ kind: 'disconnected', detail: 'proven' })
  })

  test('a revocation that is on its way ends before a browser opens for the same provider', async () => {
    const account = accountOf(await rig.connect('Grace'))
    await rig.stopServer()
    await rig.api.disconnect({ accountId: account.id })
    await rig.startServer()
    const revocation = gate()
    await rig.restart({ fetch: revocation.fetch })
    const revoking = revokeLeaving(rig.services)
    await revocation.reached
    const before = rig.opened.length
    const { grounds } = rig.services
    let hasGoneOn = false
    const find: typeof grounds.find = (...asked) => {
      hasGoneOn = true
      return grounds.find(...asked)
    }
    const connecting = connect(connectRequest(), { ...rig.services, grounds: { ...grounds, find } })
    for (let turn = 0; turn < 100; turn += 1) await nextTurn()
    expect(rig.services.flows.isRunning('sandbox')).toBe(true)
    expect(hasGoneOn).toBe(false)

    revocation.open()
    await revoking
    await follow(await signInAndAllow(await nextLink(rig.opened, before), { person: 'Grace' }))
    const renewed = accountOf(await connecting)
    await rig.api.renewAccount({ accountId: renewed.id })
    expect(rig.services.registry.leaving()).toEqual([])
    await rig.api.forgetAccount({ accountId: renewed.id })
  })

  test('an account of this session only ends at its server when Keyfob quits', async () => {
    const account = accountOf(await rig.connect('Noor', { kept: 'session' }))
    const { tokens } = await rig.services.keeper.read(account)
    await rig.restart()
    expect(rig.services.registry.list()).toEqual([])
    expect(rig.services.activity.list()[0]).toMatchObject({
      kind: 'disconnected',
      accountId: account.id,
      detail: 'proven',
    })
    const refused = await fetch(`${rig.server.issuer}/api/v1/me`, {
      headers: { authorization: `Bearer ${tokens.accessToken.reveal()}` },
    })
    expect(refused.status).toBe(401)
  })

  test('so does one that waits to be ended there, as its tokens go with the session', async () => {
    const account = accountOf(await rig.connect('Noor', { kept: 'session' }))
    const { tokens } = await rig.services.keeper.read(account)
    await rig.stopServer()
    expect((await rig.api.disconnect({ accountId: account.id })).outcome).toBe('queued')
    await rig.startServer()
    await rig.restart()

    expect(rig.services.registry.leaving()).toEqual([])
    expect(rig.services.activity.list()[0]).toMatchObject({
      kind: 'disconnected',
      accountId: account.id,
      detail: 'proven',
    })
    const refused = await fetch(`${rig.server.issuer}/api/v1/me`, {
      headers: { authorization: `Bearer ${tokens.accessToken.reveal()}` },
    })
    expect(refused.status).toBe(401)
  })

  test('after a crash nothing is left to end it by, which is told', async () => {
    const account = accountOf(await rig.connect('Noor', { kept: 'session' }))
    await rig.stopServer()
    expect((await rig.api.disconnect({ accountId: account.id })).outcome).toBe('queued')
    await rig.startServer()
    await rig.crash()

    expect(rig.services.registry.leaving()).toEqual([])
    expect(rig.services.activity.list()[0]).toMatchObject({
      kind: 'disconnected',
      accountId: account.id,
      detail: 'session_over',
    })
  })

  test('a server that does not answer holds up no quitting: the request is broken off, and the account goes all the same', async () => {
    const account = accountOf(await rig.connect('Noor', { kept: 'session' }))
    const revocation = gate()
    const slept: number[] = []
    const clock = {
      now: Date.now,
      async sleep(ms: number, signal?: AbortSignal) {
        slept.push(ms)
        await revocation.reached
        signal?.throwIfAborted()
      },
    }
    const limited = { ...rig.services, clock, fetch: revocation.fetch }
    await revokeSessionAccounts(limited, 2_000)
    await expect(revocation.brokenOff).resolves.toMatchObject({ code: 'network_timeout' })
    expect(slept).toEqual([2_000])
    expect(rig.services.registry.list()).toMatchObject([{ id: account.id }])
    await rig.restart()
    expect(rig.services.registry.list()).toEqual([])
  })

  test('an account that is forgotten while it is being renewed leaves nothing in the keychain', async () => {
    const account = accountOf(await rig.connect('Ada'))
    const renewal = gate('/oauth/token')
    await rig.restart({ fetch: renewal.fetch })
    const { registry } = rig.services
    const renewing = rig.api.renewAccount({ accountId: account.id })
    await renewal.reached
    async function remove(id: string) {
      renewal.open()
      await renewing
      await registry.remove(id)
    }
    const forgetting = forget(account.id, { ...rig.services, registry: { ...registry, remove } })
    for (let turn = 0; turn < 100; turn += 1) await nextTurn()
    renewal.open()
    await Promise.all([renewing, forgetting])

    expect([...rig.keychain.entries.keys()].filter((name) => name.includes(account.id))).toEqual([])
    await rig.restart()
  })

  test('a keychain that cannot be read keeps the account', async () => {
    const account = accountOf(await rig.connect('Ada'))
    await rig.restart()
    rig.keychain.fault = 'Cannot create an item in a locked collection'
    const failing = rig.api.disconnect({ accountId: account.id })

    await expect(failing).rejects.toMatchObject({ code: 'vault_locked' })
    rig.keychain.fault = undefined
    expect(await rig.api.listAccounts({})).toHaveLength(1)
    expect((await rig.api.disconnect({ accountId: account.id })).outcome).toBe('proven')
  })

  test('ending everything is not stopped by one that fails', async () => {
    const ada = accountOf(await rig.connect('Ada'))
    const grace = accountOf(await rig.connect('Grace'))
    await rig.restart()
    for (const name of rig.keychain.entries.keys()) {
      if (name.includes(ada.id)) rig.keychain.entries.set(name, 'scribbled over')
    }
    const reports = await rig.api.disconnectAll({})

    expect(reports.find(({ accountId }) => accountId === grace.id)?.outcome).toBe('proven')
    expect(reports.find(({ accountId }) => accountId === ada.id)).toMatchObject({
      outcome: 'failed',
      failure: { code: 'vault_entry_altered' },
    })
    await rig.api.forgetAccount({ accountId: ada.id })
    expect(await rig.api.listAccounts({})).toEqual([])
    expect(rig.keychain.lasting()).toEqual([])
  })
})

describe('secrets', () => {
  test('nothing that the sandbox issued is in any file of the profile, in a trace or in the activity', async () => {
    const account = accountOf(await rig.connect('Ada'))
    await rig.api.renewAccount({ accountId: account.id })
    await rig.api.listRows({ accountId: account.id, resourceId: 'servers' })
    await rig.api.disconnect({ accountId: account.id })
    await rig.connect('Grace')
    await rig.services.close()
    const issued = rig.server.issuedSecrets()
    const files = await readdir(rig.profile, { recursive: true })
    const texts = await Promise.all(
      files.map(
        async (file) => [file, await readFile(join(rig.profile, file), 'utf8').catch(() => '')] as const,
      ),
    )
    const found = texts.flatMap(([file, text]) =>
      issued.filter((secret) => text.includes(secret)).map(() => file),
    )
    const told = JSON.stringify([rig.services.traces.list(), rig.services.activity.list()])

    expect(issued.length).toBeGreaterThan(8)
    expect(texts.map(([file]) => file)).toEqual(
      expect.arrayContaining(['accounts.json', 'flows.json', 'activity.json']),
    )
    expect(found).toEqual([])
    expect(issued.filter((secret) => told.includes(secret))).toEqual([])
  })

  test('the search finds a secret that is planted', () => {
    const [planted] = rig.server.issuedSecrets()
    expect(planted && JSON.stringify({ leaked: planted }).includes(planted)).toBe(true)
  })
})

/** A network on which revocations, or what else goes to a path, wait until it opens. */
function gate(path = '/oauth/revoke') {
  const reached = later<void>()
  const opening = later<void>()
  const brokenOff = later<unknown>()
  return {
    reached: reached.promise,
    brokenOff: brokenOff.promise,
    open: opening.resolve,
    async fetch(url: string, init?: RequestInit) {
      if (new URL(url).pathname !== path) return fetch(url, init)
      reached.resolve()
      const stopped = new Promise<never>((_, reject) => {
        init?.signal?.addEventListener('abort', () => {
          brokenOff.resolve(init.signal?.reason)
          reject(init.signal?.reason)
        })
      })
      await Promise.race([opening.promise, stopped])
      return fetch(url, init)
    },
  }
}

function later<T>() {
  let resolve: (value: T) => void = () => {}
  const promise = new Promise<T>((settle) => {
    resolve = settle
  })
  return { promise, resolve }
}

const nextTurn = () => new Promise<void>((resolve) => setImmediate(resolve))
