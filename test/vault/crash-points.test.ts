import { describe, expect, test } from 'vitest'
import { secret } from '../../electron/support/secret'
import { decodeHead, kindOfEntry } from '../../electron/vault/entry-format'
import type { KeychainVault } from '../../electron/vault/keychain-vault'
import { createKeychainDouble, type KeychainDouble } from './keychain-double'

const small = (mark: string) => mark.repeat(200)
const large = (mark: string) => mark.repeat(9_000)
const name = 'account-1'

interface Story {
  readonly title: string
  readonly before: string | undefined
  /** Where it acts. What was there before lies in pieces where it is large, as earlier versions laid it everywhere. */
  readonly platform: NodeJS.Platform
  readonly act: (vault: KeychainVault) => Promise<unknown>
  /** What is there once the act has been acknowledged. */
  readonly after: string | undefined
}

function writing(
  title: string,
  before: string | undefined,
  after: string,
  platform: NodeJS.Platform = 'win32',
): Story {
  return { title, before, after, platform, act: (vault) => vault.write(name, secret(after)) }
}

/** As a renewal does: the keychain is asked first, then the token is spent, then the new one is written. */
function preparing(title: string, before: string, after: string, platform: NodeJS.Platform = 'win32'): Story {
  const act = async (vault: KeychainVault) => {
    const write = await vault.prepare(name)
    await write(secret(after))
  }
  return { title, before, after, platform, act }
}

function creating(title: string, after: string, platform: NodeJS.Platform = 'win32'): Story {
  return { title, before: undefined, after, platform, act: (vault) => vault.create(name, secret(after)) }
}

const stories: readonly Story[] = [
  writing('the first secret, a small one', undefined, small('n')),
  writing('the first secret, a large one', undefined, large('n')),
  creating('a new secret, a small one', small('n')),
  creating('a new secret, a large one', large('n')),
  creating('a new secret, a large one in one entry', large('n'), 'linux'),
  writing('a small secret over a small one', small('o'), small('n')),
  writing('a large secret over a small one', small('o'), large('n')),
  writing('a small secret over a large one', large('o'), small('n')),
  writing('a large secret over a large one', large('o'), large('n')),
  preparing('a small secret it was prepared for', small('o'), small('n')),
  preparing('a large secret it was prepared for', large('o'), large('n')),
  writing('the first secret, a large one in one entry', undefined, large('n'), 'linux'),
  writing('a large secret in one entry over one in pieces', large('o'), large('n'), 'linux'),
  preparing('a large secret in one entry that it was prepared for', large('o'), large('n'), 'linux'),
  {
    title: 'nothing over a small secret',
    before: small('o'),
    after: undefined,
    platform: 'win32',
    act: (vault) => vault.erase(name),
  },
  {
    title: 'nothing over a large secret',
    before: large('o'),
    after: undefined,
    platform: 'win32',
    act: (vault) => vault.erase(name),
  },
]

/** The keychain as it is found after the program has died. */
function afterCrash(of: KeychainDouble, platform = of.platform): KeychainDouble {
  const found = createKeychainDouble(platform)
  for (const [key, text] of of.entries) found.entries.set(key, text)
  return found
}

async function prepared({ before, platform }: Story): Promise<KeychainDouble> {
  const earlier = createKeychainDouble('win32')
  if (before !== undefined) await earlier.vault().write(name, secret(before))
  return afterCrash(earlier, platform)
}

async function countCalls(story: Story): Promise<number> {
  const keychain = await prepared(story)
  await story.act(keychain.vault())
  return keychain.calls.length
}

/** Lets the world end before call number `at`: nothing from there on happens, and nobody is told. */
async function dieAt(story: Story, at: number): Promise<KeychainDouble> {
  const keychain = await prepared(story)
  const died = new Promise<void>((resolve) => {
    keychain.before = () => {
      if (keychain.calls.length < at) return
      resolve()
      return new Promise<never>(() => undefined)
    }
  })
  await Promise.race([died, story.act(keychain.vault())])
  return afterCrash(keychain)
}

/** The start after a crash, with all that it does, and a quit. */
async function sweep(keychain: KeychainDouble): Promise<readonly string[]> {
  const vault = keychain.vault()
  const names = await vault.sweep()
  await vault.drain()
  return names
}

async function reading(keychain: KeychainDouble): Promise<string | undefined> {
  return (await keychain.vault().read(name))?.reveal()
}

/** Entries that the head does not name. */
function leftovers(keychain: KeychainDouble): readonly string[] {
  const names = [...keychain.entries.keys()].map((key) => key.slice('Keyfob test '.length))
  const text = keychain.entries.get(`Keyfob test ${name}`)
  const head = text === undefined ? undefined : decodeHead(text)
  return names.filter((each) => {
    const entry = kindOfEntry(each)
    if (entry.kind !== 'piece') return each !== name
    return entry.piece.generation !== head?.g || entry.piece.index >= head.n
  })
}

describe.each(stories)('a crash at any call while the keychain takes $title', (story) => {
  test('leaves the old or the new secret whole, and the next start sweeps the rest', async () => {
    const calls = await countCalls(story)
    expect(calls).toBeGreaterThan(0)
    const found = new Set<string | undefined>()
    for (let at = 1; at <= calls; at += 1) {
      const keychain = await dieAt(story, at)
      const text = await reading(keychain)
      expect([story.before, story.after]).toContain(text)
      found.add(text)

      expect(await sweep(keychain)).toEqual(text === undefined ? [] : [name])
      expect(leftovers(keychain)).toEqual([])
      expect(await reading(keychain)).toBe(text)
    }
    expect(found).toContain(story.before)
  })

  test('is survived by the write after it, whose own crash is survived too', async () => {
    const calls = await countCalls(story)
    for (let at = 1; at <= calls; at += 1) {
      const keychain = await dieAt(story, at)
      const standing = await reading(keychain)
      const second = writing('', undefined, large('s'))
      const secondCalls = await countOn(keychain, second)
      for (let secondAt = 1; secondAt <= secondCalls; secondAt += 3) {
        const again = await dieOn(afterCrash(keychain), second, secondAt)
        expect([standing, second.after]).toContain(await reading(again))
        await sweep(again)
        expect(leftovers(again)).toEqual([])
      }
    }
  })
})

async function countOn(keychain: KeychainDouble, story: Story): Promise<number> {
  const copy = afterCrash(keychain)
  await story.act(copy.vault())
  return copy.calls.length
}

async function dieOn(keychain: KeychainDouble, story: Story, at: number): Promise<KeychainDouble> {
  const died = new Promise<void>((resolve) => {
    keychain.before = () => {
      if (keychain.calls.length < at) return
      resolve()
      return new Promise<never>(() => undefined)
    }
  })
  await Promise.race([died, story.act(keychain.vault())])
  return afterCrash(keychain)
}

test('a crash at any call of a sweep loses nothing, and the next sweep finishes it', async () => {
  const story = writing('', large('o'), large('n'))
  const torn = await dieAt(story, 3)
  await torn.vault().write('account-2', secret(large('x')))
  const sweeping: Story = {
    title: '',
    before: undefined,
    after: undefined,
    platform: 'win32',
    act: (vault) => vault.sweep(),
  }
  const calls = await countOn(torn, sweeping)
  expect(calls).toBeGreaterThan(5)
  for (let at = 1; at <= calls; at += 1) {
    const keychain = await dieOn(afterCrash(torn), sweeping, at)
    expect(await reading(keychain)).toBe(large('o'))
    await sweep(keychain)
    expect((await keychain.vault().read('account-2'))?.reveal()).toBe(large('x'))
    expect(leftovers(keychain).filter((each) => !each.startsWith('account-2'))).toEqual([])
  }
})

test('negative control: a vault that wrote its pieces in place would be caught', async () => {
  const story = writing('', large('o'), large('n'))
  const results = new Set<string>()
  for (let at = 1; at <= (await countCalls(story)); at += 1) {
    const keychain = withoutGenerations(createKeychainDouble())
    await keychain.vault().write(name, secret(large('o')))
    keychain.calls.length = 0
    const found = withoutGenerations(await dieOn(keychain, story, at))
    results.add(await reading(found).then((text) => (text === large('o') ? 'old' : 'new'), codeOf))
  }
  expect(results).toContain('vault_entry_altered')
})

/** Every generation under the same names, as a vault without generations would write. */
function withoutGenerations(keychain: KeychainDouble): KeychainDouble {
  const { getPassword, setPassword } = keychain
  const inPlace = (entryName: string) => entryName.replace(/\/\d+\./, '/0.')
  keychain.getPassword = (service, entryName) => getPassword(service, inPlace(entryName))
  keychain.setPassword = (service, entryName, text) => setPassword(service, inPlace(entryName), text)
  keychain.deletePassword = async () => true
  return keychain
}

function codeOf(error: { readonly code: string }): string {
  return error.code
}
