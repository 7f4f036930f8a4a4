import { mkdir, readdir, readFile, rename, rm, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { systemClock } from '../../electron/support/clock'
import type { KeyfobApi } from '../../shared/keyfob-api'
import { failureOf } from '../support/failure-of'
import { acme } from '../support/some-custom-provider'
import { createRig, type Rig, waitingNotices } from './rig'

let rig: Rig
beforeEach(async () => {
  rig = await createRig()
})
afterEach(() => rig.end())

const files: readonly [string, (api: KeyfobApi) => Promise<unknown>][] = [
  ['settings.json', (api) => api.changeSettings({ appearance: 'dark' })],
  ['custom-providers.json', (api) => api.saveCustomProvider({ provider: acme })],
]

/** A folder in its place is no file, and nothing replaces it; who may read any file cannot read it either. */
const layFolder = (name: string) => mkdir(join(rig.profile, name, 'kept'), { recursive: true })
const told = () => waitingNotices(rig).map(({ kind, subject }) => [kind, subject])

test.each(files)(
  'a %s that cannot be read does not keep Keyfob from starting, and stays',
  async (name, change) => {
    await layFolder(name)
    await rig.restart()
    expect(told()).toEqual([['profile_read_only', name]])
    expect(await failureOf(change(rig.api))).toMatchObject({ code: 'disk_unwritable' })
    expect(await readdir(join(rig.profile, name))).toEqual(['kept'])
  },
)

test.each(files)('a damaged %s that cannot be set aside is not written over', async (name, change) => {
  await writeFile(join(rig.profile, name), '{')
  const now = Date.UTC(2030, 0, 2)
  await layFolder(`${name}.set-aside-2030-01-02T00-00-00-000Z`)
  await rig.restart({ clock: { ...systemClock, now: () => now } })
  expect(told()).toEqual([['profile_read_only', name]])
  expect(await failureOf(change(rig.api))).toMatchObject({ code: 'disk_unwritable' })
  expect(await readFile(join(rig.profile, name), 'utf8')).toBe('{')
})

test('what cannot be read today is there tomorrow', async () => {
  await rig.api.changeSettings({ appearance: 'dark' })
  const path = join(rig.profile, 'settings.json')
  await rename(path, `${path}.away`)
  await layFolder('settings.json')
  await rig.restart()
  expect((await rig.api.getSettings({})).appearance).toBe('system')
  await rm(path, { recursive: true })
  await rename(`${path}.away`, path)
  await rig.restart()
  expect((await rig.api.getSettings({})).appearance).toBe('dark')
})
