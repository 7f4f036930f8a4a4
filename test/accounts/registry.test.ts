import { mkdir, mkdtemp, readdir, readFile, rm, symlink, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { openRegistry, type Registry } from '../../electron/accounts/registry'
import { toFile } from '../../electron/accounts/registry-format'
import type { Account } from '../../shared/account'
import { failureOf } from '../support/failure-of'
import { someAccount } from '../support/some-account'

let folder: string
let path: string
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'keyfob-registry-'))
  path = join(folder, 'accounts.json')
})
afterEach(() => rm(folder, { recursive: true, force: true }))

const ada = someAccount({ id: 'ada' })
const grace = someAccount({ id: 'grace', label: 'Grace Hopper', person: { subject: 'grace' } })
const open = () => openRegistry(path, () => Date.UTC(2030, 0, 2, 3, 4, 5))
const labels = (registry: Registry) => registry.list().map((account) => account.label)

async function written(...accounts: readonly Account[]): Promise<void> {
  const { registry } = await open()
  for (const account of accounts) await registry.put(account)
}

describe('the registry', () => {
  test('keeps accounts, those that are leaving, and notes over a restart', async () => {
    const { registry } = await open()
    await registry.put(ada)
    await registry.put(grace)
    await registry.update('ada', { label: 'Countess' })
    await registry.leave('grace')
    registry.note('ada', { lastUsedAt: 7 })
    await registry.flush()

    const { registry: later } = await open()
    expect(later.list()).toEqual([{ ...ada, label: 'Countess', lastUsedAt: 7 }])
    expect(later.leaving()).toEqual([grace])
    await later.gone('grace')
    expect((await open()).registry.leaving()).toEqual([])
  })

  test('keeps the order a person gives it over a restart, and puts nobody out of it', async () => {
    const { registry } = await open()
    for (const id of ['a', 'b', 'c', 'd']) await registry.put(someAccount({ id, label: id }))
    await registry.arrange(['c', 'gone', 'a'])

    expect(labels(registry)).toEqual(['c', 'a', 'b', 'd'])
    expect(labels((await open()).registry)).toEqual(['c', 'a', 'b', 'd'])
  })

  test('changes memory only when the disk has changed', async () => {
    const { registry } = await open()
    const put = registry.put(ada)
    expect(registry.list()).toEqual([])
    await put
    expect(registry.list()).toEqual([ada])
  })

  test('loses no change when many come at the same time, and no note in between', async () => {
    const { registry } = await open()
    await registry.put(ada)
    const accounts = Array.from({ length: 20 }, (_, index) =>
      someAccount({ id: `a${index}`, label: `A ${index}` }),
    )
    const puts = accounts.map((account) => registry.put(account))
    registry.note('ada', { lastUsedAt: 9 })
    await Promise.all(puts)
    expect(registry.list()).toHaveLength(21)
    expect(registry.get('ada').lastUsedAt).toBe(9)
    await registry.flush()
    expect((await open()).registry.list()).toEqual(registry.list())
  })

  test('notes a whole account at once, without what it has no more of, and on disk with the next flush', async () => {
    const { registry } = await open()
    await registry.put(someAccount({ ...ada, expiresAt: 5 }))
    const { expiresAt: _, ...renewed } = someAccount({ ...ada, renewedAt: 7 })
    registry.noteAll(renewed)
    registry.noteAll(grace)
    expect(registry.list()).toEqual([renewed])
    await registry.flush()
    expect((await open()).registry.list()).toEqual([renewed])
  })

  test('announces the whole list after each change', async () => {
    const { registry } = await open()
    const heard: number[] = []
    registry.changes.subscribe((accounts) => heard.push(accounts.length))
    await registry.put(ada)
    await registry.put(grace)
    await registry.remove('ada')
    await registry.remove('nobody')
    expect(heard.slice(0, 3)).toEqual([1, 2, 1])
  })

  test('leaves an account alone that has gone meanwhile', async () => {
    const { registry } = await open()
    await registry.update('ada', { label: 'x' })
    await registry.replace(ada)
    expect(registry.list()).toEqual([])
    expect(failureOf(() => registry.get('ada')).code).toBe('not_found')
  })

  test('writes files that only the person can read, and none with a secret’s name', async () => {
    await written(ada, grace)
    const names = await readdir(folder)
    expect(names.sort()).toEqual(['accounts.json', 'accounts.json.previous'])
    const text = await readFile(path, 'utf8')
    expect(text).not.toMatch(/token|secret/i)
  })
})

describe('a file of version 1', () => {
  const first = (accounts: readonly Account[]) => JSON.stringify({ version: 1, accounts, leaving: [] })

  test('is read, and written as the present version by the next change', async () => {
    await writeFile(path, first([ada]))
    const { registry, setAside } = await open()
    expect(setAside).toBeUndefined()
    expect(registry.list()).toEqual([ada])
    await registry.put(grace)
    expect(JSON.parse(await readFile(path, 'utf8'))).toMatchObject({ version: 2, digest: expect.any(String) })
    expect(labels((await open()).registry)).toEqual(['Ada Lovelace', 'Grace Hopper'])
  })

  test('that is not what version 1 wrote is set aside', async () => {
    await writeFile(path, JSON.stringify({ version: 1, accounts: [{ id: 'ada' }], leaving: [] }))
    expect((await open()).setAside).toBeDefined()
  })
})

describe('a file of a newer version', () => {
  async function newer(): Promise<string> {
    const { createHash } = await import('node:crypto')
    const file = { version: 3, accounts: ['in some other form'], more: true }
    const digest = createHash('sha256').update(JSON.stringify(file)).digest('base64url')
    return JSON.stringify({ ...file, digest })
  }

  test('is left alone, and every change is refused with a sentence', async () => {
    await writeFile(path, await newer())
    const { registry, closed, setAside } = await open()
    expect(setAside).toBeUndefined()
    expect(closed).toMatchObject({ code: 'profile_newer', facts: { subject: path } })
    expect(registry.list()).toEqual([])
    expect(await failureOf(registry.put(ada))).toMatchObject({ code: 'profile_newer' })
    registry.note('ada', { lastUsedAt: 1 })
    await registry.flush()
    expect(await readFile(path, 'utf8')).toBe(await newer())
    expect(await readdir(folder)).toEqual(['accounts.json'])
  })

  test('is not believed when its checksum is wrong', async () => {
    await writeFile(path, (await newer()).replace('true', 'false'))
    expect(await open()).toMatchObject({ setAside: expect.stringContaining('set-aside') })
  })
})

describe('a damaged file', () => {
  test('is set aside under a dated name, and the copy before it is used', async () => {
    await written(ada, grace)
    await writeFile(path, 'scribble')
    const { registry, setAside } = await open()
    expect(setAside).toBe('accounts.json.set-aside-2030-01-02T03-04-05-000Z')
    expect(await readFile(join(folder, setAside ?? ''), 'utf8')).toBe('scribble')
    expect(labels(registry)).toEqual(['Ada Lovelace'])
  })

  test('and a crash before the next write: the copy is used all the same', async () => {
    await written(ada, grace)
    await writeFile(path, 'scribble')
    await open()
    expect(labels((await open()).registry)).toEqual(['Ada Lovelace'])
  })

  test('beside a damaged copy: both are set aside, none is overwritten', async () => {
    await writeFile(path, 'scribble')
    await writeFile(`${path}.previous`, 'more scribble')
    const { registry } = await open()
    await registry.put(ada)
    await registry.put(grace)
    const kept = (await readdir(folder)).filter((name) => name.includes('set-aside'))
    const texts = await Promise.all(kept.map((name) => readFile(join(folder, name), 'utf8')))
    expect(texts.sort()).toEqual(['more scribble', 'scribble'])
  })
})

describe('a record that cannot be understood', () => {
  const odd = { ...grace, expiresAt: 0.5 }

  test('is refused before anything is written, and the others stay', async () => {
    const { registry } = await open()
    await registry.put(ada)
    expect(await failureOf(registry.put(odd))).toMatchObject({ code: 'unexpected' })
    expect(await failureOf(registry.update('ada', { expiresAt: 1e18 }))).toMatchObject({ code: 'unexpected' })
    registry.note('ada', { lastUsedAt: -1 })
    await registry.flush()
    expect((await open()).registry.list()).toEqual([ada])
  })

  test('takes no other with it when a file holds one: the file is set aside once, and told of', async () => {
    const file = JSON.stringify(toFile({ accounts: [odd, ada], leaving: [] }))
    await written(grace)
    await writeFile(path, file)
    const { registry, setAside } = await open()
    expect(registry.list()).toEqual([ada])
    expect(await readFile(join(folder, setAside ?? ''), 'utf8')).toBe(file)
    const again = await open()
    expect(again.registry.list()).toEqual([ada])
    expect(again.setAside).toBeUndefined()
  })
})

describe('a real disk that refuses', () => {
  test('because it is full: a sentence, and the old accounts stay', async () => {
    await written(ada)
    // A real "no space left on device", wherever the temporary file is written.
    await symlink('/dev/full', `${path}.new`)
    const { registry } = await open()
    expect(await failureOf(registry.put(grace))).toMatchObject({ code: 'disk_full' })
    expect(labels(registry)).toEqual(['Ada Lovelace'])
    expect(labels((await open()).registry)).toEqual(['Ada Lovelace'])
  })

  test('because there can be no folder: a sentence, and nothing is lost in memory', async () => {
    await writeFile(join(folder, 'file'), '')
    const { registry, closed } = await openRegistry(join(folder, 'file', 'accounts.json'), Date.now)
    expect(closed).toMatchObject({ code: 'disk_unwritable' })
    expect(await failureOf(registry.put(ada))).toMatchObject({ code: 'disk_unwritable' })
  })

  test('because the file cannot be read: the app opens, nothing is overwritten, every change is refused', async () => {
    await mkdir(path)
    const { registry, closed } = await open()
    expect(closed).toMatchObject({ code: 'disk_unwritable' })
    expect(await failureOf(registry.put(ada))).toMatchObject({ code: 'disk_unwritable' })
    expect(await readdir(folder)).toEqual(['accounts.json'])
  })
})
