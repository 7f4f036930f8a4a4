import { chmod, mkdir, readFile, writeFile } from 'node:fs/promises'
import { createServer, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { type Answer, describeVersion, makers } from '../update/rig'
import type { RunningApp } from './harness/app'
import { createPictures, type Pictures } from './harness/pictures'
import { describeOnLinux, useDesktop } from './harness/use-desktop'
import { askForSandbox, signInAs } from './sandbox-person'
import { openSettings } from './window-asks'

describeOnLinux('an update of the real app', () => {
  const stage = useDesktop()
  const asked: { readonly path: string; readonly agent: string }[] = []
  let files: Readonly<Record<string, Answer>> = {}
  let server: Server
  let app: RunningApp
  let image: string
  let started: string
  let pictures: Pictures

  beforeAll(async () => {
    server = createServer((request, response) => {
      const name = decodeURIComponent((request.url ?? '/').slice(1))
      asked.push({ path: name, agent: request.headers['user-agent'] ?? '' })
      const answer = files[name]
      if (typeof answer === 'string') response.writeHead(200).end(answer)
      else response.writeHead(404).end()
    })
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
    const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}/`

    const programs = join(stage.desktop.folder, 'programs')
    await mkdir(programs)
    image = join(programs, 'Keyfob.AppImage')
    started = join(programs, 'started')
    await writeFile(image, '#!/bin/sh\nexit 1\n')
    await chmod(image, 0o755)
    pictures = await createPictures(join(import.meta.dirname, '..', '..', 'out', 'update'))
    app = await stage.launch({
      env: {
        APPIMAGE: image,
        KEYFOB_TEST_UPDATES: JSON.stringify({ url, keys: [makers.text], page: 'https://keyfob.example/' }),
      },
    })
  })
  afterAll(() => {
    server?.closeAllConnections()
    server?.close()
  })

  test('asks nobody until the button is pressed, and says what is wrong with what it finds', async () => {
    const { window } = app
    await openSettings(window, 'About')
    await window.getByText(/only when you press the button/).waitFor()
    expect(asked).toEqual([])
    await window.getByRole('button', { name: 'Check for updates' }).click()
    await window.getByText('No update was found on the server').waitFor()
    await pictures.take(window, 'failed')
    expect(asked.map(({ path }) => path).toSorted()).toEqual(['latest-linux.yml', 'latest-linux.yml.sig'])
    expect(asked[0]?.agent).toContain('Chrome/')
  })

  test('downloads a newer version, waits for a sign-in, and restarts as the new one', async () => {
    const { window } = app
    const script = `#!/bin/sh\necho "$@" > '${started}'\n`
    files = describeVersion('9.0.0', script, { notes: 'Lists of <b>keys</b> are faster.\nA fault less.' })
    const region = window.getByRole('region', { name: 'Updates' })
    await region.getByRole('button', { name: 'Try again' }).click()
    await region.getByText('Version 9.0.0 is available').waitFor()
    await region.getByText('Lists of <b>keys</b> are faster.').waitFor()
    await pictures.take(window, 'available')
    await region.getByRole('button', { name: 'Download' }).click()
    await region.getByText('Version 9.0.0 has been downloaded and verified.').waitFor()
    await pictures.take(window, 'ready')

    await window.getByRole('navigation').getByRole('button', { name: 'Accounts', exact: true }).click()
    await askForSandbox(window)
    await window.getByRole('button', { name: 'Continue in browser' }).click()
    await window.getByText('Waiting for you').first().waitFor()
    const { state } = await restartWhileWaiting()
    expect(state).toBe('waiting')
    expect(app.electronApp.process().exitCode).toBeNull()

    const gone = new Promise((resolve) => app.electronApp.process().once('exit', resolve))
    // The page may be gone before it has said so.
    await signInAs('Ada Lovelace', stage).catch(() => undefined)
    await gone
    expect(await readFile(image, 'utf8')).toBe(script)
    const line = () => readFile(started, 'utf8').catch(() => '')
    await expect.poll(line, { timeout: 10_000 }).toContain(`--user-data-dir=${app.profile}`)
    const accounts = await readFile(join(app.profile, 'accounts.json'), 'utf8')
    expect(accounts).toContain('Ada Lovelace')
  })

  /** A sign-in's dialog covers Settings: asked as the window would, without waiting for the answer. */
  async function restartWhileWaiting(): Promise<{ readonly state: string }> {
    const told = await app.window.evaluate(
      () =>
        new Promise<string>((resolve) => {
          const keyfob = Reflect.get(globalThis, 'keyfob')
          keyfob.listen('update', resolve)
          void keyfob.ask('restartToUpdate', {})
        }),
    )
    return JSON.parse(told)
  }
})
