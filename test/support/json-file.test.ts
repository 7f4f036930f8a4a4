import { mkdtemp, readdir, readFile, rm, stat, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { previousCopy, readJsonFile, setAside, writeJsonFile } from '../../electron/support/json-file'
import { failureOf } from './failure-of'
import { createMemoryDisk, systemError } from './memory-disk'

let folder: string
let path: string
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'keyfob-json-'))
  path = join(folder, 'deep', 'a.json')
})
afterEach(() => rm(folder, { recursive: true, force: true }))

describe('a JSON file', () => {
  test('is missing, read or damaged, and these are told apart', async () => {
    expect(await readJsonFile(path)).toEqual({ kind: 'missing' })
    await writeJsonFile(path, { a: 1 })
    expect(await readJsonFile(path)).toEqual({ kind: 'read', value: { a: 1 } })
    await writeFile(path, '{"a":')
    expect(await readJsonFile(path)).toEqual({ kind: 'damaged' })
    await writeFile(path, '')
    expect(await readJsonFile(path)).toEqual({ kind: 'damaged' })
  })

  test.each([10, 255, 256, 1_000])('of %i kB is read as it was written', async (kilobytes) => {
    const value = { text: 'é'.repeat(kilobytes * 512) }
    await writeJsonFile(path, value)
    expect(await readJsonFile(path)).toEqual({ kind: 'read', value })
  })

  test('that cannot be read is a failure, never "nothing there"', async () => {
    expect(await failureOf(readJsonFile(folder))).toMatchObject({ code: 'disk_unwritable' })
  })

  test('is written for the person alone, with the copy before it beside it and nothing else', async () => {
    for (const value of [1, 2, 3]) await writeJsonFile(path, value)
    expect(await readJsonFile(previousCopy(path))).toEqual({ kind: 'read', value: 2 })
    expect((await readdir(join(folder, 'deep'))).sort()).toEqual(['a.json', 'a.json.previous'])
    if (process.platform !== 'win32') {
      expect((await stat(path)).mode & 0o777).toBe(0o600)
      expect((await stat(join(folder, 'deep'))).mode & 0o777).toBe(0o700)
    }
  })

  test('is set aside under a dated name', async () => {
    await writeJsonFile(path, 1)
    const aside = await setAside(path, Date.UTC(2030, 0, 2))
    expect(aside).toMatch(/a\.json\.set-aside-2030-01-02T00-00-00-000Z$/)
    expect(await readFile(aside, 'utf8')).toBe('1\n')
    expect(await readJsonFile(path)).toEqual({ kind: 'missing' })
  })

  test('is written although its folder cannot be synced', async () => {
    const disk = createMemoryDisk()
    disk.before = (operation) => {
      if (operation.startsWith('sync folder')) throw systemError('EINVAL')
    }
    await writeJsonFile('/profile/a.json', 1, disk)
    expect(disk.files().get('/profile/a.json')).toBe('1\n')
  })

  test('that could not be written leaves no half of it behind', async () => {
    const disk = createMemoryDisk(new Map([['/profile/a.json', 'old']]))
    disk.before = (operation) => {
      if (operation.startsWith('sync /profile/a.json.new')) throw systemError('EIO')
    }
    await failureOf(writeJsonFile('/profile/a.json', 1, disk))
    expect([...disk.files()]).toEqual([['/profile/a.json', 'old']])
  })
})
