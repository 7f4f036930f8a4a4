import { createServer } from 'node:net'
import { describe, expect, test } from 'vitest'
import { examine } from '../../electron/doctor/examine'
import type { DoctorLine, ExaminationRequest } from '../../shared/doctor'
import { Failure } from '../../shared/failure'
import { accountsAt, doctorWorld, refusing } from './world'

const requestId = '11111111-1111-4111-8111-111111111111'
const idle = new AbortController().signal

function look(difference: Parameters<typeof doctorWorld>[0], request: Partial<ExaminationRequest> = {}) {
  const { world, ...seen } = doctorWorld(difference)
  return { ...seen, outcome: examine({ requestId, providers: 'connected', ...request }, world, idle) }
}

async function lineOf(
  check: DoctorLine['check'],
  difference: Parameters<typeof doctorWorld>[0],
): Promise<DoctorLine | undefined> {
  const { lines } = await look(difference).outcome
  return lines.find((line) => line.check === check)
}

describe('an examination', () => {
  test('of a healthy computer finds every line good', async () => {
    const { lines } = await look({ registry: accountsAt('github') }).outcome
    const bad = lines.filter(({ state, check }) => state !== 'good' && check !== 'loopback6')
    expect(bad).toEqual([])
    expect(lines.map(({ check }) => check)).toEqual([
      'keychain',
      'loopback4',
      'loopback6',
      'browser',
      'proxy',
      'provider',
      'clock',
    ])
  })

  test('speaks to nobody while nothing is connected', async () => {
    const { outcome, asked } = look({})
    await outcome
    expect(asked).toEqual([])
  })

  test('speaks to the providers of the accounts alone', async () => {
    const { outcome, asked } = look({ registry: accountsAt('github', 'github', 'digitalocean') })
    const { lines } = await outcome
    expect(lines.filter(({ check }) => check === 'provider')).toHaveLength(2)
    expect(new Set(asked.map((url) => new URL(url).host.split('.').slice(-2).join('.')))).toEqual(
      new Set(['github.com', 'digitalocean.com']),
    )
  })

  test('goes on although a record names an address that is none', async () => {
    const [github] = accountsAt('github').list()
    const [gitlab] = accountsAt('gitlab').list()
    if (!github || !gitlab) throw new Error('no accounts')
    const accounts = [{ ...gitlab, base: 'nowhere' }, github]
    const { lines } = await look({ registry: { list: () => accounts } }).outcome
    expect(lines.filter(({ check }) => check === 'provider').map(({ subject }) => subject)).toEqual([
      'GitHub',
    ])
  })

  test('speaks to every provider that may be connected when the person asks for it', async () => {
    const policy = { allows: ({ id }: { readonly id: string }) => id !== 'dropbox' }
    const { outcome, asked } = look({ policy }, { providers: 'all' })
    const { lines } = await outcome
    expect(lines.filter(({ check }) => check === 'provider').length).toBeGreaterThan(15)
    expect(asked.some((url) => url.includes('dropbox'))).toBe(false)
    expect(asked.some((url) => url.includes('127.0.0.1'))).toBe(false)
  })

  test('is told line by line, and whole at the end', async () => {
    const { outcome, told } = look({ registry: accountsAt('github') })
    const report = await outcome
    expect(told[0]?.lines.every(({ state }) => state === 'waiting')).toBe(true)
    expect(told.at(-1)).toEqual(report)
    expect(told.filter(({ ended }) => ended)).toHaveLength(1)
    expect(told.length).toBeGreaterThan(report.lines.length)
  })

  test('looks again at one line without asking anybody else', async () => {
    const { outcome, asked } = look({ registry: accountsAt('github') }, { only: ['browser'] })
    const { lines } = await outcome
    expect(lines.map(({ id }) => id)).toEqual(['browser'])
    expect(asked).toEqual([])
  })

  test('ends when it is cancelled, with the reason', async () => {
    const stop = new AbortController()
    const { world } = doctorWorld({
      registry: accountsAt('github'),
      fetch: (_url, init) =>
        new Promise((_, reject) => {
          init?.signal?.addEventListener('abort', () => reject(new Error('aborted')), { once: true })
          stop.abort(new Failure('cancelled', 'enough'))
        }),
    })
    const outcome = examine({ requestId, providers: 'connected' }, world, stop.signal)
    await expect(outcome).rejects.toMatchObject({ code: 'cancelled' })
  })
})

describe('what is wrong is named', () => {
  test('a locked keychain', async () => {
    const keychain = { probe: async () => ({ state: 'locked', name: 'KWallet' }) as const }
    expect(await lineOf('keychain', { keychain })).toMatchObject({
      state: 'bad',
      subject: 'KWallet',
      failure: { code: 'vault_locked' },
    })
  })

  test('no browser, also when looking for it fails', async () => {
    const none = await lineOf('browser', { findBrowser: async () => undefined })
    const failing = await lineOf('browser', { findBrowser: () => Promise.reject(new Error('no xdg')) })
    expect([none?.state, failing?.state]).toEqual(['bad', 'bad'])
  })

  test('a certificate that nobody trusts, with the host that showed it', async () => {
    const registry = accountsAt('github')
    const fetch = refusing('certificate_untrusted', 'api.github')
    expect(await lineOf('provider', { registry, fetch })).toMatchObject({
      state: 'bad',
      failure: { code: 'certificate_untrusted', facts: { host: 'api.github.com' } },
    })
  })

  test('a server that answers anything at all was reached', async () => {
    for (const code of ['redirect_refused', 'response_too_large', 'response_invalid'] as const) {
      const line = await lineOf('provider', { registry: accountsAt('github'), fetch: refusing(code) })
      expect(line?.state).toBe('good')
    }
  })

  test('a clock that differs from every server, by the server it differs least from', async () => {
    const registry = accountsAt('github', 'digitalocean')
    const clockSkew = (host: string) => (host.includes('github') ? -2_710 : -2_708.4)
    expect(await lineOf('clock', { registry, clockSkew })).toMatchObject({ state: 'bad', seconds: -2_708 })
    const oneIsWrong = (host: string) => (host.includes('github') ? -2_710 : 1)
    expect(await lineOf('clock', { registry, clockSkew: oneIsWrong })).toMatchObject({ state: 'good' })
  })

  test('a clock that no server spoke of is not judged', async () => {
    expect(await lineOf('clock', {})).toMatchObject({ state: 'skipped' })
  })
})

describe('a proxy in between', () => {
  test('is named when it answers', async () => {
    const server = createServer().listen(0, '127.0.0.1')
    await new Promise((resolve) => server.once('listening', resolve))
    const address = server.address()
    const port = typeof address === 'object' ? address?.port : 0
    const resolveProxy = async () => `PROXY 127.0.0.1:${port}; DIRECT`
    expect(await lineOf('proxy', { resolveProxy })).toMatchObject({
      state: 'good',
      found: [`127.0.0.1:${port}`],
    })
    server.close()
  })

  test('is told of when it does not', async () => {
    const resolveProxy = async () => 'SOCKS5 127.0.0.1:1'
    expect(await lineOf('proxy', { resolveProxy })).toMatchObject({
      state: 'bad',
      failure: { code: 'proxy_unreachable', facts: { host: '127.0.0.1:1' } },
    })
  })

  test('whose script cannot be had is told of: Chromium would go around it without a word', async () => {
    const proxyScript = () => 'https://wpad.acme.example/proxy.pac'
    const line = await lineOf('proxy', { proxyScript, fetch: refusing('name_not_resolved') })
    expect(line).toMatchObject({ state: 'bad', failure: { facts: { host: 'wpad.acme.example' } } })
    const unlistened = await lineOf('proxy', { proxyScript: () => 'http://127.0.0.1:1/proxy.pac' })
    expect(unlistened?.state).toBe('bad')
  })
})
