import { afterEach, describe, expect, test } from 'vitest'
import {
  isRenewedAhead,
  type RenewalSchedule,
  startRenewalSchedule,
} from '../../electron/accounts/renewal-schedule'
import type { TokenKeeper } from '../../electron/accounts/token-keeper'
import { catalogue } from '../../electron/providers/catalogue'
import { createNotifier } from '../../electron/support/notifier'
import type { Account } from '../../shared/account'
import { Failure } from '../../shared/failure'
import { someAccount } from '../support/some-account'
import { createTestClock } from '../support/test-clock'

const minute = 60_000
let schedule: RenewalSchedule | undefined
afterEach(() => schedule?.stop())

function start(
  accounts: readonly Account[],
  renew: (id: string) => Promise<void>,
  lease: TokenKeeper['lease'] = () => Promise.reject(new Error('not asked for')),
) {
  const clock = createTestClock(0)
  const changes = createNotifier<readonly Account[]>()
  let list = accounts
  const registry = { list: () => list, changes } as unknown as Parameters<
    typeof startRenewalSchedule
  >[0]['registry']
  schedule = startRenewalSchedule({
    registry,
    keeper: { renew, lease },
    clock,
    isRenewedAhead: () => true,
    random: () => 0,
  })
  return {
    clock,
    change(next: readonly Account[]) {
      list = next
      changes.announce(next)
    },
  }
}

describe('who is renewed ahead', () => {
  const world = (issuer: string | undefined, isLocked = false) => ({
    lock: { isLocked: () => isLocked },
    providers: catalogue,
    sandbox: { issuer: () => issuer },
  })
  const at = (providerId: string) => someAccount({ providerId })

  test('accounts of a sandbox that does not run wait until they are used', () => {
    expect(isRenewedAhead(at('sandbox'), world(undefined))).toBe(false)
    expect(isRenewedAhead(at('sandbox'), world('http://127.0.0.1:9'))).toBe(true)
    expect(isRenewedAhead(at('github'), world(undefined))).toBe(true)
  })

  test('an account whose provider is not known here stops nobody’s renewals', () => {
    expect(isRenewedAhead(at('custom-gone'), world(undefined))).toBe(true)
  })

  test('nobody is, while Keyfob is locked', () => {
    expect(isRenewedAhead(at('github'), world(undefined, true))).toBe(false)
  })
})

describe('renewal ahead of time', () => {
  test('an hour’s token is renewed 5 minutes before it runs out, and not earlier', async () => {
    const renewed: string[] = []
    const account = someAccount({ connectedAt: 0, expiresAt: 60 * minute })
    const { clock } = start([account], async (id) => void renewed.push(id))

    await clock.advance(54 * minute)
    expect(renewed).toEqual([])
    await clock.advance(1 * minute)
    expect(renewed).toEqual([account.id])
  })

  test('a token is renewed while it still can be, where what renews it runs out first', async () => {
    const renewed: number[] = []
    const times = { connectedAt: 0, expiresAt: 60 * minute, renewableUntil: 30 * minute }
    const { clock } = start([someAccount(times)], async () => {
      renewed.push(clock.now())
    })
    await clock.advance(27 * minute)

    expect(renewed).toEqual([27 * minute])
  })

  test('a short token is renewed in its last tenth', async () => {
    const renewed: number[] = []
    const { clock } = start([someAccount({ connectedAt: 0, expiresAt: 10 * minute })], async () => {
      renewed.push(clock.now())
    })
    await clock.advance(9 * minute)

    expect(renewed).toEqual([9 * minute])
  })

  test('a token that nothing renews is looked at when it has run out, and not again once it has ended', async () => {
    const looked: number[] = []
    const account = someAccount({ connectedAt: 0, expiresAt: 10 * minute, renewable: false })
    const { clock, change } = start(
      [account],
      () => Promise.reject(new Error('nothing renews it')),
      async () => {
        looked.push(clock.now())
        change([{ ...account, health: { state: 'needs_reconnecting', code: 'access_ran_out', since: 0 } }])
        throw new Failure('access_ran_out', 'it ran out')
      },
    )
    await clock.advance(60 * minute)

    expect(looked).toEqual([10 * minute])
  })

  test('a failure is tried again after 30 s, then after twice as long', async () => {
    const tries: number[] = []
    const { clock } = start([someAccount({ connectedAt: 0, expiresAt: 1 * minute })], async () => {
      tries.push(clock.now())
      throw new Error('offline')
    })
    await clock.advance(54_000)
    await clock.advance(30_000)
    await clock.advance(59_000)
    expect(tries).toEqual([54_000, 84_000])
    await clock.advance(1_000)
    expect(tries).toEqual([54_000, 84_000, 144_000])
  })

  test('waking up tries at once', async () => {
    const tries: number[] = []
    const { clock } = start([someAccount({ connectedAt: 0, expiresAt: 1 * minute })], async () => {
      tries.push(clock.now())
      throw new Error('offline')
    })
    await clock.advance(54_000)
    await clock.advance(1_000)
    schedule?.wake()
    await clock.advance(0)

    expect(tries).toEqual([54_000, 55_000])
  })

  test('waking up leaves a renewal alone that is under way', async () => {
    let tries = 0
    const { clock } = start([someAccount({ connectedAt: 0, expiresAt: 1 * minute })], () => {
      tries += 1
      return new Promise(() => undefined)
    })
    await clock.advance(54_000)
    schedule?.wake()
    await clock.advance(1_000)

    expect(tries).toBe(1)
  })

  test('an account that needs its person is left alone', async () => {
    const tries: string[] = []
    const ended = someAccount({
      expiresAt: 1,
      health: { state: 'needs_reconnecting', code: 'invalid_grant', since: 0 },
    })
    const { clock } = start(
      [ended, someAccount({ expiresAt: 1, renewable: false })],
      async (id) => void tries.push(id),
    )
    await clock.advance(60 * minute)

    expect(tries).toEqual([])
  })

  test('an account that is connected later is noticed', async () => {
    const renewed: string[] = []
    const { clock, change } = start([], async (id) => void renewed.push(id))
    change([someAccount({ id: 'late', connectedAt: 0, expiresAt: 2 * minute })])
    await clock.advance(2 * minute)

    expect(renewed).toContain('late')
  })
})
