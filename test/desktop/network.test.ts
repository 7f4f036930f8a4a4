import { writeFile } from 'node:fs/promises'
import { createServer as createHttpServer } from 'node:http'
import { createServer } from 'node:https'
import { type AddressInfo, connect, createServer as createTcpServer, type Server } from 'node:net'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { type Issuer, makeCertificate } from '../http/certificate'
import type { RunningApp } from './harness/app'
import { describeOnLinux, useDesktop } from './harness/use-desktop'
import { askMain, currentSettings, openSettings } from './window-asks'

describeOnLinux('the network', () => {
  const stage = useDesktop()
  const servers: Server[] = []
  const root = makeCertificate({ name: 'Acme Root' })
  let app: RunningApp
  let proxy: Server | undefined

  beforeAll(async () => {
    app = await stage.launch()
    const file = join(stage.desktop.folder, 'acme-root.pem')
    await writeFile(file, root.cert)
    await app.electronApp.evaluate(({ dialog }, path) => {
      dialog.showOpenDialog = async () => ({ canceled: false, filePaths: [path] })
    }, file)
  })
  afterAll(() => {
    for (const server of servers) server.close()
  })

  /** How the app finds a server: the code of its failure, or `reached`. */
  async function reach(issuer: string): Promise<string> {
    const reply = await askMain(app.window, 'discoverServer', { issuer })
    return reply.ok || reply.code === 'discovery_failed' ? 'reached' : (reply.code ?? '')
  }

  async function listen(server: Server): Promise<number> {
    servers.push(server)
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
    return (server.address() as AddressInfo).port
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

    await openSettings(app.window, 'Network')
    await app.window.getByRole('button', { name: 'Choose a file…' }).click()
    await app.window.getByText('Acme Root').first().waitFor()
    expect(await reach(`https://127.0.0.1:${port}`)).toBe('reached')

    await app.window.getByRole('button', { name: 'Stop trusting it' }).click()
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

    await openSettings(app.window, 'Network')
    await app.window.getByText('This proxy', { exact: true }).click()
    await app.window.getByRole('textbox', { name: 'Proxy address' }).fill('127.0.0.1')
    await app.window.getByRole('textbox', { name: 'Port' }).fill(String(port))
    await app.window.getByRole('button', { name: 'Use this proxy' }).click()
    await app.window.getByText('Saved. New connections use it.').waitFor()

    expect(await reach('https://cloud.acme.example')).toBe('reached')
    expect(asked).toContain('cloud.acme.example:443')
    expect(await reach(`https://127.0.0.1:${target}`)).toBe('reached')
    expect(asked.filter((address) => address.startsWith('127.'))).toEqual([])

    const script = `function FindProxyForURL(url, host) { return "PROXY 127.0.0.1:${port}" }`
    const scriptPort = await listen(createHttpServer((_, response) => response.end(script)))
    asked.length = 0
    await app.window.getByText('By script', { exact: true }).click()
    await app.window
      .getByRole('textbox', { name: 'Script address' })
      .fill(`http://127.0.0.1:${scriptPort}/proxy.pac`)
    await app.window.getByRole('button', { name: 'Use this proxy' }).click()
    await expect.poll(async () => (await currentSettings(app.window)).proxy.mode).toBe('script')
    expect(await reach('https://cloud.acme.example')).toBe('reached')
    expect(asked).toContain('cloud.acme.example:443')
  })

  test('the doctor finds the proxy, and says when it does not answer any more', async () => {
    const { window } = app
    await window.getByRole('button', { name: 'Test the connection' }).click()
    await window.getByText(/^Connections go through 127\.0\.0\.1:\d+, which answers\.$/).waitFor()
    await window.getByText(/^Sign-ins open in /).waitFor()
    await window.getByText('The browser can bring a sign-in back to 127.0.0.1.').waitFor()
    await window.getByText('Everything a sign-in needs is working.').waitFor()

    proxy?.close()
    await window.getByRole('button', { name: 'Check again' }).click()
    await window.getByText(/sits between this computer and the network, and does not answer/).waitFor()
    await window.getByRole('button', { name: 'Network settings: Proxy' }).click()
    await window.getByText('No proxy', { exact: true }).click()
    await expect.poll(() => currentSettings(window)).toMatchObject({ proxy: { mode: 'none' } })
  })

  test('the doctor says that the keychain is locked', async () => {
    const { window } = app
    await openSettings(app.window, 'Network')
    await stage.desktop.keyring.lock()
    await window.getByRole('button', { name: 'Test the connection' }).click()
    await window.getByText(/^Your keychain is locked\./).waitFor({ timeout: 20_000 })
    await stage.desktop.keyring.unlock()
  })
})
