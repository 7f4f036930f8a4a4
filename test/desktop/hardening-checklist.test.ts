import { createServer } from 'node:https'
import type { AddressInfo } from 'node:net'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { makeCertificate } from '../http/certificate'
import type { RunningApp } from './harness/app'
import { readNetLog } from './harness/net-log'
import { describeOnLinux, useDesktop } from './harness/use-desktop'
import { askMain } from './window-asks'

/** Electron's security checklist, each item against the running app; the rest of it is in `hardening.test.ts`. */
describeOnLinux('Electron’s security checklist', () => {
  const stage = useDesktop()
  const selfSigned = createServer(makeCertificate(), (request, response) => {
    seen.push(request.url ?? '')
    response.end('{}')
  })
  const seen: string[] = []
  let app: RunningApp
  let netLog: string

  beforeAll(async () => {
    netLog = join(stage.desktop.folder, 'net-log.json')
    app = await stage.launch({ args: [`--log-net-log=${netLog}`] })
    await new Promise<void>((resolve) => selfSigned.listen(0, '127.0.0.1', resolve))
  })
  afterAll(() => {
    selfSigned.closeAllConnections()
    selfSigned.close()
  })

  const ask = (method: string, request: unknown) => askMain(app.window, method, request)
  const contentsCount = () =>
    app.electronApp.evaluate(({ webContents }) => webContents.getAllWebContents().length)

  test('the page has its own scheme and a policy that names nothing but itself', async () => {
    const response = await app.window.reload()
    const policy = response?.headers()['content-security-policy'] ?? ''

    expect(app.window.url()).toMatch(/^app:\/\/bundle\//)
    expect(policy).toContain("default-src 'none'")
    expect(policy).not.toMatch(/unsafe|\*|https?:|blob:|filesystem:/)
  })

  test('no weakening option of a page is set', async () => {
    const [preferences] = await app.electronApp.evaluate(({ webContents }) =>
      webContents
        .getAllWebContents()
        .map((contents) => Reflect.get(contents, 'getLastWebPreferences').call(contents)),
    )

    for (const option of [
      'nodeIntegration',
      'nodeIntegrationInWorker',
      'nodeIntegrationInSubFrames',
      'webviewTag',
      'allowRunningInsecureContent',
      'experimentalFeatures',
      'navigateOnDragDrop',
      'spellcheck',
    ]) {
      expect([option, preferences[option] ?? false]).toEqual([option, false])
    }
    expect(preferences).toMatchObject({ sandbox: true, contextIsolation: true, webSecurity: true })
    expect(preferences.enableBlinkFeatures ?? '').toBe('')
  })

  test('its own scheme gives out the window’s files and nothing beside them', async () => {
    const statuses = await app.electronApp.evaluate(
      async ({ net }, paths) =>
        Promise.all(
          paths.map((path) =>
            net.fetch(path).then(
              ({ status }) => status,
              () => 'failed',
            ),
          ),
        ),
      [
        'app://bundle/index.html',
        'app://bundle/..%2fmain%2fmain.cjs',
        'app://bundle/%2e%2e/preload/preload.cjs',
        'app://bundle/%2e%2e%5cmain%5cmain.cjs',
        'app://bundle//etc/passwd',
        'app://bundle/index.html%00.png',
        'app://bundle/%zz.html',
        'app://elsewhere/index.html',
      ],
    )

    expect(statuses[0]).toBe(200)
    expect(statuses.slice(1).filter((status) => status !== 404 && status !== 'failed')).toEqual([])
  })

  test('no permission is given, asked for or looked up', async () => {
    const states = await app.window.evaluate(async () => {
      const names = ['geolocation', 'notifications', 'camera', 'microphone', 'midi', 'clipboard-read']
      const more = ['persistent-storage', 'idle-detection', 'local-fonts', 'window-management']
      const queried = await Promise.all(
        [...names, ...more].map((name) =>
          navigator.permissions.query({ name: name as PermissionName }).then(
            ({ state }) => state,
            () => 'unknown',
          ),
        ),
      )
      return queried.filter((state) => state !== 'unknown')
    })

    expect(states.length).toBeGreaterThan(5)
    expect(states.filter((state) => state === 'granted')).toEqual([])
  })

  test('no device, screen or font list is given to a page that asks as a person’s click would', async () => {
    const answers = await app.window.evaluate(async () => {
      const { hid, serial, usb, bluetooth } = navigator as unknown as Record<
        string,
        { requestDevice?(how: unknown): Promise<unknown>; requestPort?(): Promise<unknown> } | undefined
      >
      const tries: Record<string, () => Promise<unknown> | undefined> = {
        hid: () => hid?.requestDevice?.({ filters: [] }),
        serial: () => serial?.requestPort?.(),
        usb: () => usb?.requestDevice?.({ filters: [] }),
        bluetooth: () => bluetooth?.requestDevice?.({ acceptAllDevices: true }),
        screen: () => navigator.mediaDevices.getDisplayMedia(),
        fonts: () => (Reflect.get(globalThis, 'queryLocalFonts') as (() => Promise<unknown>) | undefined)?.(),
        midi: () => navigator.requestMIDIAccess({ sysex: true }),
      }
      const outcome: Record<string, string> = {}
      for (const [name, attempt] of Object.entries(tries)) {
        outcome[name] = await Promise.resolve()
          .then(attempt)
          .then(
            (got) => (got === undefined || (Array.isArray(got) && got.length === 0) ? 'nothing' : 'given'),
            () => 'nothing',
          )
      }
      return outcome
    })

    expect(Object.values(answers)).toEqual(Array(7).fill('nothing'))
  })

  test('no way of a page leads to another page: links, forms, refresh, frames, downloads, a dropped file', async () => {
    const before = app.window.url()
    await app.window.evaluate(() => {
      const add = (name: string, attributes: Record<string, string>) => {
        const made = document.createElement(name)
        for (const [key, value] of Object.entries(attributes)) made.setAttribute(key, value)
        made.className = 'exit'
        document.body.append(made)
        return made
      }
      for (const href of [
        'https://exit.example/',
        'file:///etc/passwd',
        'app://bundle/other.html',
        'data:text/html,x',
        'javascript:document.title="ran"',
      ]) {
        add('a', { href }).click()
        add('a', { href, target: '_blank' }).click()
        add('a', { href, download: 'x.txt' }).click()
      }
      add('webview', { src: 'https://exit.example/', nodeintegration: '' })
      add('iframe', { src: 'app://bundle/index.html' })
      add('iframe', { srcdoc: '<script>parent.document.title = "ran"</script>' })
      add('meta', { 'http-equiv': 'refresh', content: '0;url=https://exit.example/' })
      ;(add('form', { action: 'https://exit.example/', method: 'post' }) as HTMLFormElement).submit()
    })
    const drag = { items: [], files: ['/etc/passwd'], dragOperationsMask: 1 }
    const session = await app.window.context().newCDPSession(app.window)
    for (const type of ['dragEnter', 'dragOver', 'drop'] as const)
      await session.send('Input.dispatchDragEvent', { type, x: 400, y: 300, data: drag })
    await expect.poll(contentsCount).toBe(1)
    const after = await app.window.evaluate(() => {
      const frames = [...document.querySelectorAll('iframe')].map((frame) => frame.contentDocument?.title)
      for (const made of document.querySelectorAll('.exit')) made.remove()
      return { title: document.title, frames, keyfob: typeof Reflect.get(globalThis, 'keyfob') }
    })

    expect(app.window.url()).toBe(before)
    expect(after.title).not.toBe('ran')
    expect(after.frames.filter((title) => title === 'Keyfob')).toEqual([])
    expect(after.keyfob).toBe('object')
  })

  test('main answers the top frame of its own window alone', async () => {
    const answers = await app.electronApp.evaluate(async ({ app: electron, BrowserWindow, ipcMain }) => {
      const [ours] = BrowserWindow.getAllWindows()
      if (!ours) throw new Error('there is no window')
      const preload = `${electron.getAppPath()}/dist/preload/preload.cjs`
      const question = "keyfob.ask('getSettings', {}).then((text) => JSON.parse(text).ok)"
      async function askFrom(address: string): Promise<unknown> {
        const other = new BrowserWindow({ show: false, webPreferences: { preload, sandbox: true } })
        try {
          await other.loadURL(address)
          return await other.webContents.executeJavaScript(question)
        } finally {
          other.destroy()
        }
      }
      const result: Record<string, unknown> = {
        ours: await ours.webContents.executeJavaScript(question),
        'our page in another window': await askFrom('app://bundle/index.html'),
        'another page in another window': await askFrom('data:text/html,hello'),
      }
      await ours.webContents.executeJavaScript("document.body.append(document.createElement('iframe')), 1")
      const { mainFrame } = ours.webContents
      const [inside] = mainFrame.frames
      const handler = Reflect.get(ipcMain, '_invokeHandlers').get('keyfob:ask')
      for (const [name, senderFrame] of Object.entries({
        mainFrame,
        'a frame inside it': inside,
        gone: null,
      })) {
        const reply = await handler({ sender: ours.webContents, senderFrame }, 'getSettings', {})
        result[name] = JSON.parse(reply).ok
      }
      await ours.webContents.executeJavaScript("document.querySelector('iframe').remove(), 1")
      return { ...result, frames: inside !== undefined }
    })

    expect(answers).toEqual({
      ours: true,
      'our page in another window': false,
      'another page in another window': false,
      mainFrame: true,
      'a frame inside it': false,
      gone: false,
      frames: true,
    })
  })

  test('a certificate that nobody vouches for is refused before a word is said', async () => {
    const { port } = selfSigned.address() as AddressInfo
    const reply = await ask('discoverServer', { issuer: `https://127.0.0.1:${port}` })

    expect(reply.code).toMatch(/^certificate_/)
    expect(seen).toEqual([])
  })

  test('no crash reporter runs, and no dictionary is wanted', async () => {
    const state = await app.electronApp.evaluate(({ app: electron, session }) => ({
      processes: electron.getAppMetrics().map(({ type, name }) => name ?? type),
      spelling: [session.defaultSession, session.fromPartition('network')].map((each) =>
        each.isSpellCheckerEnabled(),
      ),
    }))

    expect(state.spelling).toEqual([false, false])
    expect(state.processes.filter((name) => /crash/i.test(name))).toEqual([])
  })

  test('on Linux the network has no process, which would have no sandbox', async () => {
    const kinds = await app.electronApp.evaluate(({ app: electron }) =>
      electron.getAppMetrics().map(({ type, serviceName }) => serviceName ?? type),
    )

    expect(kinds).toContain('Browser')
    expect(kinds.filter((kind) => kind.includes('network'))).toEqual([])
  })

  test('what no content policy covers leaves neither: names looked up ahead, preconnections, peer-to-peer', async () => {
    await app.window.evaluate(async () => {
      for (const rel of [
        'dns-prefetch',
        'preconnect',
        'prefetch',
        'prerender',
        'preload',
        'manifest',
        'icon',
      ]) {
        const link = document.createElement('link')
        Object.assign(link, { rel, href: `https://${rel}.exit.example/`, as: 'script' })
        document.head.append(link)
      }
      const peer = new RTCPeerConnection({
        iceServers: [{ urls: ['stun:stun.exit.example:3478', 'stun:203.0.113.9:3478'] }],
      })
      const gathered = new Promise<void>((resolve) =>
        peer.addEventListener('icegatheringstatechange', () => {
          if (peer.iceGatheringState === 'complete') resolve()
        }),
      )
      peer.createDataChannel('way out')
      await peer.setLocalDescription(await peer.createOffer())
      await gathered
      peer.close()
    })
    await app.electronApp.evaluate(({ session }) =>
      session
        .fromPartition('network')
        .fetch('https://planted.exit.example/')
        .catch(() => undefined),
    )
    await app.close()
    const { names, addresses, urls } = readNetLog(netLog)

    // The last is the counter-proof: what the log would show of the others.
    expect(names.filter((name) => /exit\.example|gvt1|google/.test(name))).toEqual(['planted.exit.example'])
    expect(urls.filter((url) => /exit\.example|gvt1|google/.test(url))).toEqual([
      'https://planted.exit.example/',
    ])
    expect(addresses.filter((address) => address.startsWith('203.0.113.'))).toEqual([])
  })
})
