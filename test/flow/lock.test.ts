import { afterAll, beforeAll, expect, test, vi } from 'vitest'
import { answer } from '../../electron/ipc-answer'
import type { Failure } from '../../shared/failure'
import { methods } from '../../shared/requests'
import { accountOf, connectRequest, createRig, nextLink, type Rig } from './rig'

let rig: Rig
beforeAll(async () => {
  rig = await createRig()
})
afterAll(() => rig.end())

const ask = (method: string, request: unknown = {}) =>
  answer(rig.api, method, request, rig.services.lock.isLocked)

test('a locked Keyfob answers nothing about any account, and everything again when it is unlocked', async () => {
  const account = accountOf(await rig.connect('Ada'))
  await ask('lock')
  const replies = await Promise.all(methods.map(async (method) => [method, await ask(method)] as const))
  const answered = replies.filter(([, reply]) => reply.ok).map(([method]) => method)

  expect(answered.sort()).toEqual(
    ['checkVault', 'getAppInfo', 'getSettings', 'isLocked', 'lock', 'restart', 'unlock'].sort(),
  )
  await ask('unlock')
  expect(await ask('listAccounts')).toMatchObject({ ok: true, value: [{ id: account.id }] })
})

test('what was asked before and is answered after the lock is told to nobody', async () => {
  const account = accountOf(await rig.connect('Ada'))
  const listing = ask('listRows', { accountId: account.id, resourceId: 'servers' })
  const renewing = ask('renewAccount', { accountId: account.id })
  await rig.api.lock({})

  expect(await listing).toMatchObject({ ok: false })
  expect(await renewing).toMatchObject({ ok: false, code: 'app_locked' })
  await rig.api.unlock({})
  expect(await ask('listRows', { accountId: account.id, resourceId: 'servers' })).toMatchObject({ ok: true })
})

test('tokens leave memory: the next use goes back to the keychain', async () => {
  const account = accountOf(await rig.connect('Ada'))
  await rig.api.listRows({ accountId: account.id, resourceId: 'servers' })
  const reads = () => rig.keychain.calls.filter((call) => call === `get account-${account.id}`).length
  const before = reads()
  await rig.api.listRows({ accountId: account.id, resourceId: 'servers' })
  expect(reads()).toBe(before)
  await rig.api.lock({})
  await rig.api.unlock({})
  await rig.api.listRows({ accountId: account.id, resourceId: 'servers' })

  expect(reads()).toBe(before + 1)
})

test('a renewal that ends after the lock puts them into the keychain, and not back into memory', async () => {
  const account = accountOf(await rig.connect('Ada'))
  const renewing = rig.api.renewAccount({ accountId: account.id })
  await rig.api.lock({})
  await renewing
  const reads = () => rig.keychain.calls.filter((call) => call === `get account-${account.id}`).length
  const before = reads()
  await rig.api.unlock({})
  await rig.api.listRows({ accountId: account.id, resourceId: 'servers' })

  expect(reads()).toBe(before + 1)
})

test('the grant of somebody else, which waits for an answer, ends with the lock', async () => {
  const account = accountOf(await rig.connect('Ada'))
  const request = connectRequest({ accountId: account.id })
  expect((await rig.connect('Grace', request)).kind).toBe('someone_else')
  const { revocations } = rig.server.stats()
  await rig.api.lock({})
  await vi.waitFor(() => expect(rig.server.stats().revocations).toBeGreaterThan(revocations))
  await rig.api.unlock({})
  const settling = rig.api.settleSomeoneElse({ flowId: request.flowId, choice: 'add' })

  await expect(settling).rejects.toMatchObject({ code: 'not_found' })
})

test('so does one that could not be kept, when the lock comes while it is tried', async () => {
  const account = accountOf(await rig.connect('Ada'))
  const request = connectRequest({ accountId: account.id })
  expect((await rig.connect('Grace', request)).kind).toBe('someone_else')
  const { revocations } = rig.server.stats()
  rig.keychain.before = (call) => {
    if (!call.startsWith('set account-')) return
    rig.services.lock.lock()
    throw new Error('Cannot create an item in a locked collection')
  }
  const kept = rig.api.settleSomeoneElse({ flowId: request.flowId, choice: 'add' })
  await expect(kept).rejects.toMatchObject({ code: 'vault_locked' })
  rig.keychain.before = undefined
  expect(rig.server.stats().revocations).toBeGreaterThan(revocations)
  await rig.api.unlock({})
  const settling = rig.api.settleSomeoneElse({ flowId: request.flowId, choice: 'add' })

  await expect(settling).rejects.toMatchObject({ code: 'not_found' })
})

test('a keychain that stays locked keeps Keyfob locked', async () => {
  await rig.api.lock({})
  rig.keychain.fault = 'Cannot create an item in a locked collection'
  await expect(rig.api.unlock({})).rejects.toMatchObject({ code: 'vault_locked' })
  expect(rig.services.lock.isLocked()).toBe(true)
  rig.keychain.fault = undefined
  await rig.api.unlock({})

  expect(rig.services.lock.isLocked()).toBe(false)
})

test('locking ends a sign-in that is under way', async () => {
  const connecting = rig.api.connect(connectRequest()).catch((error: unknown) => error as Failure)
  await nextLink(rig.opened, rig.opened.length)
  await rig.api.lock({})
  await rig.api.unlock({})

  expect(await connecting).toMatchObject({ code: 'cancelled' })
})
