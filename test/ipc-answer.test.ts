import { describe, expect, test, vi } from 'vitest'
import { answer } from '../electron/ipc-answer'
import { Failure } from '../shared/failure'
import type { KeyfobApi } from '../shared/keyfob-api'
import { methods } from '../shared/requests'

function apiThat(behaviour: (request: unknown) => Promise<unknown>): KeyfobApi {
  return Object.fromEntries(methods.map((method) => [method, behaviour])) as unknown as KeyfobApi
}

const quiet = apiThat(async () => null)
const flowId = '3f8a0f6e-6f0e-4b6c-9d53-0d4c7a3f3f10'

describe('the border between window and main', () => {
  test.each([
    '',
    'nothing',
    '__proto__',
    'constructor',
    'toString',
    42,
    null,
    { toString: () => 'listAccounts' },
  ])('a method that does not exist is refused: %s', async (method) => {
    expect(await answer(quiet, method, {})).toMatchObject({ ok: false, code: 'bad_request' })
  })

  test.each([
    ['cancelFlow', {}],
    ['cancelFlow', { flowId: 'no-uuid' }],
    ['cancelFlow', { flowId, extra: 1 }],
    ['interceptCode', {}],
    ['interceptCode', { flowId: '../flows' }],
    ['interceptCode', { flowId, providerId: 'github' }],
    ['listAccounts', { everything: true }],
    ['listRows', { accountId: '../../etc', resourceId: 'servers' }],
    ['connect', { flowId, providerId: 'sandbox', kind: 'implicit', scopes: [], kept: 'keychain' }],
    [
      'connect',
      { flowId, providerId: 'sandbox', kind: 'authorization_code', scopes: 'all', kept: 'keychain' },
    ],
    ['openWebPage', { url: 'javascript:alert(1)' }],
    ['openWebPage', { url: 'file:///etc/passwd' }],
    ['pasteRedirect', { flowId, text: 'x'.repeat(20_000) }],
    ['renameAccount', { accountId: 'a', label: '   ' }],
    ['changeSettings', JSON.parse('{"__proto__":{"appearance":"dark"},"appearance":"neon"}')],
  ])('%s refuses what its schema does not allow', async (method, request) => {
    const carriedOut = vi.fn(async () => null)
    expect(await answer(apiThat(carriedOut), method, request)).toMatchObject({
      ok: false,
      code: 'bad_request',
    })
    expect(carriedOut).not.toHaveBeenCalled()
  })

  test('what the schema allows is carried out and comes back in an envelope', async () => {
    const api = apiThat(async (request) => request)
    expect(await answer(api, 'cancelFlow', { flowId })).toEqual({ ok: true, value: { flowId } })
  })

  test('a failure crosses with code and facts, and without its cause', async () => {
    const api = apiThat(async () => {
      throw new Failure('rate_limited', 'slow down', {
        facts: { retryAfter: 3 },
        cause: new Error('token=hunter2'),
      })
    })
    const reply = await answer(api, 'listAccounts', {})
    expect(reply).toEqual({ ok: false, code: 'rate_limited', message: 'slow down', facts: { retryAfter: 3 } })
  })

  test('an error of our own making says nothing of what it saw', async () => {
    const log = vi.spyOn(console, 'error').mockImplementation(() => {})
    const api = apiThat(async () => {
      throw new TypeError('cannot use refresh token hunter2')
    })
    const reply = await answer(api, 'listAccounts', {})

    expect(reply).toEqual({ ok: false, code: 'unexpected', message: 'TypeError', facts: {} })
    expect(log).toHaveBeenCalledOnce()
    expect(JSON.stringify(log.mock.calls)).not.toContain('hunter2')
    log.mockRestore()
  })
})

test('a locked Keyfob carries out nothing but what it may answer', async () => {
  const carriedOut = vi.fn(async () => null)
  for (const method of ['disconnectAll', 'listAccounts', 'saveBackup'])
    expect(await answer(apiThat(carriedOut), method, {}, () => true)).toMatchObject({ code: 'app_locked' })
  expect(carriedOut).not.toHaveBeenCalled()
  expect(await answer(apiThat(carriedOut), 'unlock', {}, () => true)).toMatchObject({ ok: true })
})

describe('a lock that falls while something is on its way', () => {
  test('keeps its failure, which may name an account', async () => {
    let locked = false
    const slow = apiThat(async () => {
      locked = true
      throw new Failure('vault_entry_missing', 'gone', { facts: { subject: 'Ada at work' } })
    })
    const reply = await answer(slow, 'listAccounts', {}, () => locked)
    expect(reply).toMatchObject({ ok: false, code: 'app_locked', facts: {} })
  })

  test('keeps the answer of what was asked before it, and none of what a locked Keyfob may say', async () => {
    let locked = false
    const slow = apiThat(async () => {
      locked = true
      return ['an account']
    })
    const isLocked = () => locked

    expect(await answer(slow, 'listAccounts', {}, isLocked)).toMatchObject({ ok: false, code: 'app_locked' })
    locked = false
    expect(await answer(slow, 'isLocked', {}, isLocked)).toMatchObject({ ok: true })
  })
})

describe('while everything is being removed', () => {
  test('nothing is answered that would bring anything here', async () => {
    const carriedOut = vi.fn(async () => null)
    const api = apiThat(carriedOut)
    const ask = (method: string, request: object) => answer(api, method, request, undefined, () => true)
    for (const [method, request] of [
      [
        'connect',
        { flowId, providerId: 'sandbox', kind: 'authorization_code', scopes: [], kept: 'keychain' },
      ],
      ['saveClient', { providerId: 'github', clientId: 'a' }],
      ['changeSettings', { appearance: 'dark' }],
      ['openBackup', {}],
      ['listActivity', {}],
    ] as const)
      expect(await ask(method, request)).toMatchObject({ ok: false, code: 'shutting_down' })
    expect(carriedOut).not.toHaveBeenCalled()
    for (const method of ['getRemoval', 'finishRemoval', 'quit', 'unlock'])
      expect(await ask(method, {})).toMatchObject({ ok: true })
  })
})
