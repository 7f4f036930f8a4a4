import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { revokeLeaving } from '../../electron/accounts/leaving'
import { sandbox } from '../../electron/providers/sandbox'
import type { Failure } from '../../shared/failure'
import type { FlowTrace } from '../../shared/flow-trace'
import { approveDevice, copyServiceSecret, signInAndAllow } from '../sandbox/walk'
import { accountOf, connectRequest, createRig, follow, nextLink, type Rig } from './rig'

/** The sandbox as a provider that has no client of ours: its server is asked to make one. */
const registering = { ...sandbox, id: 'registering', client: { kind: 'registration' } } as const

let rig: Rig
beforeAll(async () => {
  rig = await createRig({
    around: { providers: [sandbox, registering] },
    sandbox: { deviceInterval: 1 },
  })
})
afterAll(() => rig.end())

const failureOf = (promise: Promise<unknown>): Promise<Failure> =>
  promise.then(
    () => Promise.reject(new Error('it did not fail')),
    (error: unknown) => error as Failure,
  )

function devicePrompt(flowId: string): Promise<NonNullable<FlowTrace['device']>> {
  return new Promise((resolve) => {
    const end = rig.services.traces.changes.subscribe((trace) => {
      if (trace.id !== flowId || !trace.device) return
      end()
      resolve(trace.device)
    })
  })
}

describe('connecting with a device code', () => {
  test('the person types the code anywhere, and the account is connected', async () => {
    const request = connectRequest({ kind: 'device_code' })
    const shown = devicePrompt(request.flowId)
    const connecting = rig.api.connect(request)
    const { userCode, verificationUri, qr } = await shown
    await approveDevice(verificationUri, { person: 'Grace Hopper', userCode })
    const account = accountOf(await connecting)

    expect(account).toMatchObject({ label: 'Grace Hopper', flow: 'device_code', renewable: true })
    expect(qr.length).toBeGreaterThan(20)
    expect((await rig.api.listRows({ accountId: account.id, resourceId: 'servers' })).rows.length).toBe(50)
    expect((await rig.api.disconnect({ accountId: account.id })).outcome).toBe('proven')
  })

  test('a person who denies it there is told so here', async () => {
    const request = connectRequest({ kind: 'device_code' })
    const shown = devicePrompt(request.flowId)
    const connecting = failureOf(rig.api.connect(request))
    const { userCode, verificationUri } = await shown
    await approveDevice(verificationUri, { person: 'Grace Hopper', userCode, deny: true })

    expect((await connecting).code).toBe('access_denied')
  })

  test('cancel stops asking', async () => {
    const request = connectRequest({ kind: 'device_code' })
    const shown = devicePrompt(request.flowId)
    const connecting = failureOf(rig.api.connect(request))
    await shown
    await rig.api.cancelFlow({ flowId: request.flowId })

    expect((await connecting).code).toBe('cancelled')
  })
})

describe('connecting a service account', () => {
  test('works without a person, renews without a refresh token, and survives a restart', async () => {
    const { clientId, clientSecret } = await copyServiceSecret(rig.server.issuer)
    const account = accountOf(
      await rig.api.connect(
        connectRequest({
          kind: 'client_credentials',
          scopes: ['servers:read', 'buckets:read'],
          client: { id: ` ${clientId}\n`, credential: `${clientSecret} ` },
        }),
      ),
    )
    expect(account).toMatchObject({ flow: 'client_credentials', renewable: true, clientId })
    expect((await rig.api.listRows({ accountId: account.id, resourceId: 'servers' })).total).toBeGreaterThan(
      100,
    )

    const granted = () => rig.server.stats().granted.client_credentials
    const before = granted() ?? 0
    await rig.restart()
    rig.server.expireAccessTokens()
    await rig.api.listRows({ accountId: account.id, resourceId: 'servers' })
    expect(granted()).toBe(before + 1)
    expect((await rig.api.disconnect({ accountId: account.id })).outcome).toBe('proven')
  })

  test('a wrong secret is refused with its likely causes, and nothing is kept', async () => {
    const failure = await failureOf(
      rig.api.connect(
        connectRequest({
          kind: 'client_credentials',
          scopes: ['servers:read'],
          client: { id: 'keyfob-sandbox-service', credential: 'not-the-secret' },
        }),
      ),
    )

    expect(failure.code).toBe('invalid_client')
    expect(failure.facts.likely).toContain('client_secret_regenerated')
    expect(await rig.api.listAccounts({})).toEqual([])
  })

  test('a new secret at the server ends no account: it says that the client is refused', async () => {
    const { clientId, clientSecret } = await copyServiceSecret(rig.server.issuer)
    const connect = (credential: string) =>
      rig.api.connect(
        connectRequest({
          kind: 'client_credentials',
          scopes: ['servers:read'],
          client: { id: clientId, credential },
        }),
      )
    const account = accountOf(await connect(clientSecret))
    const renewed = await rig.server.renewServiceSecret()
    rig.server.expireAccessTokens()
    const failure = await failureOf(rig.api.listRows({ accountId: account.id, resourceId: 'servers' }))
    expect(failure.code).toBe('invalid_client')
    expect(rig.services.registry.get(account.id).health).toMatchObject({ state: 'unreachable' })

    expect(accountOf(await connect(renewed)).id).toBe(account.id)
    await rig.api.disconnect({ accountId: account.id })
  })
})

describe('when the browser is the problem', () => {
  test('the link goes to the clipboard alone when the person wants that, and connects from there', async () => {
    const copied: string[] = []
    await rig.restart({ copy: (text) => void copied.push(text) })
    const opened = rig.opened.length
    const connecting = rig.api.connect(connectRequest({ link: 'copied' }))
    await follow(await signInAndAllow(await nextLink(copied), { person: 'Ada' }))

    expect(accountOf(await connecting).label).toBe('Ada Lovelace')
    expect(rig.opened).toHaveLength(opened)
  })

  test('the link can be opened again, copied and shown as a QR code, each good for a browser of its own', async () => {
    const copied: string[] = []
    await rig.restart({ copy: (text) => void copied.push(text) })
    const request = connectRequest()
    const opened = rig.opened.length
    const connecting = rig.api.connect(request)
    const link = await nextLink(rig.opened, opened)
    await rig.api.openFlowAgain({ flowId: request.flowId })
    await rig.api.copyFlowLink({ flowId: request.flowId })
    const qr = await rig.api.showFlowQr({ flowId: request.flowId })

    expect(new Set([link, rig.opened.at(-1), ...copied]).size).toBe(3)
    expect(qr?.[0]).toMatch(/^[01]{20,}$/)
    await follow(await signInAndAllow(copied[0] ?? '', { person: 'Ada' }))
    expect(accountOf(await connecting).label).toBe('Ada Lovelace')
  })

  test('the address that a browser ended on elsewhere can be pasted back', async () => {
    const request = connectRequest()
    const connecting = rig.api.connect(request)
    const location = await signInAndAllow(await nextLink(rig.opened, rig.opened.length), { person: 'Ada' })
    await rig.api.pasteRedirect({ flowId: request.flowId, text: `  "${location.href}"\n` })

    expect(accountOf(await connecting).label).toBe('Ada Lovelace')
  })

  test('what is pasted goes through the checks of the loopback, and a wrong paste ends nothing', async () => {
    const request = connectRequest()
    const connecting = rig.api.connect(request)
    const location = await signInAndAllow(await nextLink(rig.opened, rig.opened.length), { person: 'Ada' })
    const paste = (text: string) => failureOf(rig.api.pasteRedirect({ flowId: request.flowId, text }))
    const forged = new URL(location)
    forged.searchParams.set('state', 'forged')
    const elsewhere = new URL(location)
    elsewhere.host = '127.0.0.1:1'

    expect((await paste('hello')).code).toBe('paste_not_a_redirect')
    expect((await paste(elsewhere.href)).code).toBe('paste_not_a_redirect')
    expect((await paste(forged.href)).code).toBe('state_mismatch')
    await rig.api.pasteRedirect({ flowId: request.flowId, text: location.href })
    expect((await connecting).kind).toBe('renewed')
  })
})

describe('a provider that makes clients for whoever asks', () => {
  test('is asked for a client once, and every connection after uses it', async () => {
    const before = rig.server.stats().registrations
    const account = accountOf(await rig.connect('Grace', { providerId: 'registering' }))
    const again = accountOf(await rig.connect('Grace', { providerId: 'registering' }))

    expect(rig.server.stats().registrations).toBe(before + 1)
    expect(account.clientId).not.toBe('keyfob-sandbox')
    expect(again).toMatchObject({ id: account.id, clientId: account.clientId })
    await rig.api.renewAccount({ accountId: account.id })
  })

  test('and asked again when its server has forgotten the client', async () => {
    const [grace] = (await rig.api.listAccounts({})).filter(({ providerId }) => providerId === 'registering')
    const { registered, registry } = rig.services
    const issuer = registry.get(grace?.id ?? '').issuer
    await registered.discard(issuer, grace?.clientId ?? '')
    await registered.find(issuer, 'http://127.0.0.1/callback', async () => ({
      clientId: 'purged',
      authentication: 'none',
      redirectUri: 'http://127.0.0.1/callback',
    }))
    const failure = await failureOf(rig.connect('Grace', { providerId: 'registering' }))
    expect(failure.code).toBe('invalid_client')

    const before = rig.server.stats().registrations
    expect((await rig.connect('Grace', { providerId: 'registering' })).kind).toBe('renewed')
    expect(rig.server.stats().registrations).toBe(before + 1)
  })
})

test('an account that is kept for this session only never reaches the keychain and is gone after a restart', async () => {
  await revokeLeaving(rig.services)
  const entries = rig.keychain.lasting()
  const account = accountOf(await rig.connect('Noor', { kept: 'session' }))
  expect(rig.keychain.lasting()).toEqual(entries)
  expect((await rig.api.listRows({ accountId: account.id, resourceId: 'servers' })).rows).toEqual([])

  await rig.restart()
  expect((await rig.api.listAccounts({})).some(({ id }) => id === account.id)).toBe(false)
})
