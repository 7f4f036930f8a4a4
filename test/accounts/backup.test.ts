import { describe, expect, test } from 'vitest'
import { exportBackup, importBackup, parseBackup } from '../../electron/accounts/backup'
import { openRegistry } from '../../electron/accounts/registry'
import type { Account } from '../../shared/account'
import { type Settings, settings as settingsSchema } from '../../shared/settings'
import { failureOf } from '../support/failure-of'
import { createMemoryDisk } from '../support/memory-disk'
import { someAccount } from '../support/some-account'

const ada = someAccount({
  id: 'ada',
  providerId: 'cloud',
  issuer: 'https://cloud.example',
  label: 'Countess',
  expiresAt: 99,
  scopes: { asked: ['read'], granted: ['read'] },
})
const grace = someAccount({
  id: 'grace',
  providerId: 'cloud',
  issuer: 'https://cloud.example',
  label: 'Grace',
  person: { subject: 'grace' },
  kept: 'session',
})
const settings: Settings = settingsSchema.parse({ appearance: 'dark' })

async function otherComputer(...accounts: readonly Account[]) {
  const { registry } = await openRegistry('/profile/accounts.json', () => 0, createMemoryDisk())
  for (const account of accounts) await registry.put(account)
  const changed: Partial<Settings>[] = []
  return {
    registry,
    changed,
    knowsProvider: (id: string) => id === 'cloud' || id === 'sandbox',
    newId: () => 'new-id',
    now: () => 7,
    settings: {
      change: async (difference: Partial<Settings>) => {
        changed.push(difference)
        return { ...settings, ...difference }
      },
    },
  }
}

const fileOf = (...accounts: readonly Account[]) => exportBackup({ accounts, clients: [], settings }, 5)

describe('a back-up', () => {
  test('is a documented JSON file that reads back as it was written', () => {
    const clients = [
      {
        issuer: 'https://cloud.example',
        clientId: 'made-here',
        authentication: 'client_secret_basic',
        redirectUri: 'http://127.0.0.1/callback',
        hasSecret: true,
        registeredAt: 1,
      },
    ] as const
    const text = exportBackup({ accounts: [ada, grace], clients, settings }, 5)
    expect(JSON.parse(text)).toMatchObject({ format: 'keyfob-backup', version: 1, exportedAt: 5 })
    expect(parseBackup(text)).toEqual({
      format: 'keyfob-backup',
      version: 1,
      exportedAt: 5,
      accounts: [ada, grace],
      clients: [
        { issuer: 'https://cloud.example', clientId: 'made-here', redirectUri: 'http://127.0.0.1/callback' },
      ],
      settings,
    })
  })

  test('takes along nothing but the members it names, whatever hangs on a record', () => {
    const careless = { ...ada, accessToken: 'tok-123', person: { ...ada.person, refreshToken: 'tok-456' } }
    expect(fileOf(careless)).not.toMatch(/tok-|token/i)
  })

  test.each(['', 'no', '{}', '[]', '{"format":"keyfob-backup","version":1}', '{"version":1,"accounts":[]}'])(
    'is not made out of any file: %s',
    (text) => expect(failureOf(() => parseBackup(text)).code).toBe('file_damaged'),
  )

  test('of a newer version is told apart from a damaged one', () => {
    expect(failureOf(() => parseBackup('{"format":"keyfob-backup","version":2}')).code).toBe('profile_newer')
  })

  test('cut at any byte is refused', () => {
    const text = fileOf(ada).trimEnd()
    for (let end = 0; end < text.length; end += 1) {
      expect(failureOf(() => parseBackup(text.slice(0, end))).code).toBe('file_damaged')
    }
  })
})

describe('taking a back-up in', () => {
  test('adds every account with its name and scopes, to be reconnected', async () => {
    const world = await otherComputer()
    const { added, skipped } = await importBackup(parseBackup(fileOf(ada, grace)), world)
    expect(skipped).toEqual([])
    expect(added).toEqual(world.registry.list())
    expect(world.registry.get('ada')).toMatchObject({
      label: 'Countess',
      scopes: ada.scopes,
      kept: 'keychain',
      health: { state: 'needs_reconnecting', code: 'vault_entry_missing', since: 7 },
    })
    expect(world.registry.get('ada').expiresAt).toBeUndefined()
    expect(world.registry.get('grace').kept).toBe('keychain')
    expect(world.changed).toEqual([settings])
  })

  test('a second time adds nothing', async () => {
    const world = await otherComputer()
    await importBackup(parseBackup(fileOf(ada)), world)
    const { added, skipped } = await importBackup(parseBackup(fileOf(ada)), world)
    expect(added).toEqual([])
    expect(skipped).toEqual([{ label: 'Countess', reason: 'already_here' }])
  })

  test('replaces nobody: who is here stays as they are, and a taken id is not used twice', async () => {
    const here = someAccount({ id: 'grace', issuer: 'https://cloud.example', person: { subject: 'ada' } })
    const world = await otherComputer(here)
    const { added, skipped } = await importBackup(parseBackup(fileOf(ada, grace)), world)
    expect(skipped).toEqual([{ label: 'Countess', reason: 'already_here' }])
    expect(added.map(({ id }) => id)).toEqual(['new-id'])
    expect(world.registry.get('grace')).toEqual(here)
  })

  test('leaves out what cannot live here, and says why', async () => {
    const world = await otherComputer()
    const sandbox = someAccount({ id: 'sandbox', label: 'Sandbox', issuer: 'http://127.0.0.1:20000' })
    const strange = someAccount({
      id: 's',
      label: 'Strange',
      providerId: 'unheard-of',
      issuer: 'https://x.example',
    })
    const { added, skipped } = await importBackup(parseBackup(fileOf(sandbox, strange)), world)
    expect(added).toEqual([])
    expect(skipped).toEqual([
      { label: 'Sandbox', reason: 'on_the_other_computer' },
      { label: 'Strange', reason: 'unknown_provider' },
    ])
  })
})
