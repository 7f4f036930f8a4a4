import { mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest'
import { openHistory } from '../electron/history'

let profile: string
beforeEach(async () => {
  profile = await mkdtemp(join(tmpdir(), 'keyfob-'))
})
afterEach(() => rm(profile, { recursive: true }))

const unwritable = vi.fn()
const open = () => openHistory({ profile, now: () => 1_000, onUnwritable: unwritable })
const lay = (name: string, value: unknown) => writeFile(join(profile, name), JSON.stringify(value))
const read = async (name: string) => JSON.parse(await readFile(join(profile, name), 'utf8'))
const flow = { purpose: 'renew', kind: 'authorization_code', providerId: 'sandbox' } as const
const entry = { id: 'one', at: 1, kind: 'renewed', accountId: 'ada' }
const trace = {
  ...flow,
  id: 'one',
  startedAt: 1,
  endedAt: 2,
  status: 'succeeded',
  stages: [],
  protections: [],
  messages: [
    { kind: 'renewal_request', step: 3, from: 'keyfob', to: 'authorization_server', at: 1, parameters: [] },
    { kind: 'stored', from: 'keyfob', to: 'keyfob', at: 1, parameters: [] },
  ],
}

/** Returns the names that files were set aside under. */
async function run(times: number): Promise<readonly string[]> {
  const names: string[] = []
  for (let number = 0; number < times; number += 1) {
    const history = await open()
    names.push(...history.setAside)
    history.activity.record({ kind: 'renamed' })
    history.traces.begin({ ...flow, id: `run ${number}` }).end('succeeded')
    history.usage.count('ada', 'calls')
    await history.flush()
  }
  return names
}

describe('what happened', () => {
  test('is there in the next run', async () => {
    await run(1)
    const history = await open()
    expect(history.setAside).toEqual([])
    expect(history.activity.list()).toMatchObject([{ kind: 'renamed' }])
    expect(history.traces.list()).toMatchObject([{ id: 'run 0', status: 'succeeded' }])
    expect(history.usage.list()).toMatchObject([{ accountId: 'ada', calls: 1 }])
  })

  test.each(['activity.json', 'flows.json', 'usage.json'])(
    'in a %s of another version is set aside, and still there after many runs',
    async (file) => {
      const newer = { version: 2, entries: [entry] }
      await lay(file, newer)
      const [name = '', ...more] = await run(3)
      expect(name).toContain(`${file}.set-aside-`)
      expect(more).toEqual([])
      expect(await read(name)).toEqual(newer)
    },
  )

  test.each([
    ['activity.json', [entry, { ...entry, id: 'two', kind: 'of_another_version' }]],
    ['flows.json', [trace, { ...trace, id: 'two', purpose: 'of_another_version' }]],
  ])('goes on in %s without the items that were not understood, which are set aside', async (file, items) => {
    await lay(file, items)
    const history = await open()
    const [name = ''] = history.setAside
    expect(await read(name)).toEqual(items)
    await history.flush()
    expect(await read(file)).toEqual(items.slice(0, 1))
    expect((await open()).setAside).toEqual([])
  })

  test('of a flow that counted among the six steps what is none of them is counted as it is today', async () => {
    const message = { from: 'keyfob', to: 'keyfob', at: 1, parameters: [], step: 6 }
    const messages = ['identity_response', 'stored'].map((kind) => ({ ...message, kind }))
    await lay('flows.json', [{ ...trace, messages }])
    const [flow] = (await open()).traces.list()
    expect(flow?.messages.map(({ step }) => step)).toEqual([6, undefined])
  })

  test('is not written over where it can be neither understood nor set aside', async () => {
    await lay('activity.json', { version: 2 })
    await mkdir(join(profile, 'activity.json.set-aside-1970-01-01T00-00-01-000Z'))
    expect(await run(2)).toEqual([])
    expect(await read('activity.json')).toEqual({ version: 2 })
    expect(unwritable).toHaveBeenCalled()
  })
})
