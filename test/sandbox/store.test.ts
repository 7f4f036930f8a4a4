import { readFile } from 'node:fs/promises'
import { describe, expect, it, onTestFinished } from 'vitest'
import { createStore, type Store } from '../../electron/sandbox/store'
import { temporaryStateFile } from './harness'

const base = { version: 1, cookieKeys: ['x'.repeat(32)], jwks: { keys: [{ kty: 'none' }] } } as const

async function startStore(): Promise<{ store: Store; file: string }> {
  const file = await temporaryStateFile()
  const store = createStore({
    file,
    base: structuredClone({ ...base, cookieKeys: [...base.cookieKeys], jwks: { keys: [{ kty: 'none' }] } }),
    records: {},
    pinnedClient: 'pinned',
    onWriteError: (error) => {
      throw error
    },
  })
  onTestFinished(() => store.close())
  return { store, file }
}

describe('the store', () => {
  it('keeps a bounded number of clients, the pinned one always', async () => {
    const { store } = await startStore()
    const clients = store.adapterFor('Client')
    await clients.upsert('pinned', { client_id: 'pinned' })
    await Promise.all(
      Array.from({ length: 300 }, (_, index) => clients.upsert(`c${index}`, { client_id: `c${index}` })),
    )
    expect(store.count('Client')).toBe(200)
    expect(await clients.find('pinned')).toMatchObject({ client_id: 'pinned' })
    expect(await clients.find('c0')).toBeUndefined()
    expect(await clients.find('c299')).toBeDefined()
  })

  it('has written everything that it was asked to keep by the time it says so', async () => {
    const { store, file } = await startStore()
    const grants = store.adapterFor('Grant')
    await Promise.all(
      Array.from({ length: 50 }, async (_, index) => {
        await grants.upsert(`g${index}`, { jti: `g${index}`, accountId: `person-${index}` }, 60)
        expect(await readFile(file, 'utf8')).toContain(`"person-${index}"`)
      }),
    )
  })

  it('hands out copies, so that a change counts only once it is saved', async () => {
    const { store } = await startStore()
    const sessions = store.adapterFor('Session')
    await sessions.upsert('s', { jti: 's', uid: 'u', authorizations: {} }, 60)
    const found = await sessions.find('s')
    Object.assign(found?.authorizations ?? {}, { client: { sid: 'x' } })
    expect(await sessions.find('s')).toEqual({ jti: 's', uid: 'u', authorizations: {} })
    expect(await sessions.findByUid('u')).toMatchObject({ uid: 'u' })
  })

  it('writes no id that is a credential', async () => {
    const { store, file } = await startStore()
    await store.adapterFor('RefreshToken').upsert('the-token', { jti: 'the-token', grantId: 'g' }, 60)
    await store.adapterFor('Client').upsert('c', { client_id: 'c', client_secret: 'the-secret' })
    expect(await store.adapterFor('RefreshToken').find('the-token')).toEqual({
      jti: 'the-token',
      grantId: 'g',
    })
    const text = await readFile(file, 'utf8')
    expect(text).not.toContain('the-token')
    expect(text).not.toContain('the-secret')
  })

  it('forgets every record of a revoked grant', async () => {
    const { store } = await startStore()
    const tokens = store.adapterFor('RefreshToken')
    await tokens.upsert('one', { jti: 'one', grantId: 'g' }, 60)
    await tokens.upsert('two', { jti: 'two', grantId: 'other' }, 60)
    await tokens.revokeByGrantId('g')
    expect(await tokens.find('one')).toBeUndefined()
    expect(await tokens.find('two')).toBeDefined()
  })
})
