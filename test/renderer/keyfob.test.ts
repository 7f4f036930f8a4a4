import { describe, expect, it } from 'vitest'
import { createKeyfob, toFailureReport } from '../../renderer/keyfob'
import { Failure } from '../../shared/failure'
import { settings as settingsSchema } from '../../shared/settings'
import { createFakeKeyfob } from './fake-keyfob'
import { makeAccount } from './world/accounts'

describe('the window’s side of the contract', () => {
  it('hands a value through and sends the request as it is', async () => {
    const account = makeAccount('a', 1_000)
    const fake = createFakeKeyfob({ accounts: [account] })
    expect(await createKeyfob(fake.bridge).listAccounts({})).toEqual([account])
    expect(fake.asked).toEqual([{ method: 'listAccounts', request: {} }])
  })

  it('throws the failure that an envelope carries, with its facts', async () => {
    const facts = { host: 'example.com', status: 429, retryAfter: 7 }
    const fake = createFakeKeyfob(
      {},
      {
        listAccounts: async () => {
          throw new Failure('rate_limited', 'slow down', { facts })
        },
      },
    )
    const failure = await createKeyfob(fake.bridge)
      .listAccounts({})
      .catch((error: unknown) => error)
    expect(failure).toBeInstanceOf(Failure)
    expect(toFailureReport(failure)).toEqual({ code: 'rate_limited', message: 'slow down', facts })
  })

  it.each(['', 'text', 'null', '"text"', '{"value":1}', '{"ok":"yes"}'])(
    'calls an answer that is no envelope unexpected: %s',
    async (answer) => {
      const keyfob = createKeyfob({ ask: async () => answer, listen: () => () => undefined })
      await expect(keyfob.listAccounts({})).rejects.toMatchObject({ code: 'unexpected' })
    },
  )

  it('listens until told to stop', () => {
    const fake = createFakeKeyfob()
    const seen: unknown[] = []
    const end = createKeyfob(fake.bridge).on('settings', (settings) => seen.push(settings))
    const dark = settingsSchema.parse({ appearance: 'dark' })
    fake.emit('settings', dark)
    end()
    fake.emit('settings', settingsSchema.parse({ appearance: 'light' }))
    expect(seen).toEqual([dark])
  })

  it('is not mistaken for a promise', async () => {
    const keyfob = createKeyfob(createFakeKeyfob().bridge)
    expect(await Promise.resolve(keyfob)).toBe(keyfob)
  })
})
