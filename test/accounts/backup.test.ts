import { describe, expect, test } from 'vitest'
import { importBackup } from '../../electron/accounts/backup'
import { backupText, parseBackup } from '../../electron/accounts/backup-format'
import type { OwnClientRecord } from '../../electron/accounts/own-clients'
import { openRegistry } from '../../electron/accounts/registry'
import { createPerKey } from '../../electron/support/per-key'
import type { Account } from '../../shared/account'
import type { ClientAddress } from '../../shared/client'
import type { CustomProvider } from '../../shared/custom-provider'
import { type Settings, settings as settingsSchema } from '../../shared/settings'
import { failureOf } from '../support/failure-of'
import { createMemoryDisk } from '../support/memory-disk'
import { someAccount } from '../support/some-account'
import { acme as entered } from '../support/some-custom-provider'

const ada = someAccount({
  id: 'ada',
  providerId: 'cloud',
  issuer: 'https://cloud.example',
  label: 'Countess',
  expiresAt: 99,
  renewableUntil: 999,
  renewableSince: 1,
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
  const adopted = new Set<string>()
  const saved: OwnClientRecord[] = []
  return {
    registry,
    keeper: { inTurn: createPerKey().inTurn },
    changed,
    adopted,
    saved,
    custom: {
      adopt: async (arriving: readonly (CustomProvider & { readonly id: string })[]) => {
        const fresh = arriving.filter(({ id }) => !adopted.has(id))
        for (const { id } of fresh) adopted.add(id)
        return fresh
      },
    },
    own: {
      find: async (providerId: string) => saved.find((client) => client.providerId === providerId),
      save: async (client: Omit<OwnClientRecord, 'hasSecret' | 'savedAt'>) => {
        const record = { ...client, hasSecret: false, savedAt: 0 }
        saved.push(record)
        return record
      },
    },
    allowsCustomProviders: true,
    knowsProvider: (id: string) => id === 'cloud' || id === 'sandbox' || adopted.has(id),
    takesClient: ({ providerId }: ClientAddress) => providerId === 'cloud' || providerId === 'sandbox',
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

const nothing = { accounts: [], clients: [], ownClients: [], customProviders: [], settings }
const fileOf = (...accounts: readonly Account[]) => backupText({ ...nothing, accounts: [...accounts] }, 5)
const refusalOf = (text: string) => failureOf(() => parseBackup(text))

const acme = { ...entered, id: 'custom-acme' }

describe('a backup', () => {
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
    const text = backupText({ ...nothing, accounts: [ada, grace], clients: [...clients] }, 5)
    expect(JSON.parse(text)).toMatchObject({ format: 'keyfob-backup', version: 1, exportedAt: 5 })
    expect(parseBackup(text)).toEqual({
      format: 'keyfob-backup',
      version: 1,
      exportedAt: 5,
      accounts: [ada, grace],
      clients: [
        { issuer: 'https://cloud.example', clientId: 'made-here', redirectUri: 'http://127.0.0.1/callback' },
      ],
      ownClients: [],
      customProviders: [],
      settings,
    })
  })

  test('takes along nothing but the members it names, whatever hangs on a record', () => {
    const careless = { ...ada, accessToken: 'tok-123', person: { ...ada.person, refreshToken: 'tok-456' } }
    expect(fileOf(careless)).not.toMatch(/tok-|token/i)
  })

  test('leaves pictures out: they are large, and come back with the account', () => {
    const avatar = `data:image/png;base64,${'A'.repeat(100_000)}`
    expect(fileOf({ ...ada, person: { ...ada.person, avatar } }).length).toBeLessThan(3_000)
  })

  test.each(['', 'no', '{}', '[]', 'null', '{"version":1,"accounts":[]}', '{"format":"other","version":1}'])(
    'is not made out of any file: %s',
    (text) => expect(refusalOf(text).code).toBe('backup_foreign'),
  )

  test('of a newer version is told apart from a damaged one', () => {
    expect(refusalOf('{"format":"keyfob-backup","version":2}').code).toBe('backup_newer')
    expect(refusalOf('{"format":"keyfob-backup"}').code).toBe('backup_invalid')
  })

  test('cut at any byte is refused', () => {
    const text = fileOf(ada).trimEnd()
    const known = text.indexOf('"keyfob-backup"') + '"keyfob-backup"'.length
    for (let end = 0; end < text.length; end += 1) {
      expect(refusalOf(text.slice(0, end)).code).toBe(end < known ? 'backup_foreign' : 'backup_damaged')
    }
  })

  test.each([
    ['accounts.0.id', { accounts: [{ ...ada, id: '../../etc/passwd' }] }],
    ['accounts.0.label', { accounts: [{ ...ada, label: 'x'.repeat(121) }] }],
    ['accounts.0.person.avatar', { accounts: [{ ...ada, person: { subject: 'a', avatar: 'https://x' } }] }],
    ['accounts', { accounts: { length: 3 } }],
    ['customProviders.0.issuer', { customProviders: [{ ...acme, issuer: 'javascript:alert(1)' }] }],
    ['customProviders.0.id', { customProviders: [{ ...acme, id: 'github' }] }],
    ['ownClients.0.clientId', { ownClients: [{ providerId: 'cloud', clientId: '', hasSecret: false }] }],
  ])('with a member that is not right is refused whole, and the member named: %s', (place, hostile) => {
    const file = { ...JSON.parse(fileOf(grace)), ...hostile }
    const { code, facts } = refusalOf(JSON.stringify(file))
    expect({ code, subject: facts.subject }).toEqual({ code: 'backup_invalid', subject: place })
  })
})

describe('taking a backup in', () => {
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
    expect(world.registry.get('ada')).not.toHaveProperty('expiresAt')
    expect(world.registry.get('ada')).not.toHaveProperty('renewableUntil')
    expect(world.registry.get('grace').kept).toBe('keychain')
    expect(world.changed).toMatchObject([{ appearance: 'dark' }])
  })

  test('changes nothing that protects this computer: authorities, the way out, the lock, rows on disk', async () => {
    const world = await otherComputer()
    const foreign: Settings = {
      ...settings,
      authority: { path: '/tmp/anybody.pem', fingerprint: Array(32).fill('AB').join(':') },
      proxy: { mode: 'manual', scheme: 'http', host: 'listens.example', port: 8080, bypass: [] },
      lockWithScreen: false,
      autoLockMinutes: null,
      keepRows: true,
    }
    await importBackup(parseBackup(backupText({ ...nothing, settings: foreign }, 5)), world)
    expect(world.changed).toEqual([
      { appearance: 'dark', notifications: true, keepInTray: false, checkForUpdates: false },
    ])
  })

  test('a second time adds nothing', async () => {
    const world = await otherComputer()
    await importBackup(parseBackup(fileOf(ada)), world)
    const { added, skipped } = await importBackup(parseBackup(fileOf(ada)), world)
    expect(added).toEqual([])
    expect(skipped).toEqual([{ label: 'Countess', providerId: 'cloud', reason: 'already_here' }])
  })

  test('two at once add what one of them would', async () => {
    const world = await otherComputer()
    const backup = parseBackup(fileOf(ada))
    const reports = await Promise.all([importBackup(backup, world), importBackup(backup, world)])
    expect(reports.flatMap(({ added }) => added)).toHaveLength(1)
    expect(world.registry.list()).toHaveLength(1)
  })

  test('replaces nobody: who is here stays as they are, and a taken id is not used twice', async () => {
    const { providerId, issuer } = ada
    const here = someAccount({ id: 'grace', providerId, issuer, person: { subject: 'ada' } })
    const world = await otherComputer(here)
    const { added, skipped } = await importBackup(parseBackup(fileOf(ada, grace)), world)
    expect(skipped).toEqual([{ label: 'Countess', providerId: 'cloud', reason: 'already_here' }])
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
      { label: 'Sandbox', providerId: sandbox.providerId, reason: 'on_the_other_computer' },
      { label: 'Strange', providerId: 'unheard-of', reason: 'unknown_provider' },
    ])
  })

  test('brings custom providers along before their accounts, unless a policy forbids them', async () => {
    const account = someAccount({ id: 'a', label: 'At Acme', providerId: acme.id, issuer: acme.issuer })
    const text = backupText({ ...nothing, accounts: [account], customProviders: [acme] }, 5)
    const world = await otherComputer()
    const { added, providers } = await importBackup(parseBackup(text), world)
    expect(providers).toEqual([{ name: 'Acme', host: 'login.acme.example' }])
    expect(added.map(({ label }) => label)).toEqual(['At Acme'])

    const managed = { ...(await otherComputer()), allowsCustomProviders: false }
    const report = await importBackup(parseBackup(text), managed)
    expect(report.providers).toEqual([])
    expect(report.skipped).toEqual([{ label: 'At Acme', providerId: acme.id, reason: 'policy' }])
  })

  test('brings clients without a secret along, names those with one, and replaces none', async () => {
    const ownClients = [
      { providerId: 'cloud', clientId: 'public', hasSecret: false },
      { providerId: 'sandbox', clientId: 'with-secret', hasSecret: true },
      { providerId: 'unheard-of', clientId: 'x', hasSecret: false },
    ]
    const world = await otherComputer()
    const { clientsToEnter } = await importBackup(
      parseBackup(backupText({ ...nothing, ownClients }, 5)),
      world,
    )
    expect(clientsToEnter).toEqual([{ providerId: 'sandbox', clientId: 'with-secret' }])
    expect(world.saved.map(({ clientId }) => clientId)).toEqual(['public'])
    const other = [{ providerId: 'cloud', clientId: 'another', hasSecret: false }]
    await importBackup(parseBackup(backupText({ ...nothing, ownClients: other }, 5)), world)
    expect(world.saved.map(({ clientId }) => clientId)).toEqual(['public'])
  })

  test('takes a person who is named twice once, and gives two accounts of one id two ids', async () => {
    const world = await otherComputer()
    const twin = { ...ada, id: 'twin', label: 'Twin' }
    const sameId = { ...grace, id: 'ada' }
    const { added, skipped } = await importBackup(parseBackup(fileOf(ada, twin, sameId)), world)
    expect(added.map(({ id }) => id)).toEqual(['ada', 'new-id'])
    expect(skipped).toEqual([{ label: 'Twin', providerId: 'cloud', reason: 'twice_in_the_file' }])
  })

  test('takes letters that do not show out of names, and never leaves one empty', async () => {
    const world = await otherComputer()
    const tricky = { ...ada, label: '\u202egnp.\u0000evil \u{1f469}\u200d\u{1f4bb}' }
    const empty = { ...grace, label: '\u200b', person: { subject: 'grace', name: 'Grace Hopper' } }
    const { added } = await importBackup(parseBackup(fileOf(tricky, empty)), world)
    expect(added.map(({ label }) => label)).toEqual(['gnp. evil \u{1f469}\u200d\u{1f4bb}', 'Grace Hopper'])
  })

  test('of a thousand accounts is one write', async () => {
    let writes = 0
    const disk = createMemoryDisk()
    const counting = {
      ...disk,
      rename: (from: string, to: string) => {
        writes += to === '/profile/accounts.json' ? 1 : 0
        return disk.rename(from, to)
      },
    }
    const { registry } = await openRegistry('/profile/accounts.json', () => 0, counting)
    const many = Array.from({ length: 1000 }, (_, index) => ({
      ...ada,
      id: `a${index}`,
      person: { subject: `person-${index}` },
    }))
    const { added } = await importBackup(parseBackup(fileOf(...many)), {
      ...(await otherComputer()),
      registry,
    })
    expect(added).toHaveLength(1000)
    expect(writes).toBe(1)
  })
})
