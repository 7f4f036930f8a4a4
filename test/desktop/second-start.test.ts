import { join } from 'node:path'
import { beforeAll, expect, test } from 'vitest'
import type { RunningApp } from './harness/app'
import { startFreely } from './harness/over-cdp'
import { describeOnLinux, useDesktop } from './harness/use-desktop'
import { closeDialog, connectPerson } from './sandbox-person'
import { askMain } from './window-asks'

describeOnLinux('a second start', () => {
  const stage = useDesktop()
  let app: RunningApp
  beforeAll(async () => {
    app = await stage.launch({ afterwards: ['--connect', 'sandbox'] })
  })

  /** Ends by itself: the app that has the profile does the rest. */
  async function startAgain(...args: string[]): Promise<void> {
    const logFile = join(stage.desktop.folder, 'second.log')
    const second = startFreely({ profile: app.profile, env: stage.desktop.env, logFile, args })
    expect(await second.ended).toBe(0)
  }
  const heading = (name: string) => app.window.getByRole('heading', { level: 1, name }).waitFor()
  const isInFront = () =>
    app.electronApp.evaluate(({ BrowserWindow }) => {
      const [only, ...more] = BrowserWindow.getAllWindows()
      return more.length === 0 && only?.isVisible() && !only.isMinimized()
    })

  test('the first start opens what its command line asks for, and begins no sign-in', async () => {
    await app.window.getByRole('dialog').getByRole('button', { name: 'Continue in browser' }).waitFor()
    await closeDialog(app.window)
    await connectPerson('Ada', app.window, stage)
  })

  test('brings the window to the front and opens what it was asked for', async () => {
    await app.electronApp.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows()[0]?.hide())
    await startAgain('--settings')
    await heading('Settings')
    await expect.poll(isInFront).toBe(true)

    const [account] = (await askMain(app.window, 'listAccounts')).value as { id: string }[]
    await startAgain('--account', account?.id ?? '')
    await app.window.getByRole('main').getByText('Ada', { exact: false }).first().waitFor()
    await app.window.getByRole('main').getByRole('tab').or(app.window.getByRole('grid')).first().waitFor()

    await startAgain('--connect=github')
    await app.window.getByRole('dialog').getByText('GitHub').first().waitFor()
    await closeDialog(app.window)
  })

  test('that asks for what is not here or makes no sense changes nothing, and says so in the log', async () => {
    await startAgain('--settings')
    await heading('Settings')
    await startAgain('--connect', 'https://evil.example/?token=abc')
    await startAgain('--account', 'nobody')
    await expect.poll(app.log).toMatch(/ignored: --account names what is not here/)
    expect(app.log()).toMatch(/ignored: --connect$/m)
    expect(app.log()).not.toContain('evil.example')
    await heading('Settings')
    expect(await app.window.getByRole('dialog').count()).toBe(0)
  })

  test('opens nothing of an account while Keyfob is locked', async () => {
    const [account] = (await askMain(app.window, 'listAccounts')).value as { id: string }[]
    await askMain(app.window, 'lock')
    await app.window.getByRole('heading', { name: 'Keyfob is locked' }).waitFor()
    await startAgain('--account', account?.id ?? '')
    await askMain(app.window, 'isLocked')
    expect(await app.window.getByText('Ada').count()).toBe(0)
    await app.window.getByRole('button', { name: 'Unlock' }).waitFor()
  })
})
