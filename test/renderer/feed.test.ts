import { describe, expect, it } from 'vitest'
import { feedStore } from '../../renderer/feed'
import { createKeyfob } from '../../renderer/keyfob'
import { createStore } from '../../renderer/store'
import { Failure } from '../../shared/failure'
import { createFakeKeyfob } from './fake-keyfob'
import { pending, settle } from './show'
import { makeAccount } from './world/accounts'
import { connectFlow } from './world/flows'

const now = 1_800_000_000_000

describe('the store', () => {
  it('keeps what an event said when the answer to an older question arrives after it', async () => {
    const answer = pending<never[]>()
    const fake = createFakeKeyfob({}, { listAccounts: () => answer.promise })
    const store = createStore()
    feedStore(createKeyfob(fake.bridge), store)
    fake.emit('accounts', [makeAccount('new', now)])
    answer.resolve([])
    await settle()
    expect(store.get().accounts.map((account) => account.id)).toEqual(['new'])
    expect(store.get().loaded).toBe(true)
  })

  it('keeps a flow of this moment when the kept ones are loaded', async () => {
    const kept = connectFlow(now, { id: 'kept' })
    const fake = createFakeKeyfob({ flows: [connectFlow(now, { id: 'live', status: 'running' }), kept] })
    const store = createStore()
    feedStore(createKeyfob(fake.bridge), store)
    fake.emit('flow', connectFlow(now, { id: 'live', status: 'succeeded' }))
    await settle()
    expect(store.get().flows.get('live')?.status).toBe('succeeded')
    expect(store.get().flows.has('kept')).toBe(true)
  })

  it('says why nothing could be loaded instead of calling it empty', async () => {
    const fake = createFakeKeyfob(
      {},
      {
        listAccounts: async () => {
          throw new Failure('file_damaged', 'accounts.json')
        },
      },
    )
    const store = createStore()
    feedStore(createKeyfob(fake.bridge), store)
    await settle()
    expect(store.get().loadFailure?.code).toBe('file_damaged')
  })

  it('hears nothing any more once its listening has ended', async () => {
    const fake = createFakeKeyfob()
    const store = createStore()
    const end = feedStore(createKeyfob(fake.bridge), store)
    await settle()
    end()
    fake.emit('accounts', [makeAccount('late', now)])
    expect(store.get().accounts).toEqual([])
  })
})
