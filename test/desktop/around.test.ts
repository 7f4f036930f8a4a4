import { readFile, writeFile } from 'node:fs/promises'
import { createServer as createHttpServer } from 'node:http'
import { createServer } from 'node:https'
import { type AddressInfo, connect, createServer as createTcpServer, type Server } from 'node:net'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { fromFile, toFile } from '../../electron/accounts/registry-format'
import type { Settings } from '../../shared/settings'
import { type Issuer, makeCertificate } from '../http/certificate'
import type { RunningApp } from './harness/app'
import { startTrayHost, type TrayHost } from './harness/tray-host'
import { describeOnLinux, useDesktop } from './harness/use-desktop'
import { connectPerson } from './sandbox-person'

interface Bridge {
  ask(method: string, request: unknown): Promise<{ ok: boolean; code?: string; value?: unknown }>
}

describeOnLinux('around the window', () => {
  const stage = useDesktop()
  const servers: Server[] = []
  const root = makeCertificate({ name: 'Acme Root' })
  let app: RunningApp
  let tray: TrayHost
  let proxy: Server | undefined

  beforeAll(async () => {
    tray = await startTrayHost(stage.desktop.env)
    app = await stage.launch()
    const file = join(stage.desktop.folder, 'acme-root.pem')
    await writeFile(file, root.cert)
    await app.electronApp.evaluate(({ dialog }, path) => {
      dialog.showOpenDialog = async () => ({ canceled: false, filePaths: [path] })
    }, file)
  })
  afterAll(() => {
    tray.stop()
    for (const server of servers) server.close()
  })

  const settings = async (tab: string) => {
    await app.window.getByRole('navigation').getByRole('button', { name: 'Settings', exact: true }).click()
    await app.window.getByRole('tab', { name: tab }).click()
  }

  const currentSettings = async () => {
    const ask = () => (Reflect.get(globalThis, 'keyfob') as Bridge).ask('getSettings', {})
    return (await app.window.evaluate(ask)).value as Settings
  }

  /** How the app finds a server: the code of its failure, or `reached`. */
  async function reach(issuer: string): Promise<string> {
    const reply = await app.window.evaluate(
      (address) => (Reflect.get(globalThis, 'keyfob') as Bridge).ask('discoverServer', { issuer: address }),
      issuer,
    )
    return reply.ok || reply.code === 'discovery_failed' ? 'reached' : (reply.code ?? '')
  }

  async function listen(server: Server): Promise<number> {
    servers.push(server)
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
    return (server.address() as AddressInfo).port
  }

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
      await app.window.evaluate(() => (Reflect.get(globalThis, 'keyfob') as Bridge).ask('isLocked', {}))
    }
  }

  const serve = (certificate: Issuer, ...chain: readonly Issuer[]) =>
    listen(
      createServer(
        { key: certificate.key, cert: [certificate, ...chain].map(({ cert }) => cert).join('') },
        (_, response) => response.writeHead(404).end(),
      ),
    )

  test('an authority is trusted once its person chose it, and no longer than that', async () => {
    const port = await serve(makeCertificate({ name: 'server', issuer: root, authority: false }))
    expect(await reach(`https://127.0.0.1:${port}`)).toBe('certificate_untrusted')

    await settings('Network')
    await app.window.getByRole('button', { name: 'Choose a file…' }).click()
    await app.window.getByText('Acme Root').first().waitFor()
    expect(await reach(`https://127.0.0.1:${port}`)).toBe('reached')

    await app.window.getByRole('button', { name: 'Trust it no longer' }).click()
    await app.window.getByRole('button', { name: 'Choose a file…' }).waitFor()
    expect(await reach(`https://127.0.0.1:${port}`)).toBe('certificate_untrusted')
    await app.window.getByRole('button', { name: 'Choose a file…' }).click()
    await app.window.getByText('Acme Root').first().waitFor()
  })

  test('it vouches for the right host, in its time, through its own authorities and nothing else', async () => {
    const leaf = makeCertificate({ name: 'server', issuer: root, authority: false })
    const between = makeCertificate({ name: 'Between', issuer: root })
    const throughIt = makeCertificate({ name: 'server', issuer: between, authority: false })
    expect(await reach(`https://127.0.0.1:${await serve(throughIt, between)}`)).toBe('reached')

    expect(await reach(`https://localhost:${await serve(leaf)}`)).toMatch(/^certificate_/)
    const expired = makeCertificate({ name: 'server', issuer: root, authority: false, until: Date.now() - 1 })
    expect(await reach(`https://127.0.0.1:${await serve(expired)}`)).toMatch(/^certificate_/)
    const impostor = makeCertificate({ name: 'Acme Root' })
    const forged = makeCertificate({ name: 'server', issuer: impostor, authority: false })
    expect(await reach(`https://127.0.0.1:${await serve(forged, impostor)}`)).toMatch(/^certificate_/)
    const byLeaf = makeCertificate({ name: 'another', issuer: leaf, authority: false })
    expect(await reach(`https://127.0.0.1:${await serve(byLeaf, leaf)}`)).toMatch(/^certificate_/)
  })

  test('a server that speaks nothing newer than TLS 1.1 is not spoken to', async () => {
    const { key, cert } = makeCertificate({ name: 'server', issuer: root, authority: false })
    const old = { minVersion: 'TLSv1', maxVersion: 'TLSv1.1', ciphers: 'DEFAULT@SECLEVEL=0' } as const
    const port = await listen(createServer({ key, cert, ...old }, (_, response) => response.end()))
    expect(await reach(`https://127.0.0.1:${port}`)).toBe('tls_failed')
  })

  test('a proxy that is typed carries the connections, but never those to this computer', async () => {
    const certificate = makeCertificate({
      name: 'server',
      issuer: root,
      authority: false,
      hosts: ['cloud.acme.example'],
    })
    const target = await serve(certificate)
    const asked: string[] = []
    proxy = createTcpServer((client) => {
      client.on('error', () => undefined)
      client.once('data', (head) => {
        asked.push(/^CONNECT (\S+)/.exec(head.toString())?.[1] ?? head.toString())
        const server = connect(target, '127.0.0.1', () => {
          client.write('HTTP/1.1 200 OK\r\n\r\n')
          client.pipe(server).pipe(client)
        })
        server.on('error', () => client.destroy())
      })
    })
    const port = await listen(proxy)

    await settings('Network')
    await app.window.getByText('This proxy', { exact: true }).click()
    await app.window.getByRole('textbox', { name: 'Proxy address' }).fill('127.0.0.1')
    await app.window.getByRole('textbox', { name: 'Port' }).fill(String(port))
    await app.window.getByRole('button', { name: 'Use this proxy' }).click()
    await app.window.getByText('Saved. New connections go this way.').waitFor()

    expect(await reach('https://cloud.acme.example')).toBe('reached')
    expect(asked).toContain('cloud.acme.example:443')
    expect(await reach(`https://127.0.0.1:${target}`)).toBe('reached')
    expect(asked.filter((address) => address.startsWith('127.'))).toEqual([])

    const script = `function FindProxyForURL(url, host) { return "PROXY 127.0.0.1:${port}" }`
    const scriptPort = await listen(createHttpServer((_, response) => response.end(script)))
    asked.length = 0
    await app.window.getByText('By a script', { exact: true }).click()
    await app.window
      .getByRole('textbox', { name: 'Address of the script' })
      .fill(`http://127.0.0.1:${scriptPort}/proxy.pac`)
    await app.window.getByRole('button', { name: 'Use this proxy' }).click()
    await expect.poll(async () => (await currentSettings()).proxy.mode).toBe('script')
    expect(await reach('https://cloud.acme.example')).toBe('reached')
    expect(asked).toContain('cloud.acme.example:443')
  })

  test('the doctor finds the proxy, and says when it does not answer any more', async () => {
    const { window } = app
    await window.getByRole('button', { name: 'Test the connection' }).click()
    await window.getByText(/^Connections go through 127\.0\.0\.1:\d+, which answers\.$/).waitFor()
    await window.getByText(/^Sign-ins open in /).waitFor()
    await window.getByText('The browser can bring the answer of a sign-in back to 127.0.0.1.').waitFor()
    await window.getByText('Everything a sign-in needs works.').waitFor()

    proxy?.close()
    await window.getByRole('button', { name: 'Look again' }).click()
    await window.getByText(/stands between this computer and the network, and does not answer/).waitFor()
    await window.getByRole('button', { name: 'Network settings: Proxy' }).click()
    await window.getByText('No proxy', { exact: true }).click()
    await expect.poll(currentSettings).toMatchObject({ proxy: { mode: 'none' } })
  })

  test('every shortcut of the menu does what it says, once', async () => {
    const { window } = app
    const heading = (name: string) => window.getByRole('heading', { level: 1, name }).waitFor()

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
    await settings('About')
    await window.getByRole('button', { name: 'Make a report' }).click()
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
    await settings('Notifications')
    await app.window.getByText('Go on in the tray').click()
    await expect.poll(currentSettings).toMatchObject({ keepInTray: true })
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
    await endAccounts(join(profile, 'accounts.json'))

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
    await app.window
      .getByRole('main')
      .getByRole('button', { name: /^Reconnect/ })
      .first()
      .waitFor()
    expect(await titles()).toHaveLength(1)
  })

  test('the window opens where it was, as large as its text was', async () => {
    const bounds = await app.electronApp.evaluate(({ BrowserWindow }) =>
      BrowserWindow.getAllWindows()[0]?.getBounds(),
    )
    expect(bounds).toMatchObject({ width: 1000, height: 650 })
    await expect.poll(() => app.window.evaluate(() => window.devicePixelRatio)).toBeCloseTo(1.1)
  })

  test('the doctor says that the keychain is locked', async () => {
    const { window } = app
    await settings('Network')
    await stage.desktop.keyring.lock()
    await window.getByRole('button', { name: 'Test the connection' }).click()
    await window.getByText(/^Your keychain is locked\./).waitFor({ timeout: 20_000 })
    await stage.desktop.keyring.unlock()
  })
})

/** As a server's refusal leaves them. */
async function endAccounts(file: string): Promise<void> {
  const contents = fromFile(JSON.parse(await readFile(file, 'utf8')))
  if (contents === 'damaged' || contents === 'newer') throw new Error(contents)
  const health = { state: 'needs_reconnecting', code: 'invalid_grant', since: Date.now() } as const
  const accounts = contents.accounts.map((account) => ({ ...account, health }))
  await writeFile(file, JSON.stringify(toFile({ ...contents, accounts })))
}
