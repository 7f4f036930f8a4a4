import { setTimeout as pause } from 'node:timers/promises'
import { beforeAll, expect, test } from 'vitest'
import { headName, pieceName } from '../../electron/vault/entry-format'
import type { RunningApp } from './harness/app'
import { describeOnLinux, useDesktop } from './harness/use-desktop'
import { connectPerson } from './sandbox-person'

/** By then a sweep has been, where there is one: it comes three seconds after the start. ms */
const afterSweep = 4_500

describeOnLinux('what a write that was cut off has left in the keychain', () => {
  const stage = useDesktop()
  let app: RunningApp
  const name = pieceName(headName('account-gone'), { generation: 7, index: 0 })

  beforeAll(async () => {
    app = await stage.launch()
    await connectPerson('Ada', app.window, stage)
  })

  async function leave(): Promise<void> {
    const [entry] = await stage.desktop.keyring.lasting()
    if (!entry) throw new Error('Ada has no entry')
    await stage.desktop.keyring.overwrite({ service: entry.service, account: name }, 'half a secret')
    await expect.poll(isThere).toBe(true)
  }
  const isThere = async () => (await stage.desktop.keyring.entries()).some(({ account }) => account === name)
  const startAgain = async () => {
    app = await stage.launch({ profile: app.profile })
  }

  test('is not looked for after a run that ended in order, and goes after a crash', async () => {
    await pause(afterSweep)
    await leave()
    await app.close()
    await startAgain()
    await pause(afterSweep)
    expect(await isThere()).toBe(true)

    await app.kill()
    await startAgain()
    await expect.poll(isThere, { timeout: 20_000 }).toBe(false)
  })
})
