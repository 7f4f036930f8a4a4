import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { createSaveSoon } from '../../electron/support/save-soon'

let folder: string
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'keyfob-save-'))
})
afterEach(() => rm(folder, { recursive: true, force: true }))

const read = async (path: string) => JSON.parse(await readFile(path, 'utf8')) as unknown

const notToFail = (error: unknown) => expect.fail(String(error))

describe('saving soon', () => {
  test('writes many changes once, and the last of them', async () => {
    const path = join(folder, 'a.json')
    let value = 0
    let asked = 0
    const saved = createSaveSoon(path, () => ({ value, asked: ++asked }), notToFail, 20)
    for (value = 1; value < 50; value += 1) saved.changed()
    await pause(100)
    await saved.flush()
    expect(await read(path)).toEqual({ value: 50, asked: 1 })
  })

  test('writes at once when it is flushed, and nothing when nothing has changed', async () => {
    const path = join(folder, 'a.json')
    let asked = 0
    const saved = createSaveSoon(path, () => ({ asked: ++asked }), notToFail, 60_000)
    await saved.flush()
    expect(asked).toBe(0)
    saved.changed()
    await saved.flush()
    expect(await read(path)).toEqual({ asked: 1 })
    await saved.flush()
    expect(asked).toBe(1)
  })

  test('tells of a disk that refuses, and tries again at the end', async () => {
    const blocked = join(folder, 'blocked')
    await writeFile(blocked, '')
    const failures: unknown[] = []
    const saved = createSaveSoon(
      join(blocked, 'a.json'),
      () => 1,
      (error) => failures.push(error),
      60_000,
    )
    saved.changed()
    await saved.flush()
    expect(failures).toMatchObject([{ code: 'disk_unwritable' }])
    await rm(blocked)
    await saved.flush()
    expect(await read(join(blocked, 'a.json'))).toBe(1)
  })
})
