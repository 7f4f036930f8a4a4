import { describe, expect, test } from 'vitest'
import { openRegistry, type Registry } from '../../electron/accounts/registry'
import type { Disk } from '../../electron/support/json-file'
import { failureOf } from '../support/failure-of'
import { createMemoryDisk, type MemoryDisk, systemError } from '../support/memory-disk'
import { someAccount } from '../support/some-account'

const path = '/profile/accounts.json'
const ada = someAccount({ id: 'ada' })
const grace = someAccount({ id: 'grace', label: 'Grace Hopper' })

const open = async (disk: Disk) => openRegistry(path, () => 0, disk)
const labels = (registry: Registry) => registry.list().map((account) => account.label)

async function withAda(): Promise<{ disk: MemoryDisk; registry: Registry }> {
  const disk = createMemoryDisk()
  const { registry } = await open(disk)
  await registry.put(someAccount({ id: 'first', label: 'First' }))
  await registry.remove('first')
  await registry.put(ada)
  disk.operations.length = 0
  return { disk, registry }
}

/** Stops the disk before operation number `at`, or lets the change come to its end. */
async function stopAt(
  at: number,
  hardLinks: boolean,
): Promise<{ disk: MemoryDisk; isAcknowledged: boolean }> {
  const { disk, registry } = await withAda()
  const stopped = new Promise<boolean>((resolve) => {
    disk.before = (operation) => {
      if (!hardLinks && operation.startsWith('link')) throw systemError('ENOTSUP')
      if (disk.operations.length < at) return
      resolve(false)
      return new Promise<never>(() => undefined)
    }
  })
  const isAcknowledged = await Promise.race([stopped, registry.put(grace).then(() => true)])
  return { disk, isAcknowledged }
}

describe.each([
  { on: 'a disk with hard links', hardLinks: true },
  { on: 'a disk without hard links', hardLinks: false },
])('on $on', ({ hardLinks }) => {
  test('a crash or a power cut at any point of a write leaves the old or the new accounts', async () => {
    let acknowledged = 0
    let points = 0
    const seen = new Set<string>()
    for (let at = 1; acknowledged === 0; at += 1) {
      const { disk, isAcknowledged } = await stopAt(at, hardLinks)
      points += 1
      if (isAcknowledged) acknowledged += 1
      for (const files of [disk.files(), ...disk.afterPowerCut()]) {
        const { registry, setAside, closed } = await open(createMemoryDisk(files))
        expect({ setAside, closed }).toEqual({ setAside: undefined, closed: undefined })
        const found = labels(registry).join()
        if (isAcknowledged) expect(found).toBe('Ada Lovelace,Grace Hopper')
        expect(['Ada Lovelace', 'Ada Lovelace,Grace Hopper']).toContain(found)
        seen.add(found)
        await registry.put(someAccount({ id: 'later', label: 'Later' }))
        expect(labels(registry).join()).toBe(`${found},Later`)
      }
    }
    expect(points).toBeGreaterThanOrEqual(10)
    expect(seen.size).toBe(2)
  })
})

test('negative control: a write that does not sync before it renames would be caught', async () => {
  const { disk } = await withAda()
  const careless: Disk = {
    ...disk,
    open: async (file, flags, mode) => ({
      ...(await disk.open(file, flags, mode)),
      sync: async () => undefined,
    }),
  }
  await (await open(careless)).registry.put(grace)
  const outcomes = await Promise.all(
    disk.afterPowerCut().map(async (files) => labels((await open(createMemoryDisk(files))).registry).join()),
  )
  expect(outcomes.some((found) => found !== 'Ada Lovelace,Grace Hopper')).toBe(true)
})

describe('a disk that refuses', () => {
  const refusals = [
    ['ENOSPC', 'disk_full'],
    ['EDQUOT', 'disk_full'],
    ['EROFS', 'disk_unwritable'],
    ['EACCES', 'disk_unwritable'],
    ['EIO', 'disk_unwritable'],
  ] as const

  test.each(refusals)('any step of a write with %s loses nothing and says %s', async (error, code) => {
    const steps = (await operationsOfPut()).filter(
      (step) => !/^(close|unlink|sync folder|open \/profile$)/.test(step),
    )
    expect(steps.length).toBeGreaterThanOrEqual(6)
    for (const step of steps) {
      // Without hard links a copy is made: that refusal is no end.
      if (step.startsWith('link')) continue
      const { disk, registry } = await withAda()
      disk.before = (operation) => {
        if (operation === step) throw systemError(error)
      }
      expect(await failureOf(registry.put(grace))).toMatchObject({ code, facts: { subject: path } })
      expect(labels(registry)).toEqual(['Ada Lovelace'])

      disk.before = undefined
      expect(labels((await open(createMemoryDisk(disk.files()))).registry)).toEqual(['Ada Lovelace'])
      await registry.put(grace)
      expect(labels((await open(createMemoryDisk(disk.files()))).registry)).toEqual([
        'Ada Lovelace',
        'Grace Hopper',
      ])
    }
  })

  test('while notes wait keeps them, and the next change takes them along', async () => {
    const { disk, registry } = await withAda()
    registry.note('ada', { lastUsedAt: 5 })
    disk.before = (operation) => {
      if (operation.startsWith('write')) throw systemError('ENOSPC')
    }
    expect(await failureOf(registry.flush())).toMatchObject({ code: 'disk_full' })
    disk.before = undefined
    await registry.flush()
    expect((await open(createMemoryDisk(disk.files()))).registry.get('ada').lastUsedAt).toBe(5)
  })
})

async function operationsOfPut(): Promise<readonly string[]> {
  const { disk, registry } = await withAda()
  await registry.put(grace)
  return [...disk.operations]
}
