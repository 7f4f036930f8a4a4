import { existsSync } from 'node:fs'
import { mkdir, readdir, rmdir, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { afterEach, describe, expect, test } from 'vitest'
import { deleteAfterQuitting, deleteBeforeStart } from '../../electron/removal/at-start'
import { readMarker } from '../../electron/removal/marker'
import type { RemovalStatus } from '../../shared/removal'
import { isAlive } from '../sandbox/token-life'
import { accountOf, connectRequest, createRig, nextLink, type Rig } from './rig'

const rigs: Rig[] = []
afterEach(async () => {
  for (const rig of rigs.splice(0)) await rig.end()
})

async function start(): Promise<Rig> {
  const rig = await createRig()
  rigs.push(rig)
  return rig
}

/** Two people, a client of one's own with a secret, leftovers, and files of every kind. */
async function lived(): Promise<Rig> {
  const rig = await start()
  await rig.connect('Ada')
  await rig.connect('Grace')
  await rig.api.saveClient({
    providerId: 'github',
    clientId: 'Iv1.0123456789abcdef',
    credential: 'c'.repeat(40),
  })
  rig.keychain.entries.set('Keyfob test account-1/set-aside', 'what another program wrote')
  rig.keychain.entries.set('Keyfob test gone/7.0', 'a piece that nothing names')
  await rig.api.changeSettings({ appearance: 'dark' })
  await rig.services.close()
  await rig.crash()
  for (const name of ['accounts.json.set-aside-2026', 'window.json', 'Preferences', 'Local State'])
    await writeFile(join(rig.profile, name), '{}')
  for (const name of ['rows', 'update', 'Cache', 'Local Storage']) {
    await mkdir(join(rig.profile, name))
    await writeFile(join(rig.profile, name, 'something'), 'x')
  }
  return rig
}

/** What the process that comes after the last one does. */
async function quit({ services, profile }: Rig): Promise<void> {
  await services.close()
  if (services.removal.endsProfile()) deleteAfterQuitting(profile)
}

const issued = async (rig: Rig) => {
  const { list } = rig.services.registry
  return Promise.all(list().map((account) => rig.services.keeper.read(account)))
}

describe('removing everything', () => {
  test('counts what is here before it asks', async () => {
    const rig = await lived()
    expect(await rig.api.planRemoval({})).toEqual({
      accounts: 2,
      leaving: 0,
      clients: 1,
      providers: 0,
      folder: rig.profile,
      keychain: 'Test keychain',
    })
  })

  test('ends access with proof, empties the keychain, and leaves no file when Keyfob has quit', async () => {
    const rig = await lived()
    const secrets = await issued(rig)
    const alive = () =>
      Promise.all(secrets.map(({ tokens }) => isAlive(rig.server.issuer, tokens.accessToken.reveal())))
    expect(await alive()).toEqual([true, true])
    const told: RemovalStatus[] = []
    rig.services.removal.changes.subscribe((status) => told.push(status))
    const status = await rig.api.startRemoval({})
    expect(status).toMatchObject({ state: 'removed', all: 2, ended: 2, foreign: [] })
    expect(status.accounts.map(({ label, outcome }) => [label, outcome]).toSorted()).toEqual([
      ['Ada Lovelace', 'proven'],
      ['Grace Hopper', 'proven'],
    ])
    expect(told.map(({ state }) => state)).toEqual(expect.arrayContaining(['revoking', 'erasing', 'removed']))
    expect(await alive()).toEqual([false, false])
    expect([...rig.keychain.entries.keys()]).toEqual([])

    await quit(rig)
    expect(existsSync(rig.profile)).toBe(false)
  })

  test('leaves what somebody else has put into the folder, and names it', async () => {
    const rig = await lived()
    await writeFile(join(rig.profile, 'my novel.txt'), 'Once')
    expect(await rig.api.startRemoval({})).toMatchObject({ state: 'removed', foreign: ['my novel.txt'] })
    await quit(rig)
    expect(await readdir(rig.profile)).toEqual(['my novel.txt'])
  })

  test('stops where a server cannot be reached: what could not be ended keeps its tokens until the person decides', async () => {
    const rig = await lived()
    await rig.stopServer()
    const status = await rig.api.startRemoval({})
    expect(status).toMatchObject({ state: 'undecided', all: 2, ended: 0 })
    expect(status.accounts.map(({ outcome }) => outcome)).toEqual(['queued', 'queued'])
    expect(rig.services.registry.leaving()).toHaveLength(2)
    expect(
      [...rig.keychain.entries.keys()].filter((name) => name.includes('account-')).length,
    ).toBeGreaterThan(1)
    await expect(rig.api.stopRemoval({})).resolves.toMatchObject({ state: 'none' })
    expect(readMarker(rig.profile)).toBeUndefined()
  })

  test('goes on without the server when the person says so, and says which access may live on', async () => {
    const rig = await lived()
    await rig.stopServer()
    await rig.api.startRemoval({})
    const status = await rig.api.finishRemoval({})
    expect(status).toMatchObject({ state: 'removed', all: 2, ended: 0 })
    expect(status.accounts.map(({ label, outcome }) => [label, outcome]).toSorted()).toEqual([
      ['Ada Lovelace', 'queued'],
      ['Grace Hopper', 'queued'],
    ])
    expect(rig.keychain.entries.size).toBe(0)
    await quit(rig)
    expect(existsSync(rig.profile)).toBe(false)
  })

  test('can be tried again when the server is back', async () => {
    const rig = await lived()
    await rig.stopServer()
    await rig.api.startRemoval({})
    await rig.startServer()
    const status = await rig.api.startRemoval({})
    expect(status).toMatchObject({ state: 'removed', all: 2, ended: 2 })
    expect(status.accounts).toHaveLength(2)
  })

  test('touches nothing while the keychain is locked, unless the person goes on: then the next start finishes', async () => {
    const rig = await lived()
    const before = [...rig.keychain.entries.keys()]
    rig.keychain.locked = true
    expect(await rig.api.startRemoval({})).toMatchObject({
      state: 'undecided',
      failure: { code: 'vault_locked' },
    })
    expect(rig.services.registry.list()).toHaveLength(2)
    expect(await rig.api.finishRemoval({})).toMatchObject({
      state: 'unerased',
      failure: { code: 'vault_locked' },
    })
    expect([...rig.keychain.entries.keys()]).toEqual(before)
    await expect(rig.api.stopRemoval({})).rejects.toMatchObject({ code: 'bad_request' })
    await quit(rig)
    expect(await readdir(rig.profile)).toEqual(['removal.json'])

    rig.keychain.locked = false
    deleteBeforeStart(rig.profile)
    await rig.crash()
    expect(rig.services.removal.isUnderWay()).toBe(true)
    expect(await rig.services.removal.finish()).toMatchObject({ state: 'none' })
    expect(rig.keychain.entries.size).toBe(0)
    expect(readMarker(rig.profile)).toBeUndefined()
    await rig.connect('Ada')
    expect(rig.services.registry.list()).toHaveLength(1)
  })

  test('that a later start cannot finish either can be given up, and what is in the keychain comes back', async () => {
    const rig = await lived()
    rig.keychain.locked = true
    await rig.api.startRemoval({})
    await rig.api.finishRemoval({})
    await quit(rig)
    deleteBeforeStart(rig.profile)
    await rig.crash()
    expect(await rig.services.removal.finish()).toMatchObject({ state: 'unerased' })
    expect(await rig.api.stopRemoval({})).toMatchObject({ state: 'none' })
    rig.keychain.locked = false
    const names = [...rig.keychain.entries.keys()].filter((name) => /account-[^/]+$/.test(name))
    expect(names).toHaveLength(2)
  })

  test('takes back what a person had not decided about, and ends a sign-in that is under way', async () => {
    const rig = await start()
    const account = accountOf(await rig.connect('Ada'))
    await rig.connect('Grace', { accountId: account.id })
    const before = rig.opened.length
    const signIn = rig.api.connect(connectRequest()).catch((error: unknown) => error)
    await nextLink(rig.opened, before)
    expect(await rig.api.startRemoval({})).toMatchObject({ state: 'removed' })
    expect(await signIn).toMatchObject({ code: 'cancelled' })
    expect(rig.keychain.entries.size).toBe(0)
    // Ada's, and Grace's, who had signed in where Ada was expected.
    expect(
      rig.services.traces.list().filter(({ purpose }) => purpose === 'revoke').length,
    ).toBeGreaterThanOrEqual(2)
  })

  test('forgets an account whose tokens are gone: nothing could end it', async () => {
    const rig = await lived()
    const [first] = rig.services.registry.list()
    rig.keychain.entries.delete(`Keyfob test account-${first?.id}`)
    const status = await rig.api.startRemoval({})
    expect(status).toMatchObject({ state: 'removed', ended: 2 })
    expect(status.accounts.find(({ accountId }) => accountId === first?.id)).toMatchObject({
      failure: { code: 'vault_entry_missing' },
    })
  })

  test('says so when the keychain does not delete, and goes on when it does', async () => {
    const rig = await lived()
    const remove = rig.keychain.deletePassword
    rig.keychain.deletePassword = (service, name) =>
      name.startsWith('own-client') ? Promise.resolve(false) : remove(service, name)
    expect(await rig.api.startRemoval({})).toMatchObject({
      state: 'unerased',
      failure: { code: 'vault_gone' },
    })
    rig.keychain.deletePassword = remove
    expect(await rig.api.finishRemoval({})).toMatchObject({ state: 'removed' })
    expect(rig.keychain.entries.size).toBe(0)
  })
})

describe('removing everything, while the disk is full', () => {
  test('once the keychain is empty, does not pass for one that has not begun, and goes on when there is room', async () => {
    const rig = await lived()
    const inTheWay = join(rig.profile, 'removal.json.new')
    rig.keychain.before = async (call) => {
      if (call === 'find') await mkdir(inTheWay, { recursive: true })
    }
    expect(await rig.api.startRemoval({})).toMatchObject({
      state: 'unerased',
      failure: { code: 'disk_unwritable' },
    })
    expect(rig.services.removal.isUnderWay()).toBe(true)
    rig.keychain.before = undefined
    await rmdir(inTheWay)
    expect(await rig.api.finishRemoval({})).toMatchObject({ state: 'removed' })
    await quit(rig)
    expect(existsSync(rig.profile)).toBe(false)
  })
})

describe('removing everything, ended in the middle', () => {
  /** Ends the world at the n-th call to the keychain that comes after the start. Undefined: it was over before. */
  async function crashAt(
    call: number,
  ): Promise<{ readonly rig: Rig; readonly tokenOf: ReadonlyMap<string, string> } | undefined> {
    const rig = await start()
    await rig.connect('Ada')
    await rig.api.saveClient({
      providerId: 'github',
      clientId: 'Iv1.0123456789abcdef',
      credential: 'c'.repeat(40),
    })
    const tokenOf = new Map(
      (await issued(rig)).map(({ account, tokens }) => [account.id, tokens.accessToken.reveal()]),
    )
    rig.services.keeper.forgetAll()
    const first = rig.keychain.calls.length
    let crashed: () => void = () => undefined
    const crash = new Promise<'crash'>((resolve) => {
      crashed = () => resolve('crash')
    })
    rig.keychain.before = () => {
      if (rig.keychain.calls.length - first < call) return undefined
      crashed()
      return new Promise(() => undefined)
    }
    const outcome = await Promise.race([rig.services.removal.start(), crash])
    rig.keychain.endVaults()
    rig.keychain.before = undefined
    if (outcome !== 'crash') return undefined
    await rig.crash()
    return { rig, tokenOf }
  }

  /** The server runs on in this process, and so does what the world that ended had begun to write. */
  async function leftIn({ profile }: Rig): Promise<readonly string[]> {
    const names = await readdir(profile).catch(() => [])
    return names.filter((name) => !/^(sandbox|flows|activity|usage)\.json/.test(name))
  }

  test('at any call to the keychain, either all that is left works as before, or the next start finishes', {
    timeout: 120_000,
  }, async () => {
    const met = new Set<string>()
    for (let call = 1; ; call += 1) {
      const crashed = await crashAt(call)
      if (!crashed) break
      const { rig, tokenOf } = crashed
      deleteBeforeStart(rig.profile)
      await rig.crash()
      const { removal, registry, keeper } = rig.services
      const { state } = removal.status()
      met.add(state)
      if (state === 'interrupted') {
        // Nothing has gone that would still be wanted: what cannot be read any more has ended at its server.
        for (const account of registry.list()) {
          const isHere = await keeper.read(account).then(
            () => true,
            () => false,
          )
          expect(isHere || !(await isAlive(rig.server.issuer, tokenOf.get(account.id) ?? ''))).toBe(true)
        }
        expect(removal.isUnderWay()).toBe(false)
        expect(await removal.start()).toMatchObject({ state: 'removed', all: 1, ended: 1 })
        await quit(rig)
        expect(await leftIn(rig)).toEqual([])
      } else {
        expect(state).toBe('erasing')
        expect(registry.list()).toEqual([])
        expect(await removal.finish()).toMatchObject({ state: 'none' })
        expect(await leftIn(rig)).toEqual([])
      }
      expect([...rig.keychain.entries.keys()]).toEqual([])
      await rigs.pop()?.end()
    }
    expect([...met].toSorted()).toEqual(['erasing', 'interrupted'])
  })

  test('while its files are being deleted, the next start deletes the rest, the marker last', async () => {
    const rig = await lived()
    await rig.api.startRemoval({})
    await rig.services.close()
    const names = (await readdir(rig.profile)).filter((name) => name !== 'removal.json')
    expect(names.length).toBeGreaterThan(8)
    const { rm } = await import('node:fs/promises')
    for (const name of names.slice(0, names.length / 2))
      await rm(join(rig.profile, name), { recursive: true })
    expect(readMarker(rig.profile)).toMatchObject({ phase: 'erasing', keychainErased: true })
    deleteBeforeStart(rig.profile)
    expect(await readdir(rig.profile)).toEqual(['removal.json'])
    await rig.crash()
    expect(await rig.services.removal.finish()).toMatchObject({ state: 'none' })
    expect(rig.services.settings.get().appearance).toBe('system')
  })

  test('a start that is told to delete does nothing without the marker, and nothing while access is being ended', async () => {
    const rig = await lived()
    const before = await readdir(rig.profile)
    deleteAfterQuitting(rig.profile)
    deleteBeforeStart(rig.profile)
    expect(await readdir(rig.profile)).toEqual(before)
    await writeFile(join(rig.profile, 'removal.json'), '{"version":1,"phase":"all of it"}')
    deleteAfterQuitting(rig.profile)
    expect((await readdir(rig.profile)).length).toBe(before.length + 1)
    await rig.stopServer()
    await rig.api.startRemoval({})
    deleteAfterQuitting(rig.profile)
    expect(await readdir(rig.profile)).toEqual(expect.arrayContaining(before))
  })
})
