import { describe, expect, it } from 'vitest'
import { feedStore } from '../../renderer/feed'
import { createKeyfob } from '../../renderer/keyfob'
import { createServices } from '../../renderer/services'
import { createStore } from '../../renderer/store'
import { Failure } from '../../shared/failure'
import { mostTracesKept } from '../../shared/flow-trace'
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

  it('keeps as many flows as main does, those that changed last', async () => {
    const fake = createFakeKeyfob()
    const store = createStore()
    feedStore(createKeyfob(fake.bridge), store)
    await settle()
    const tell = (id: number) => fake.emit('flow', connectFlow(now, { id: `flow-${id}` }))
    for (let id = 0; id < mostTracesKept; id += 1) tell(id)
    tell(0)
    tell(mostTracesKept)
    const kept = [...store.get().flows.keys()]
    expect(kept).toHaveLength(mostTracesKept)
    expect(kept[0]).toBe('flow-2')
    expect(kept.slice(-2)).toEqual(['flow-0', `flow-${mostTracesKept}`])
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

  it('has the same objects as before for every account that has not changed', async () => {
    const [ada, grace] = [makeAccount('ada', now), makeAccount('grace', now)]
    const fake = createFakeKeyfob({ accounts: [ada, grace] })
    const store = createStore()
    feedStore(createKeyfob(fake.bridge), store)
    await settle()
    const before = store.get().accounts
    fake.emit('accounts', structuredClone([{ ...grace, renewedAt: now + 1 }, ada]))
    const after = store.get().accounts
    expect(after.map(({ id }) => id)).toEqual(['grace', 'ada'])
    expect(after[1]).toBe(before[0])
    expect(after[0]?.renewedAt).toBe(now + 1)
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

  it('is empty of every account while Keyfob is locked, and full again afterwards', async () => {
    const account = makeAccount('ada', now, { label: 'Ada Lovelace' })
    const fake = createFakeKeyfob({ accounts: [account], flows: [connectFlow(now)] })
    const { store, navigation, commands } = createServices(createKeyfob(fake.bridge))
    await settle()
    await commands.renew(account)
    await commands.loadResources('ada')
    store.change(() => ({ loadFailure: { code: 'unexpected', message: 'Ada', facts: {} } }))
    commands.startConnecting({ providerId: 'google', accountId: 'ada' })
    navigation.go({ screen: 'browse', accountId: 'ada' })
    fake.emit('notice', { id: 'n', kind: 'file_set_aside', subject: 'settings.json' })
    fake.emit('notice', { id: 'm', kind: 'clock_differs', subject: 'accounts.google.com' })
    const revoking = commands.revoke(account)

    fake.change(() => ({ locked: true }))
    expect(JSON.stringify([...Object.values(store.get())])).not.toMatch(/ada|google/i)
    expect(store.get().flows.size + store.get().resources.size + store.get().revocations.size).toBe(0)
    expect(store.get().notices.map(({ id }) => id)).toEqual(['n'])
    expect([navigation.current(), navigation.canGoBack()]).toEqual([{ screen: 'accounts' }, false])

    void revoking
    fake.change(() => ({ locked: false }))
    await settle()
    expect(store.get().accounts).toEqual([account])
    expect(store.get().loadFailure).toBeUndefined()
    expect(store.get().connecting).toBeNull()
  })

  it('takes in nothing that ends while Keyfob is locked', async () => {
    const answer = pending<never>()
    const account = makeAccount('ada', now, { label: 'Ada Lovelace' })
    const fake = createFakeKeyfob({ accounts: [account] }, { disconnect: () => answer.promise })
    const { store, commands } = createServices(createKeyfob(fake.bridge))
    await settle()
    const revoking = commands.revoke(account)
    fake.change(() => ({ locked: true }))
    answer.reject(new Failure('app_locked', 'locked'))
    await revoking
    expect(store.get().revocations.size).toBe(0)
    expect(store.get().notices).toEqual([])
  })
})
