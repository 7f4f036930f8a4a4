import { mkdir, readdir, readFile, stat, truncate, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { failureOf } from '../support/failure-of'
import { acme } from '../support/some-custom-provider'
import { createRig, type Rig } from './rig'

let rig: Rig
let file: string | undefined

beforeEach(async () => {
  file = undefined
  rig = await createRig({ around: { chooseFile: async () => file, chooseBackup: async () => file } })
  await mkdir(join(rig.profile, 'elsewhere'))
})
afterEach(() => rig.end())

const elsewhere = (name: string) => join(rig.profile, 'elsewhere', name)

test('a backup is one file that its person alone may read, and holds nothing that was issued', async () => {
  await rig.connect('Ada')
  await rig.api.saveClient({
    providerId: 'github',
    clientId: 'Iv1.0123456789abcdef',
    credential: 'a'.repeat(40),
  })
  file = elsewhere('mine.json')
  expect(await rig.api.saveBackup({})).toEqual({ kind: 'saved', file, accounts: 1 })

  const text = await readFile(file, 'utf8')
  expect(JSON.parse(text).accounts[0].person.name).toContain('Ada')
  expect(JSON.parse(text).ownClients[0]).toMatchObject({ clientId: 'Iv1.0123456789abcdef', hasSecret: true })
  expect(text).not.toContain('a'.repeat(40))
  for (const issued of rig.server.issuedSecrets()) expect(text).not.toContain(issued)
  expect((await stat(file)).mode & 0o777).toBe(0o600)
  expect(await readdir(elsewhere('.'))).toEqual(['mine.json'])
})

test('on another computer it is taken in: settings, clients without a secret, and what stays behind is named', async () => {
  await rig.connect('Ada')
  await rig.api.changeSettings({ appearance: 'dark' })
  await rig.api.saveClient({
    providerId: 'github',
    clientId: 'Iv1.0123456789abcdef',
    credential: 'a'.repeat(40),
  })
  file = elsewhere('mine.json')
  await rig.api.saveBackup({})

  const other = await createRig({ around: { chooseBackup: async () => file } })
  try {
    expect(await other.api.openBackup({})).toMatchObject({
      kind: 'imported',
      report: {
        added: [],
        skipped: [{ label: expect.stringContaining('Ada'), reason: 'on_the_other_computer' }],
        clientsToEnter: [{ providerId: 'github', clientId: 'Iv1.0123456789abcdef' }],
      },
    })
    expect((await other.api.getSettings({})).appearance).toBe('dark')
  } finally {
    await other.end()
  }
})

test('a provider of one’s own goes along, as it was entered', async () => {
  const { id } = await rig.api.saveCustomProvider({ provider: acme })
  file = elsewhere('mine.json')
  expect(await rig.api.saveBackup({})).toMatchObject({ kind: 'saved' })

  const other = await createRig({ around: { chooseBackup: async () => file } })
  try {
    expect(await other.api.openBackup({})).toMatchObject({
      report: { providers: [{ name: 'Acme', host: 'login.acme.example' }] },
    })
    expect(await other.api.listCustomProviders({})).toEqual([
      { ...acme, id, accountIds: [], isRevokedLater: false },
    ])
  } finally {
    await other.end()
  }
})

test('a client that no person could have entered is not taken in: nobody could remove it', async () => {
  const client = { clientId: 'from-a-file', hasSecret: false }
  const ownClients = [
    { ...client, providerId: 'okta', base: 'http://[' },
    { ...client, providerId: 'okta', base: 'https://mine.okta.example/' },
    { ...client, providerId: 'okta', base: 'https://mine.okta.example' },
    { ...client, providerId: 'github', base: 'https://github.example' },
    { ...client, providerId: 'sandbox' },
  ]
  file = elsewhere('mine.json')
  await rig.api.saveBackup({})
  await writeFile(file, JSON.stringify({ ...JSON.parse(await readFile(file, 'utf8')), ownClients }))
  await rig.api.openBackup({})

  const own = (await rig.api.listClients({})).filter(({ origin }) => origin === 'own')
  expect(own).toMatchObject([{ providerId: 'okta', base: 'https://mine.okta.example' }])
  await rig.api.removeClient({ providerId: 'okta', base: 'https://mine.okta.example' })
  expect((await rig.api.listClients({})).filter(({ origin }) => origin === 'own')).toEqual([])
})

test('who chooses no file gets nothing, and a file that cannot be read changes nothing', async () => {
  expect(await rig.api.saveBackup({})).toEqual({ kind: 'no_file' })
  expect(await rig.api.openBackup({})).toEqual({ kind: 'no_file' })
  file = elsewhere('missing.json')
  expect((await failureOf(rig.api.openBackup({}))).code).toBe('backup_unreadable')
  file = elsewhere('.')
  expect((await failureOf(rig.api.openBackup({}))).code).toBe('backup_unreadable')
  file = elsewhere('huge.json')
  await writeFile(file, '{')
  await truncate(file, 21 * 1024 * 1024)
  const huge = await failureOf(rig.api.openBackup({}))
  expect([huge.code, huge.facts.subject]).toEqual(['backup_too_large', 'huge.json'])
  file = elsewhere('photo.json')
  await writeFile(file, Buffer.from([0xff, 0xd8, 0xff, 0xe0]))
  expect((await failureOf(rig.api.openBackup({}))).code).toBe('backup_foreign')
  expect(await rig.api.listAccounts({})).toEqual([])
})

test('a folder that cannot be written to is said to be so, and the file that was there stays', async () => {
  file = join(rig.profile, 'nowhere', 'mine.json')
  expect((await failureOf(rig.api.saveBackup({}))).code).toBe('disk_unwritable')
})
