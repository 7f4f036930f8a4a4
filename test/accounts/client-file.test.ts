import { mkdir, mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { z } from 'zod'
import { createClientFile } from '../../electron/accounts/client-file'
import { failureOf } from '../support/failure-of'

let folder: string
let path: string
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'keyfob-'))
  path = join(folder, 'clients.json')
})
afterEach(() => rm(folder, { recursive: true }))

const contents = z.object({ version: z.literal(1), clients: z.array(z.string()) })
const told: string[] = []
const open = () =>
  createClientFile({ path, contents, now: () => 0, onSetAside: (name) => void told.push(name) })
const lay = (...clients: readonly string[]) => writeFile(path, JSON.stringify({ version: 1, clients }))

describe('a file of clients', () => {
  test('is read once in a run, and known from then on', async () => {
    await lay('one')
    const file = open()
    expect(await file.read()).toEqual(['one'])
    await lay('two')
    expect(await file.read()).toEqual(['one'])
    await file.write(['one', 'three'])
    expect(await file.read()).toEqual(['one', 'three'])
    expect(await open().read()).toEqual(['one', 'three'])
  })

  test('that cannot be read is tried again', async () => {
    await mkdir(path)
    const file = open()
    expect(await failureOf(file.read())).toMatchObject({ code: 'disk_unwritable' })
    await rm(path, { recursive: true })
    await lay('one')
    expect(await file.read()).toEqual(['one'])
  })

  test('that cannot be written stays what it was', async () => {
    await lay('one')
    const file = open()
    await file.read()
    await mkdir(`${path}.new`)
    expect(await failureOf(file.write(['two']))).toMatchObject({ code: 'disk_unwritable' })
    expect(await file.read()).toEqual(['one'])
    expect(JSON.parse(await readFile(path, 'utf8'))).toMatchObject({ clients: ['one'] })
  })

  test.each(['{"version":1,', '{"version":2,"clients":[]}'])(
    'is set aside when it says %s, and its new name is told',
    async (text) => {
      await writeFile(path, text)
      const file = open()
      expect(await file.read()).toEqual([])
      const names = await readdir(folder)
      expect(names).toEqual([expect.stringContaining('clients.json.set-aside-')])
      expect(told.splice(0)).toEqual(names)
    },
  )
})
