import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { Provider } from '../../electron/providers/provider'
import { sandbox } from '../../electron/providers/sandbox'
import type { Failure } from '../../shared/failure'
import { accountOf, createRig, type Rig } from './rig'

const withoutRevocation: Provider = {
  ...sandbox,
  id: 'without-revocation',
  revocation: { kind: 'none' },
  grantedAppsUrl: 'https://example.com/apps',
}
/** Its "proof" is a page that anybody may see: like an API that takes revoked tokens until they run out. */
const withoutProof: Provider = {
  ...sandbox,
  id: 'without-proof',
  proof: { method: 'GET', url: '{base}/.well-known/openid-configuration' },
}
const refusing: Provider = {
  ...withoutProof,
  id: 'refusing',
  revocation: {
    kind: 'request',
    method: 'POST',
    url: '{base}/oauth/token',
    authentication: 'none',
    body: { type: 'form', members: { token: '{access_token}' } },
    tokens: ['access_token'],
    success: [200],
  },
}

let rig: Rig
beforeAll(async () => {
  rig = await createRig({ around: { providers: [sandbox, withoutRevocation, withoutProof, refusing] } })
})
afterAll(() => rig.end())

describe('how access ends is said as it is', () => {
  test('proven: the server took it and then refused the old token', async () => {
    const account = accountOf(await rig.connect('Ada'))
    expect((await rig.api.disconnect({ accountId: account.id })).outcome).toBe('proven')
  })

  test('accepted, but the token is still taken: with the time until which it works', async () => {
    const account = accountOf(await rig.connect('Ada', { providerId: 'without-proof' }))
    const report = await rig.api.disconnect({ accountId: account.id })

    expect(report).toMatchObject({ outcome: 'accepted', usableUntil: account.expiresAt })
    expect(report.steps.map(({ what }) => what)).toContain('erased')
  })

  test('not offered: with the page where the person can do it, and erased here all the same', async () => {
    const account = accountOf(await rig.connect('Ada', { providerId: 'without-revocation' }))
    const report = await rig.api.disconnect({ accountId: account.id })

    expect(report).toMatchObject({ outcome: 'not_offered', manualUrl: 'https://example.com/apps' })
    expect(rig.keychain.lasting()).toEqual([])
  })

  test('refused by the server: nothing is erased, and forgetting it here is the person’s choice', async () => {
    const account = accountOf(await rig.connect('Ada', { providerId: 'refusing' }))
    const failure = await rig.api
      .disconnect({ accountId: account.id })
      .catch((error: unknown) => error as Failure)

    expect(failure).toMatchObject({ facts: { stage: 'revocation', status: 400 } })
    expect(rig.keychain.lasting()).not.toEqual([])
    await rig.api.forgetAccount({ accountId: account.id })
    expect(rig.keychain.lasting()).toEqual([])
    expect(await rig.api.listAccounts({})).toEqual([])
  })
})
