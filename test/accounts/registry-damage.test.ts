import { describe, expect, test } from 'vitest'
import { accountSecretToText, entryName } from '../../electron/accounts/account-secret'
import { type RebuildWorld, rebuild } from '../../electron/accounts/rebuild'
import { openRegistry } from '../../electron/accounts/registry'
import { createPerKey } from '../../electron/support/per-key'
import { secret } from '../../electron/support/secret'
import { createMemoryVault } from '../../electron/vault/memory-vault'
import type { Account } from '../../shared/account'
import { createMemoryDisk } from '../support/memory-disk'
import { someAccount } from '../support/some-account'
import { createKeychainDouble } from '../vault/keychain-double'

const path = '/profile/accounts.json'
const previous = `${path}.previous`
const ada = someAccount({ id: 'ada', label: 'Ada “Countess” Lovelace' })
const grace = someAccount({ id: 'grace', label: 'Grace Hopper', person: { subject: 'grace' } })
const ids = (accounts: readonly Account[]) => accounts.map((account) => account.id).sort()

async function fileOf(...accounts: readonly Account[]): Promise<string> {
  const disk = createMemoryDisk()
  const { registry } = await openRegistry(path, () => 0, disk)
  for (const account of accounts) await registry.put(account)
  return disk.files().get(path) ?? ''
}

type Keychain = RebuildWorld['keychain']

async function keychainWith(...accounts: readonly Account[]): Promise<Keychain> {
  const vault = createMemoryVault()
  for (const account of accounts) {
    const tokens = {
      accessToken: secret(`token of ${account.id}`),
      tokenType: 'bearer',
      requestedAt: 0,
    } as const
    await vault.write(entryName(account.id), accountSecretToText({ account, tokens }))
  }
  return { ...vault, sweep: async () => accounts.map((account) => entryName(account.id)) }
}

/** Cut at each byte, and each byte flipped in one bit. */
function damaged(text: string): readonly string[] {
  const bytes = Buffer.from(text)
  const cuts = Array.from(bytes, (_, at) => bytes.subarray(0, at).toString())
  const flips = Array.from(bytes, (byte, at) => {
    const flipped = Buffer.from(bytes)
    flipped[at] = byte ^ (1 << (at % 8))
    return flipped.toString()
  })
  return [...cuts, ...flips]
}

/** No account here says that it has ended. */
const neverRead = () => Promise.reject(new Error('read'))

/** Opens what is left of the files and asks the keychain for the rest. */
async function recover(files: ReadonlyMap<string, string>, keychain: Keychain) {
  const disk = createMemoryDisk(files)
  const { registry, setAside, closed } = await openRegistry(path, () => 0, disk)
  const opened = registry.list()
  const found = await rebuild({
    registry,
    keychain,
    keeper: { ...createPerKey(), read: neverRead },
    activity: { record: () => undefined },
  })
  return { registry, setAside, closed, opened, found, files: disk.files() }
}

describe('a registry that is cut at any byte, or has any byte flipped,', () => {
  test('comes back whole with the keychain’s help, is never silent about it, and keeps what was damaged', async () => {
    const text = await fileOf(ada, grace)
    const keychain = await keychainWith(ada, grace)
    let harmless = 0
    for (const damage of damaged(text)) {
      const { registry, setAside, closed, opened, files } = await recover(new Map([[path, damage]]), keychain)
      const labels = registry.list().map((account) => account.label)
      const isWhole = labels.length === 2 && labels.includes(ada.label) && labels.includes(grace.label)
      const isKept = setAside !== undefined && files.get(`/profile/${setAside}`) === damage
      const isUnharmed = setAside === undefined && JSON.stringify(opened) === JSON.stringify([ada, grace])
      if (closed || !isWhole || !(isKept || isUnharmed)) expect.fail(`after this damage: ${damage}`)
      if (isUnharmed) harmless += 1
    }
    // Only what JSON does not mind: the line break at the end.
    expect(harmless).toBeLessThan(5)
  }, 30_000)

  test('falls back to the copy before it when the keychain cannot be asked', async () => {
    const text = await fileOf(ada, grace)
    const copy = await fileOf(ada)
    for (const damage of damaged(text)) {
      const disk = createMemoryDisk(
        new Map([
          [path, damage],
          [previous, copy],
        ]),
      )
      const { registry, setAside } = await openRegistry(path, () => 0, disk)
      expect(ids(registry.list())).toEqual(setAside === undefined ? ['ada', 'grace'] : ['ada'])
    }
  }, 30_000)

  test('is told of too when only the copy is left, and that is damaged', async () => {
    const disk = createMemoryDisk(new Map([[previous, '{"version":2,']]))
    const { setAside, copySetAside } = await openRegistry(path, () => 0, disk)
    expect(setAside).toBeUndefined()
    expect(copySetAside).toContain('accounts.json.previous.set-aside-')
    expect([...disk.files().keys()]).toEqual([`/profile/${copySetAside}`])
  })

  test('is named beside the file itself when both are damaged', async () => {
    const disk = createMemoryDisk(
      new Map([
        [path, 'scribble'],
        [previous, 'scribble'],
      ]),
    )
    const { setAside, copySetAside } = await openRegistry(path, () => 0, disk)
    expect(setAside).toContain('accounts.json.set-aside-')
    expect(copySetAside).toContain('accounts.json.previous.set-aside-')
  })

  test('negative control: without the checksum a flipped letter would pass for another account', async () => {
    const { digest: _, ...file } = JSON.parse(await fileOf(ada, grace)) as Record<string, unknown>
    const text = JSON.stringify({ ...file, version: 1 })
    const silent = damaged(text).map(async (damage) => {
      const disk = createMemoryDisk(new Map([[path, damage]]))
      const { registry, setAside } = await openRegistry(path, () => 0, disk)
      return setAside === undefined && JSON.stringify(registry.list()) !== JSON.stringify([ada, grace])
    })
    expect((await Promise.all(silent)).filter(Boolean).length).toBeGreaterThan(100)
  })
})

describe('accounts that only the keychain still knows', () => {
  test('come back when the records were deleted, without a picture but with their names', async () => {
    const keychain = await keychainWith(
      { ...ada, person: { ...ada.person, avatar: 'data:image/png;base64,AA' } },
      grace,
    )
    const { registry, found } = await recover(new Map(), keychain)
    expect(ids(found)).toEqual(['ada', 'grace'])
    expect(registry.get('ada')).toEqual(ada)
  })

  test('come back after a crash between the keychain and the registry, and once is enough', async () => {
    const keychain = await keychainWith(ada, grace)
    const files = new Map([[path, await fileOf(ada)]])
    const first = await recover(files, keychain)
    expect(ids(first.found)).toEqual(['grace'])
    const second = await recover(first.files, keychain)
    expect(second.found).toEqual([])
    expect(ids(second.registry.list())).toEqual(['ada', 'grace'])
  })

  test('are left to be revoked when they were disconnected while their server was away', async () => {
    const disk = createMemoryDisk()
    const { registry } = await openRegistry(path, () => 0, disk)
    await registry.put(ada)
    await registry.leave('ada')
    const { found, registry: later } = await recover(disk.files(), await keychainWith(ada))
    expect(found).toEqual([])
    expect(later.leaving()).toEqual([ada])
  })

  test('take the place of an older record of the same person whose tokens are gone', async () => {
    const again = someAccount({ id: 'ada-again' })
    const { registry } = await recover(new Map([[path, await fileOf(ada)]]), await keychainWith(again))
    expect(ids(registry.list())).toEqual(['ada-again'])
  })

  test('give way to the same person who has connected again meanwhile: never a twin', async () => {
    const again = someAccount({ id: 'ada-again' })
    const keychain = await keychainWith(ada, again)
    const { registry } = await recover(new Map([[path, await fileOf(again)]]), keychain)
    expect(ids(registry.list())).toEqual(['ada-again'])
    expect(await keychain.read(entryName('ada'))).toBeUndefined()
    expect(await keychain.read(entryName('ada-again'))).toBeDefined()
  })

  test('are not taken from entries that are no accounts, and those stay where they are', async () => {
    const double = createKeychainDouble()
    const vault = double.vault()
    await vault.write('account-x', secret('{"not":"an account"}'))
    await vault.write('something-else', secret('text'))
    await vault.write(
      'account-y',
      accountSecretToText({
        account: ada,
        tokens: { accessToken: secret('x'), tokenType: 'bearer', requestedAt: 0 },
      }),
    )
    double.entries.set('Keyfob test account-z', 'scribble')
    const before = double.lasting()
    expect((await recover(new Map(), double.vault())).found).toEqual([])
    expect(double.lasting()).toEqual(before)
  })

  test('wait while an account is being kept, and are no find then', async () => {
    const keychain = await keychainWith(ada)
    const keeper = { ...createPerKey(), read: neverRead }
    const { registry } = await openRegistry(path, () => 0, createMemoryDisk())
    const rebuilding = keeper.inTurn('newcomer', async () => {
      const waiting = rebuild({ registry, keychain, keeper, activity: { record: () => undefined } })
      await keychain.read(entryName('ada'))
      await registry.put(ada)
      return { waiting }
    })
    expect(await (await rebuilding).waiting).toEqual([])
  })
})
