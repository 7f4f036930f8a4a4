import { describe, expect, test } from 'vitest'
import { type AccountSecret, accountSecretToText } from '../../electron/accounts/account-secret'
import { createTokenKeeper } from '../../electron/accounts/token-keeper'
import { endsGrant } from '../../electron/oauth/ends-grant'
import type { TokenSet } from '../../electron/oauth/token-set'
import { type Secret, secret } from '../../electron/support/secret'
import { createMemoryVault } from '../../electron/vault/memory-vault'
import type { Account } from '../../shared/account'
import { Failure } from '../../shared/failure'
import { someAccount } from '../support/some-account'

const hour = 3_600_000

function tokensAt(time: number, difference: Partial<TokenSet> = {}): TokenSet {
  return {
    accessToken: secret(`access ${time}`),
    refreshToken: secret(`refresh ${time}`),
    tokenType: 'bearer',
    requestedAt: time,
    expiresAt: time + hour,
    ...difference,
  }
}

/** A keeper over memory, whose server and clock the test plays. */
async function createRig(
  accounts: readonly Account[],
  renewal: (secret: AccountSecret) => Promise<TokenSet>,
  flush: () => Promise<void> = async () => undefined,
) {
  const world = { now: 0, isRefused: true, whileAsked: async () => {} }
  const revoked: string[] = []
  const unwritable: unknown[] = []
  const vault = createMemoryVault()
  const records = new Map(accounts.map((account) => [account.id, account]))
  const get = (id: string) => {
    const found = records.get(id)
    if (!found) throw new Failure('not_found', 'gone')
    return found
  }
  const change = (id: string, difference: Partial<Account>) => {
    const found = records.get(id)
    if (found) records.set(id, { ...found, ...difference })
  }
  const keeper = createTokenKeeper({
    registry: {
      get,
      list: () => [...records.values()],
      update: async (id: string, difference: Partial<Account>) => change(id, difference),
      replace: async (account: Account) => change(account.id, account),
      note: change,
      noteAll: (account: Account) => change(account.id, account),
      flush,
    } as unknown as Parameters<typeof createTokenKeeper>[0]['registry'],
    vaultOf: () => vault,
    requestRenewal: renewal,
    sendBound: () => () => Promise.reject(new Error('not bound')),
    endsGrant: (failure) => endsGrant(failure),
    async isRefused() {
      await world.whileAsked()
      return world.isRefused
    },
    foundRevoked: ({ id }) => revoked.push(id),
    mayHold: () => true,
    onUnwritable: (error) => unwritable.push(error),
    now: () => world.now,
  })
  for (const account of accounts) await keeper.keep({ account, tokens: tokensAt(0) })
  return {
    keeper,
    world,
    get,
    change,
    vault,
    revoked,
    unwritable,
    remove: (id: string) => records.delete(id),
  }
}

const failureOf = (promise: Promise<unknown>) =>
  promise.then(
    () => undefined,
    (error: unknown) => error as Failure,
  )

describe('handing out tokens', () => {
  test('a fresh token is handed out without asking anybody', async () => {
    const { keeper } = await createRig([someAccount()], () => Promise.reject(new Error('asked')))
    expect((await keeper.lease('ada')).accessToken.reveal()).toBe('access 0')
  })

  test('nothing is renewed while the keychain is locked, as the new token would have no place', async () => {
    let asked = 0
    const { keeper, world, vault, get } = await createRig([someAccount()], async () => {
      asked += 1
      return tokensAt(1)
    })
    world.now = hour
    const { prepare } = vault
    Object.assign(vault, { prepare: () => Promise.reject(new Failure('vault_locked', 'locked')) })
    expect(await failureOf(keeper.lease('ada'))).toMatchObject({ code: 'vault_locked' })
    expect(asked).toBe(0)
    expect(get('ada').health).toMatchObject({ state: 'unreachable', code: 'vault_locked' })

    Object.assign(vault, { prepare })
    expect((await keeper.lease('ada')).accessToken.reveal()).toBe('access 1')
    expect(asked).toBe(1)
  })

  test('a renewed token is in the keychain before anybody gets it', async () => {
    const { keeper, world, vault } = await createRig([someAccount()], async () => tokensAt(1))
    world.now = hour
    const order: string[] = []
    const { write } = vault
    const slowly: typeof write = async (...entry) => {
      await new Promise((resolve) => setTimeout(resolve, 20))
      await write(...entry)
      order.push('kept')
    }
    Object.assign(vault, { prepare: async (name: string) => (value: Secret) => slowly(name, value) })
    await Promise.all([
      keeper.lease('ada').then(() => order.push('handed out')),
      keeper.lease('ada').then(() => order.push('handed out')),
    ])

    expect(order).toEqual(['kept', 'handed out', 'handed out'])
  })

  test('what waits for the keychain gives way to a new connection', async () => {
    const { keeper, world, vault } = await createRig([someAccount()], async () => tokensAt(1))
    world.now = hour
    const { prepare } = vault
    const refusing = async () => () => Promise.reject(new Failure('vault_locked', 'locked'))
    Object.assign(vault, { prepare: refusing })
    expect((await failureOf(keeper.lease('ada')))?.code).toBe('vault_locked')
    Object.assign(vault, { prepare })
    await keeper.keep({ account: someAccount(), tokens: tokensAt(hour) })

    expect((await keeper.lease('ada')).accessToken.reveal()).toBe(`access ${hour}`)
    expect((await vault.read('account-ada'))?.reveal()).toContain(`access ${hour}`)
  })

  test('a renewed token that the keychain does not take is handed to nobody, and kept at the next try', async () => {
    let asked = 0
    const { keeper, world, vault, get, change } = await createRig([someAccount()], async () => {
      asked += 1
      return tokensAt(hour)
    })
    world.now = hour
    const { prepare } = vault
    Object.assign(vault, { prepare: async () => () => Promise.reject(new Failure('vault_gone', 'gone')) })
    expect(await failureOf(keeper.lease('ada'))).toMatchObject({ code: 'vault_gone' })
    Object.assign(vault, { prepare })

    expect(get('ada').health).toMatchObject({ state: 'unreachable', code: 'vault_gone' })
    change('ada', { label: 'Countess' })
    expect((await keeper.lease('ada')).accessToken.reveal()).toBe(`access ${hour}`)
    expect(asked).toBe(1)
    expect(get('ada')).toMatchObject({
      label: 'Countess',
      expiresAt: 2 * hour,
      health: { state: 'working' },
    })
  })

  test('what a server says in refusing a renewal is on record without what looks like a token', async () => {
    const { keeper, world, get } = await createRig([someAccount()], async () => {
      throw new Failure('invalid_grant', 'no', {
        facts: { serverDescription: `ghp_${'a1B2'.repeat(9)} is revoked` },
      })
    })
    world.now = hour
    await failureOf(keeper.lease('ada'))
    const text = JSON.stringify(get('ada').health)
    expect(text).toContain('is revoked')
    expect(text).not.toContain('a1B2')
  })

  test('100 accounts that are due at once renew four at a time', async () => {
    let running = 0
    let most = 0
    const accounts = Array.from({ length: 100 }, (_, index) => someAccount({ id: `account-${index}` }))
    const { keeper, world } = await createRig(accounts, async () => {
      running += 1
      most = Math.max(most, running)
      await new Promise((resolve) => setImmediate(resolve))
      running -= 1
      return tokensAt(world.now)
    })
    world.now = hour
    const leases = await Promise.all(accounts.map(({ id }) => keeper.lease(id)))

    expect(most).toBe(4)
    expect(leases.every((lease) => lease.accessToken.reveal() === `access ${hour}`)).toBe(true)
  })

  test('a token that was revoked elsewhere is told of once, and one that only ran out never', async () => {
    const refuse = () => Promise.reject(new Failure('invalid_grant', 'no', { facts: { stage: 'renewal' } }))
    const elsewhere = await createRig([someAccount()], refuse)
    const { accessToken } = await elsewhere.keeper.lease('ada')
    await Promise.allSettled([1, 2, 3].map(() => elsewhere.keeper.lease('ada', accessToken)))
    const late = await createRig([someAccount()], refuse)
    late.world.now = 2 * hour
    await late.keeper.lease('ada', accessToken).catch(() => undefined)
    const renewed = await createRig([someAccount()], async () => tokensAt(1))
    await renewed.keeper.lease('ada', (await renewed.keeper.lease('ada')).accessToken)

    expect([elsewhere.revoked, late.revoked, renewed.revoked]).toEqual([['ada'], [], []])
  })

  test('a third caller does not start a renewal beside the second', async () => {
    let renewals = 0
    const { keeper, world } = await createRig([someAccount()], async () => {
      renewals += 1
      await new Promise((resolve) => setImmediate(resolve))
      return tokensAt(world.now)
    })
    world.now = hour
    const first = keeper.lease('ada')
    const second = keeper.lease('ada')
    await first
    const third = keeper.lease('ada')
    await Promise.all([second, third])

    expect(renewals).toBe(1)
  })

  test('a token that a neighbour has renewed meanwhile counts: the refused one is not renewed again', async () => {
    let renewals = 0
    const { keeper } = await createRig([someAccount()], async () => {
      renewals += 1
      return tokensAt(1000)
    })
    const old = await keeper.lease('ada')
    await keeper.lease('ada', old.accessToken)
    const late = await keeper.lease('ada', old.accessToken)

    expect(renewals).toBe(1)
    expect(late.accessToken.reveal()).toBe('access 1000')
  })
})

describe('a renewal that fails', () => {
  test.each([
    ['offline', 'offline'],
    ['a timeout', 'network_timeout'],
    ['a 5xx', 'server_unavailable'],
    ['a 429', 'rate_limited'],
    ['an empty 400', 'response_empty'],
    ['a client that is refused', 'invalid_client'],
  ] as const)('%s never ends the account, and a token that is still good is handed out', async (_, code) => {
    const { keeper, world, get } = await createRig([someAccount()], async () => {
      throw new Failure(code, 'not now')
    })
    world.now = hour - 60_000

    expect((await keeper.lease('ada')).accessToken.reveal()).toBe('access 0')
    expect(get('ada').health).toMatchObject({ state: 'unreachable', code })
    world.now = hour
    expect((await failureOf(keeper.lease('ada')))?.code).toBe(code)
    expect(get('ada').health.state).toBe('unreachable')
  })

  test('with the server’s own refusal ends it, at once and for every caller', async () => {
    let asked = 0
    const { keeper, world, get } = await createRig([someAccount()], async () => {
      asked += 1
      throw new Failure('invalid_grant', 'revoked')
    })
    world.now = hour

    expect((await failureOf(keeper.lease('ada')))?.code).toBe('invalid_grant')
    expect(get('ada').health).toMatchObject({ state: 'needs_reconnecting', code: 'invalid_grant' })
    expect((await failureOf(keeper.lease('ada')))?.code).toBe('needs_reconnecting')
    expect(asked).toBe(1)
  })

  test('is forgotten when the keychain holds a younger grant, from a reconnection that a crash cut short', async () => {
    const ended = { state: 'needs_reconnecting', code: 'invalid_grant', since: 1000 } as const
    const { keeper, vault, get } = await createRig([someAccount({ health: ended, label: 'Mine' })], () =>
      Promise.reject(new Error('asked')),
    )
    keeper.forgetAll()
    const kept = (renewedAt: number) =>
      accountSecretToText({ account: someAccount({ renewedAt }), tokens: tokensAt(renewedAt) })
    await vault.write('account-ada', kept(999))
    expect((await failureOf(keeper.lease('ada')))?.code).toBe('needs_reconnecting')
    keeper.forgetAll()
    await vault.write('account-ada', kept(1001))

    expect((await keeper.lease('ada')).accessToken.reveal()).toBe('access 1001')
    expect(get('ada')).toMatchObject({ label: 'Mine', renewedAt: 1001, health: { state: 'working' } })
  })

  test('a token that ran out with nothing to renew it asks the person', async () => {
    const { keeper, world, get } = await createRig([someAccount()], () => Promise.reject(new Error('asked')))
    const { refreshToken: _, ...tokens } = tokensAt(0)
    await keeper.keep({ account: someAccount(), tokens })
    world.now = hour

    expect((await failureOf(keeper.lease('ada')))?.code).toBe('access_ran_out')
    expect(get('ada').health).toMatchObject({ state: 'needs_reconnecting', code: 'access_ran_out' })
  })

  test('a clock that was ahead ends nothing once it is set right', async () => {
    const { keeper, world, get } = await createRig([someAccount()], () => Promise.reject(new Error('asked')))
    const { refreshToken: _, ...tokens } = tokensAt(0)
    await keeper.keep({ account: someAccount(), tokens })
    world.now = 24 * hour
    expect((await failureOf(keeper.lease('ada')))?.code).toBe('access_ran_out')
    world.now = 1

    expect((await keeper.lease('ada')).accessToken.reveal()).toBe('access 0')
    expect(get('ada').health.state).toBe('working')
  })

  test('a late word about an old token says nothing of the account that was connected again meanwhile', async () => {
    const { keeper, world, get, revoked } = await createRig([someAccount()], () =>
      Promise.reject(new Error('asked')),
    )
    const { refreshToken: _, ...tokens } = tokensAt(0)
    await keeper.keep({ account: someAccount(), tokens })
    world.whileAsked = () =>
      keeper.keep({ account: someAccount(), tokens: { ...tokens, accessToken: secret('access again') } })

    expect((await keeper.lease('ada', tokens.accessToken)).accessToken.reveal()).toBe('access again')
    expect(get('ada').health.state).toBe('working')
    expect(revoked).toEqual([])
  })

  test('one refusal does not end what nothing can renew: the provider is asked whether it knows the token', async () => {
    const { keeper, world, get, revoked } = await createRig([someAccount()], () =>
      Promise.reject(new Error('asked')),
    )
    const { refreshToken: _, ...tokens } = tokensAt(0)
    await keeper.keep({ account: someAccount(), tokens })
    world.isRefused = false

    expect((await keeper.lease('ada', tokens.accessToken)).accessToken).toBe(tokens.accessToken)
    expect(get('ada').health.state).toBe('working')
    expect(revoked).toEqual([])

    world.isRefused = true
    expect((await failureOf(keeper.lease('ada', tokens.accessToken)))?.code).toBe('invalid_token')
    expect(get('ada').health).toMatchObject({ state: 'needs_reconnecting', code: 'invalid_token' })
    expect(revoked).toEqual(['ada'])
  })
})

describe('what a renewal changes', () => {
  test('a narrower scope is recorded, and the new expiry', async () => {
    const account = someAccount({ scopes: { asked: ['a', 'b'], granted: ['a', 'b'] } })
    const { keeper, world, get } = await createRig([account], async () =>
      tokensAt(world.now, { scope: ['a'] }),
    )
    world.now = hour
    await keeper.lease('ada')

    expect(get('ada').scopes).toEqual({ asked: ['a', 'b'], granted: ['a'] })
    expect(get('ada').expiresAt).toBe(2 * hour)
  })

  test('is told when the records cannot be written, and the token is good all the same: the keychain has it', async () => {
    const full = new Failure('disk_full', 'cannot write accounts.json')
    const rig = await createRig(
      [someAccount()],
      async () => tokensAt(hour),
      () => Promise.reject(full),
    )
    rig.world.now = hour

    expect((await rig.keeper.lease('ada')).accessToken.reveal()).toBe(`access ${hour}`)
    expect(rig.get('ada').health.state).toBe('working')
    expect(rig.unwritable).toEqual([full])
    expect((await rig.vault.read('account-ada'))?.reveal()).toContain(`access ${hour}`)
  })

  test('nobody waits for the disk, which may take its time', async () => {
    const { keeper, world } = await createRig(
      [someAccount()],
      async () => tokensAt(hour),
      () => new Promise(() => undefined),
    )
    world.now = hour
    expect((await keeper.lease('ada')).accessToken.reveal()).toBe(`access ${hour}`)
  })

  test('an account that is disconnected during its renewal does not come back', async () => {
    let release: () => void = () => {}
    const gate = new Promise<void>((resolve) => {
      release = resolve
    })
    const account = someAccount()
    const { keeper, world, vault, remove } = await createRig([account], async () => {
      await gate
      return tokensAt(world.now)
    })
    world.now = hour
    const disconnect = async () => {
      await keeper.erase(account)
      remove('ada')
    }
    const before = failureOf(keeper.lease('ada'))
    const ending = keeper.inTurn('ada', disconnect)
    const after = failureOf(keeper.lease('ada'))
    release()
    await Promise.all([before, ending, after])

    expect(await vault.read('account-ada')).toBeUndefined()
  })
})
