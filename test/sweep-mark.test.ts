import { mkdtemp, readdir, rm, stat, utimes, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { takeSweepMark } from '../electron/sweep-mark'

let profile: string
let records: string
beforeEach(async () => {
  profile = await mkdtemp(join(tmpdir(), 'keyfob-mark-'))
  records = join(profile, 'accounts.json')
  await writeFile(records, '[]')
})
afterEach(() => rm(profile, { recursive: true, force: true }))

const start = () => takeSweepMark(profile, records)

/** One that was swept and ended in order. */
async function orderlyRun(): Promise<void> {
  const mark = await start()
  mark.done()
  await mark.leave()
}

describe('the keychain is swept', () => {
  test('at a first start, and not again when that has ended in order', async () => {
    expect((await start()).isDue()).toBe(true)
    await orderlyRun()
    const second = await start()
    expect(second.isDue()).toBe(false)
    await second.leave()
    expect((await start()).isDue()).toBe(false)
  })

  test('after a run that did not end', async () => {
    await orderlyRun()
    await start()
    expect((await start()).isDue()).toBe(true)
  })

  test('after a run that ended before it had swept what the one before it left', async () => {
    const short = await start()
    await short.leave()
    expect((await start()).isDue()).toBe(true)
  })

  test('when the records are others, or gone', async () => {
    await orderlyRun()
    await writeFile(records, '[{}]')
    expect((await start()).isDue()).toBe(true)
    await orderlyRun()
    await rm(records)
    expect((await start()).isDue()).toBe(true)
  })

  test('when older records have been put in their place, of the same length', async () => {
    const { mtime } = await stat(records)
    await writeFile(records, '{}')
    await orderlyRun()
    await writeFile(records, '[]')
    await utimes(records, mtime, mtime)
    expect((await start()).isDue()).toBe(true)
  })

  test.each(['', '{', '{"records":true}', '{"records":{"size":2}}'])(
    'when the mark says something else: %j',
    async (text) => {
      await writeFile(join(profile, 'in-order.json'), text)
      expect((await start()).isDue()).toBe(true)
      expect(await readdir(profile)).toEqual(['accounts.json'])
    },
  )
})
