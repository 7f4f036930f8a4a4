import { afterAll, beforeAll, expect, test } from 'vitest'
import { endAccounts } from './end-accounts'
import type { RunningApp } from './harness/app'
import { startTrayHost, type TrayHost } from './harness/tray-host'
import { describeOnLinux, useDesktop } from './harness/use-desktop'
import { connectPerson } from './sandbox-person'
import { askMain, currentSettings, openSettings } from './window-asks'

describeOnLinux('around the window', () => {
  const stage = useDesktop()
  let app: RunningApp
  let tray: TrayHost

  beforeAll(async () => {
    tray = await startTrayHost(stage.desktop.env)
    app = await stage.launch()
  })
  afterAll(() => tray.stop())

  /** A key with Ctrl, as the system brings it: first to the page, and what the page leaves to the menu. */
  const press = (keyCode: string, ...more: 'shift'[]) =>
    app.electronApp.evaluate(
      ({ BrowserWindow }, event) => {
        const contents = BrowserWindow.getAllWindows()[0]?.webContents
        contents?.sendInputEvent({ type: 'keyDown', ...event })
        contents?.sendInputEvent({ type: 'keyUp', ...event })
      },
      { keyCode, modifiers: ['control' as const, ...more] },
    )

  /** What the window was told before is there: messages between the two arrive in order. */
  const settled = async () => {
    for (let turn = 0; turn < 3; turn += 1) {
      await askMain(app.window, 'isLocked')
    }
  }

  test('every shortcut of the menu does what it says, once', async () => {
    const { window } = app
    const heading = (name: string) => window.getByRole('heading', { level: 1, name }).waitFor()
    // It comes once the window has drawn itself.
    const menuIsThere = () => app.electronApp.evaluate(({ Menu }) => Menu.getApplicationMenu() !== null)
    await expect.poll(menuIsThere).toBe(true)

    await press('1')
    await window.getByRole('button', { name: 'Try the Sandbox Cloud' }).waitFor()
    await press('D', 'shift')
    await heading('Sign-in doctor')
    await press(',')
    await heading('Settings')
    await press('K')
    await window.getByRole('dialog', { name: 'Search everything' }).waitFor()
    await press('1')
    await settled()
    await window.keyboard.press('Escape')
    await window.getByRole('dialog').waitFor({ state: 'detached' })
    await heading('Settings')
    await press('N')
    await window.getByRole('dialog').waitFor()
    await window.keyboard.press('Escape')
    await window.getByRole('dialog').waitFor({ state: 'detached' })
    await press('L')
    await window.getByRole('heading', { name: 'Keyfob is locked' }).waitFor()
    await press('N')
    await press('2')
    await settled()
    expect(await window.getByRole('dialog').count()).toBe(0)
    await window.getByRole('button', { name: 'Unlock' }).click()
    await window.getByRole('navigation').waitFor()
  })

  test('the report for whoever helps holds no name of the computer’s person', async () => {
    const { window } = app
    await window.getByRole('navigation').getByRole('button', { name: 'Accounts', exact: true }).click()
    await connectPerson('Ada Lovelace', window, stage)
    await openSettings(window, 'About')
    await window.getByRole('button', { name: 'Create a report' }).click()
    const report = await window.getByRole('region', { name: 'The report' }).innerText()
    expect(report).toContain('1 × sandbox, authorization_code')
    expect(report).not.toMatch(/ada|lovelace/i)
  })

  test('the tray shows each account with how it is, and none while Keyfob is locked', async () => {
    const { window } = app
    await expect.poll(tray.menu, { timeout: 10_000 }).toContain('Ada Lovelace: working')
    await tray.press('Lock')
    await window.getByRole('heading', { name: 'Keyfob is locked' }).waitFor()
    await expect.poll(tray.menu).toEqual(['Keyfob is locked', 'Show Keyfob', 'Quit'])
    await window.getByRole('button', { name: 'Unlock' }).click()
    await window.getByRole('navigation').waitFor()
    await expect.poll(tray.menu).toContain('Ada Lovelace: working')
  })

  test('Keyfob goes on in the tray without its window, if its person wants that, and comes back from there', async () => {
    await openSettings(app.window, 'Notifications')
    await app.window.getByText('Keep running in the tray').click()
    await expect.poll(() => currentSettings(app.window)).toMatchObject({ keepInTray: true })
    await app.electronApp.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows()[0]?.close())
    await expect.poll(() => app.electronApp.windows().length).toBe(0)
    const opened = app.electronApp.waitForEvent('window')
    await tray.press('Connect an account…')
    const window = await opened
    await window.getByRole('dialog').getByText('Sandbox Cloud').first().waitFor()
    app = { ...app, window }
    await window.keyboard.press('Escape')
  })

  test('an account that has ended is told of on the desktop once, and a click leads to it', async () => {
    const { profile } = app
    await app.electronApp.evaluate(({ BrowserWindow, screen }) => {
      const { x, y } = screen.getPrimaryDisplay().workArea
      BrowserWindow.getAllWindows()[0]?.setBounds({ x: x + 40, y: y + 30, width: 1000, height: 650 })
    })
    await press('=')
    await expect.poll(() => app.window.evaluate(() => window.devicePixelRatio)).toBeCloseTo(1.1)
    await app.close()
    await endAccounts(profile)

    app = await stage.launch({ profile })
    await app.electronApp.evaluate(({ app: electron, Notification, BrowserWindow }) => {
      const shown: Electron.Notification[] = []
      Reflect.set(globalThis, 'shown', shown)
      Notification.isSupported = () => true
      Notification.prototype.show = function show(this: Electron.Notification) {
        shown.push(this)
      }
      BrowserWindow.getFocusedWindow = () => null
      electron.emit('browser-window-blur')
    })
    const titles = () =>
      app.electronApp.evaluate(() =>
        (Reflect.get(globalThis, 'shown') as Electron.Notification[]).map(({ title }) => title),
      )
    await expect.poll(titles, { timeout: 15_000 }).toEqual(['Ada Lovelace needs you'])
    await app.window.getByRole('navigation').getByRole('button', { name: 'Activity', exact: true }).click()
    await app.electronApp.evaluate(({ app: electron }) => electron.emit('browser-window-blur'))
    await app.electronApp.evaluate(() =>
      (Reflect.get(globalThis, 'shown') as Electron.Notification[])[0]?.emit('click'),
    )
    const row = app.window.getByRole('main').getByRole('listitem', { name: 'Ada Lovelace' })
    const reconnect = row.getByRole('button', { name: 'Reconnect', exact: true })
    await reconnect.waitFor()
    await expect.poll(() => reconnect.evaluate((element) => element === document.activeElement)).toBe(true)
    expect(await titles()).toHaveLength(1)
  })

  test('the window opens where it was, as large as its text was', async () => {
    const bounds = await app.electronApp.evaluate(({ BrowserWindow }) =>
      BrowserWindow.getAllWindows()[0]?.getBounds(),
    )
    expect(bounds).toMatchObject({ width: 1000, height: 650 })
    await expect.poll(() => app.window.evaluate(() => window.devicePixelRatio)).toBeCloseTo(1.1)
  })
})
