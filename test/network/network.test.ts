import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { chooseAuthority, getAuthority, removeAuthority } from '../../electron/network/authority-desk'
import { readAuthorityFile } from '../../electron/network/authority-file'
import { createNetwork, type NetworkSession } from '../../electron/network/network'
import type { ProxyConfig } from '../../electron/network/proxy-rules'
import { type VerifyRequest, verdictOn, verdicts } from '../../electron/network/verify-request'
import { openSettings } from '../../electron/settings-store'
import { proxy } from '../../shared/network'
import { makeCertificate } from '../http/certificate'
import { failureOf } from '../support/failure-of'

const root = makeCertificate({ name: 'Acme Root' })
const leaf = makeCertificate({ name: 'server', issuer: root, authority: false })
let folder: string
let file: string

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'keyfob-network-'))
  file = join(folder, 'root.pem')
  await writeFile(file, root.cert)
})
afterAll(() => rm(folder, { recursive: true }))

describe('Chromium’s verdict', () => {
  const request = (errorCode: number): VerifyRequest => ({
    hostname: '127.0.0.1',
    errorCode,
    certificate: { data: leaf.cert, issuerCert: { data: root.cert } },
  })

  test('stands for everything but an authority that it does not know', async () => {
    const { certificates } = await readAuthorityFile(file)
    for (const errorCode of [0, -200, -201, -203, -204, -206, -207, -210, -213]) {
      expect(verdictOn(request(errorCode), certificates, Date.now())).toBe(verdicts.asChromium)
    }
    expect(verdictOn(request(-202), certificates, Date.now())).toBe(verdicts.trust)
  })

  test('stands where nobody of the person’s vouches either', () => {
    expect(verdictOn(request(-202), [], Date.now())).toBe(verdicts.asChromium)
  })

  test('stands for certificates that cannot be read', async () => {
    const { certificates } = await readAuthorityFile(file)
    const broken = { ...request(-202), certificate: { data: 'no certificate' } }
    expect(verdictOn(broken, certificates, Date.now())).toBe(verdicts.asChromium)
  })
})

describe('a file of authorities', () => {
  async function deskWith(path: string | undefined) {
    const settings = await openSettings(join(folder, `settings-${Math.random()}.json`), Date.now)
    return { settings, chooseAuthorityFile: async () => path }
  }

  test('is remembered by its place and its fingerprint, and told of by name', async () => {
    const desk = await deskWith(file)
    expect(await chooseAuthority(desk)).toMatchObject({
      state: 'trusted',
      path: file,
      authorities: [{ name: 'Acme Root' }],
    })
    expect(desk.settings.get().authority).toMatchObject({ path: file })
    expect(await removeAuthority(desk)).toEqual({ state: 'none' })
    expect(desk.settings.get().authority).toBeUndefined()
  })

  test('stays removed, whatever else is set at the same moment', async () => {
    const desk = await deskWith(file)
    await chooseAuthority(desk)
    await Promise.all([removeAuthority(desk), desk.settings.change({ appearance: 'dark' })])
    expect(desk.settings.get()).toMatchObject({ appearance: 'dark', authority: undefined })
  })

  test('changes nothing when the person chooses none', async () => {
    expect(await chooseAuthority(await deskWith(undefined))).toEqual({ state: 'none' })
  })

  test('is not trusted any more when it is another one, or gone', async () => {
    const moving = join(folder, 'moving.pem')
    await writeFile(moving, root.cert)
    const desk = await deskWith(moving)
    await chooseAuthority(desk)
    await writeFile(moving, `${root.cert}${makeCertificate({ name: 'Added later' }).cert}`)
    expect(await getAuthority(desk)).toEqual({ state: 'changed', path: moving })
    await writeFile(moving, 'nothing')
    expect(await getAuthority(desk)).toEqual({ state: 'unreadable', path: moving })
    await rm(moving)
    expect(await getAuthority(desk)).toEqual({ state: 'missing', path: moving })
  })

  test.each([
    ['a server’s certificate', leaf.cert],
    ['an authority and a server', root.cert + leaf.cert],
    ['no certificate', 'hello'],
    ['a damaged one', root.cert.replace(/^M.../m, 'AAAA')],
    ['a private key', root.key],
  ])('that holds %s is refused, and nothing changes', async (_, content) => {
    const path = join(folder, 'refused.pem')
    await writeFile(path, content)
    const desk = await deskWith(path)
    const failure = await failureOf(chooseAuthority(desk))
    expect(failure).toMatchObject({ code: 'authority_file_refused', facts: { subject: 'refused.pem' } })
    expect(desk.settings.get().authority).toBeUndefined()
  })

  test('that is not there, or endless, is refused', async () => {
    expect((await failureOf(readAuthorityFile(join(folder, 'nowhere.pem')))).code).toBe(
      'authority_file_refused',
    )
    const endless = join(folder, 'endless.pem')
    await writeFile(endless, Buffer.alloc(1024 * 1024 + 1))
    expect((await failureOf(readAuthorityFile(endless))).code).toBe('authority_file_refused')
  })
})

describe('the network', () => {
  function sessions() {
    const opened: { name: string; proxy?: ProxyConfig; verifies: boolean }[] = []
    const openSession = (name: string): NetworkSession => {
      const session: (typeof opened)[number] = { name, verifies: false }
      opened.push(session)
      return {
        fetch: async () => new Response(name),
        resolveProxy: async () => 'DIRECT',
        setProxy: async (config) => {
          session.proxy = config
        },
        setCertificateVerifyProc: () => {
          session.verifies = true
        },
      }
    }
    return { opened, network: createNetwork({ openSession, now: Date.now }) }
  }

  test('is reached as Chromium does by itself unless something else was chosen', async () => {
    const { opened, network } = sessions()
    const early = network.fetch('https://api.example/')
    network.use({ proxy: { mode: 'system' } })
    expect(await (await early).text()).toBe('network')
    expect(opened).toEqual([{ name: 'network', verifies: false }])
  })

  test('begins anew when the proxy changes, and only then', async () => {
    const { opened, network } = sessions()
    network.use({ proxy: { mode: 'system' } })
    network.use({ proxy: { mode: 'system' } })
    const manual = { mode: 'manual', scheme: 'socks5', host: 'proxy.acme.example', port: 1080 } as const
    network.use({ proxy: { ...manual, bypass: ['*.acme.example', '10.0.0.0/8'] } })
    expect(await (await network.fetch('https://api.example/')).text()).toBe('network-2')
    expect(opened[1]?.proxy).toEqual({
      mode: 'fixed_servers',
      proxyRules: 'socks5://proxy.acme.example:1080',
      proxyBypassRules: '*.acme.example,10.0.0.0/8',
    })
  })

  test('trusts the chosen authorities from before its first request, and no longer than they are chosen', async () => {
    const { opened, network } = sessions()
    const { file: authority } = await readAuthorityFile(file)
    network.use({ proxy: { mode: 'none' }, authority })
    await network.fetch('https://api.example/')
    network.use({ proxy: { mode: 'none' } })
    await network.fetch('https://api.example/')
    expect(opened.map(({ verifies }) => verifies)).toEqual([true, false])
  })

  test('trusts them no longer than their file is what was chosen, and again once it is', async () => {
    const { opened, network } = sessions()
    const own = join(folder, 'own.pem')
    await writeFile(own, root.cert)
    const { file: authority } = await readAuthorityFile(own)
    network.use({ proxy: { mode: 'none' }, authority })
    await network.lookAgain()
    expect(opened).toHaveLength(1)

    await writeFile(own, makeCertificate({ name: 'Somebody else' }).cert)
    await network.lookAgain()
    await network.fetch('https://api.example/')
    await rm(own)
    await network.lookAgain()
    await network.fetch('https://api.example/')
    await writeFile(own, root.cert)
    await network.lookAgain()
    await network.fetch('https://api.example/')
    expect(opened.map(({ verifies }) => verifies)).toEqual([true, false, false, true])
  })
})

describe('a proxy', () => {
  const manual = { mode: 'manual', scheme: 'http', host: 'proxy.acme.example', port: 8080, bypass: [] }

  test.each(['http://proxy', 'user:pass@proxy', 'proxy/path', 'a b', 'proxy;direct', 'a,b', ''])(
    'cannot be at “%s”',
    (host) => {
      expect(proxy.safeParse({ ...manual, host }).success).toBe(false)
    },
  )

  test('can be at a name, an address, or an address of IPv6', () => {
    for (const host of ['proxy', '10.0.0.1', '[fd00::1]'])
      expect(proxy.safeParse({ ...manual, host }).success).toBe(true)
  })

  test('is never for this computer’s own addresses: no rule takes them from those that are reached straight', () => {
    for (const rule of ['<-loopback>', '<-LOOPBACK>'])
      expect(proxy.safeParse({ ...manual, bypass: ['<local>', rule] }).success).toBe(false)
    expect(proxy.safeParse({ ...manual, bypass: ['<local>', '*.acme.example'] }).success).toBe(true)
  })

  test('has no password in the address of its script', () => {
    const script = (url: string) => proxy.safeParse({ mode: 'script', url }).success
    expect(script('https://wpad.acme.example/proxy.pac')).toBe(true)
    expect(script('https://octavia:secret@wpad.acme.example/proxy.pac')).toBe(false)
    expect(script('file:///etc/proxy.pac')).toBe(false)
    expect(script('data:text/plain,x')).toBe(false)
  })
})
