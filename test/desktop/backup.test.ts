import { writeFile } from 'node:fs/promises'
import { createServer } from 'node:https'
import type { AddressInfo } from 'node:net'
import { join } from 'node:path'
import type { Page } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { makeCertificate } from '../http/certificate'
import type { RunningApp } from './harness/app'
import { describeOnLinux, useDesktop } from './harness/use-desktop'
import { connectPerson } from './sandbox-person'
import { askMain, openSettings } from './window-asks'

const host = 'git.acme.example'

describeOnLinux('a backup', () => {
  const stage = useDesktop()
  const cloud = createCompanyCloud()
  let args: readonly string[]
  let file: string

  beforeAll(async () => {
    file = join(stage.desktop.folder, 'keyfob.json')
    args = [`--host-resolver-rules=MAP ${host}:443 127.0.0.1:${await cloud.listen()}`]
  })
  afterAll(() => cloud.close())

  async function launchTrusting(): Promise<RunningApp> {
    const authority = join(stage.desktop.folder, 'acme-root.pem')
    await writeFile(authority, cloud.authority)
    const app = await stage.launch({ args })
    await answerDialogs(app, authority)
    await openSettings(app.window, 'Network')
    await app.window.getByRole('button', { name: 'Choose a file…' }).click()
    await app.window.getByText('Acme Root').first().waitFor()
    await answerDialogs(app, file)
    return app
  }

  const answerDialogs = (app: RunningApp, path: string) =>
    app.electronApp.evaluate(({ dialog }, chosen) => {
      dialog.showOpenDialog = async () => ({ canceled: false, filePaths: [chosen] })
      dialog.showSaveDialog = async () => ({ canceled: false, filePath: chosen })
    }, path)

  /** What a browser does with the link: the server knows its person already. */
  async function allow(): Promise<void> {
    const asked = new URL(await stage.browser.nextUrl())
    const landing = new URL(asked.searchParams.get('redirect_uri') ?? '')
    landing.search = new URLSearchParams({
      code: 'a-code',
      state: asked.searchParams.get('state') ?? '',
    }).toString()
    expect((await fetch(landing)).ok).toBe(true)
  }

  test('of one profile is read in another, which leads through reconnecting what came in', async () => {
    const first = await launchTrusting()
    const base = `https://${host}`
    const client = { providerId: 'gitlab', base, clientId: 'c'.repeat(64) }
    expect(await askMain(first.window, 'saveClient', client)).toMatchObject({ ok: true })
    const request = {
      flowId: crypto.randomUUID(),
      providerId: 'gitlab',
      base,
      kind: 'authorization_code',
      scopes: ['read_api'],
      kept: 'keychain',
    }
    const [outcome] = await Promise.all([askMain(first.window, 'connect', request), allow()])
    expect(outcome).toMatchObject({ ok: true })
    await first.window.getByRole('navigation').getByRole('button', { name: 'Accounts', exact: true }).click()
    await connectPerson('Ada', first.window, stage)
    await openSettings(first.window, 'Backup')
    await first.window.getByRole('button', { name: 'Save a backup…' }).click()
    await first.window.getByText(`2 accounts saved to ${file}`).waitFor()
    await first.close()

    const second = await launchTrusting()
    const { window } = second
    await openSettings(window, 'Backup')
    await window.getByRole('button', { name: 'Choose a backup…' }).click()
    await window.getByRole('heading', { name: '1 account restored' }).waitFor()
    await window.getByText('its server ran on the other computer').waitFor()
    await window.getByText('Waiting for you').waitFor()
    const issued = cloud.issued()
    await window.getByRole('button', { name: /^Reconnect Octavia/ }).click()
    await finishSignIn(window)
    await window.getByText('All of them work again.').waitFor()
    expect(cloud.issued()).toBe(issued + 1)

    await window.getByRole('navigation').getByRole('button', { name: 'Accounts', exact: true }).click()
    await window.getByRole('main').getByRole('listitem').filter({ hasText: 'Octavia' }).waitFor()
    await second.close()
  })

  async function finishSignIn(window: Page): Promise<void> {
    const dialog = window.getByRole('dialog')
    await allow()
    await dialog.getByRole('button', { name: 'Done' }).click()
    await dialog.waitFor({ state: 'detached' })
  }
})

/** A GitLab of a company, over https and with an authority of its own, whose only person is Octavia. */
function createCompanyCloud() {
  const root = makeCertificate({ name: 'Acme Root' })
  const { key, cert } = makeCertificate({ name: 'server', issuer: root, authority: false, hosts: [host] })
  let issued = 0
  const server = createServer({ key, cert }, (request, response) => {
    const path = new URL(request.url ?? '/', `https://${host}`).pathname
    const send = (status: number, body: object) =>
      response.writeHead(status, { 'content-type': 'application/json' }).end(JSON.stringify(body))
    request.resume()
    if (path === '/oauth/token') {
      issued += 1
      send(200, {
        access_token: `access-${issued}-${'a'.repeat(40)}`,
        refresh_token: `refresh-${issued}-${'b'.repeat(40)}`,
        token_type: 'Bearer',
        expires_in: 7200,
        scope: 'read_user read_api',
      })
    } else if (path === '/api/v4/user') send(200, { id: 42, name: 'Octavia Example', username: 'octavia' })
    else send(404, {})
  })
  return {
    authority: root.cert,
    issued: () => issued,
    listen: () =>
      new Promise<number>((resolve) =>
        server.listen(0, '127.0.0.1', () => resolve((server.address() as AddressInfo).port)),
      ),
    close() {
      server.closeAllConnections()
      server.close()
    },
  }
}
