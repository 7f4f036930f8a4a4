import { randomUUID } from 'node:crypto'
import { createServer } from 'node:http'
import { setTimeout as pause } from 'node:timers/promises'
import { app } from 'electron'
import keytar from 'keytar'
import * as oauth from 'openid-client'
import type { AccountSecret } from '../../electron/accounts/account-secret'
import { createApi } from '../../electron/api'
import { keepNetworkHere } from '../../electron/network-process'
import { openNetworkSession } from '../../electron/network-session'
import { catalogue } from '../../electron/providers/catalogue'
import { quitCleanly } from '../../electron/quit'
import { createServices } from '../../electron/services'
import { systemClock } from '../../electron/support/clock'
import { createNotifier } from '../../electron/support/notifier'
import { secret } from '../../electron/support/secret'
import { largestEntryOn } from '../../electron/vault/entry-format'
import { createKeychainVault } from '../../electron/vault/keychain-vault'
import { someComputer } from '../support/some-computer'

keepNetworkHere(process.platform, app.commandLine)

/** Keyfob's own main process without its window, and beside it the barest code for the same work. */
const service = 'Keyfob bench'
const barest = 'Barest'
const barestPerson = 'person'
const options = { load: async () => keytar, service, name: 'GNOME Keyring', patience: 60_000 }
const vault = createKeychainVault({ ...options, largestEntry: largestEntryOn(process.platform) })
const vaultOfWindows = createKeychainVault({ ...options, largestEntry: largestEntryOn('win32') })

async function keyfob(issuer: string) {
  const network = openNetworkSession('network')
  let openedAt = 0
  const services = await createServices({
    profile: app.getPath('userData'),
    providers: catalogue,
    keychain: vault,
    fetch: network.fetch,
    clock: systemClock,
    sandbox: {
      start: async () => issuer,
      issuer: () => issuer,
      stop: async () => {},
      asides: createNotifier(),
    },
    openBrowser: async (url) => {
      openedAt = performance.now()
      void browse(url)
    },
    copy: () => {},
    chooseFile: async () => undefined,
    showFile: () => undefined,
    chooseBackup: async () => undefined,
    quit: () => undefined,
    restart: () => {},
    computer: someComputer,
    appInfo: { version: '', electron: '', chromium: '', node: '', platform: '' },
    patience: 60_000,
  })
  const api = createApi(services)

  async function connect() {
    const outcome = await api.connect({
      flowId: randomUUID(),
      providerId: 'sandbox',
      kind: 'authorization_code',
      scopes: [],
      kept: 'keychain',
    })
    if (outcome.kind === 'someone_else') throw new Error('another person signed in')
    return { took: performance.now() - openedAt, id: outcome.account.id }
  }

  async function expire(id: string): Promise<AccountSecret> {
    const found = await services.keeper.read(services.registry.get(id))
    const expired = { ...found, tokens: { ...found.tokens, expiresAt: Date.now() - 1 } }
    await services.keeper.keep(expired)
    return expired
  }

  async function forget(id: string): Promise<void> {
    await services.keeper.erase(services.registry.get(id))
    await services.registry.remove(id)
  }

  return { connect, expire, forget, keeper: services.keeper, registry: services.registry }
}

/** What a person's browser does when everything is allowed already. */
async function browse(url: string): Promise<void> {
  const answer = await fetch(url, { redirect: 'manual' })
  const landed = answer.headers.get('location') ?? ''
  const page = await fetch(landed, { redirect: 'manual' })
  const next = page.headers.get('location')
  if (next) await fetch(new URL(next, landed))
}

/** Authorization code flow with `openid-client` alone (RFC 8252): listen, open, exchange, ask who it is, keep. */
async function connectBarely(config: oauth.Configuration): Promise<number> {
  const server = createServer()
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const address = server.address()
  const redirectUri = `http://127.0.0.1:${address && typeof address === 'object' ? address.port : 0}/callback`
  const called = new Promise<URL>((resolve) =>
    server.on('request', (request, response) => {
      response.end('You can close this tab.')
      resolve(new URL(request.url ?? '', redirectUri))
    }),
  )
  const pkceCodeVerifier = oauth.randomPKCECodeVerifier()
  const expectedState = oauth.randomState()
  const expectedNonce = oauth.randomNonce()
  const url = oauth.buildAuthorizationUrl(config, {
    redirect_uri: redirectUri,
    scope: 'openid profile offline_access',
    code_challenge: await oauth.calculatePKCECodeChallenge(pkceCodeVerifier),
    code_challenge_method: 'S256',
    state: expectedState,
    nonce: expectedNonce,
  })
  const start = performance.now()
  void browse(url.href)
  const tokens = await oauth.authorizationCodeGrant(config, await called, {
    pkceCodeVerifier,
    expectedState,
    expectedNonce,
  })
  const person = await oauth.fetchUserInfo(config, tokens.access_token, tokens.claims()?.sub ?? '')
  await keytar.setPassword(barest, person.sub, JSON.stringify({ person, tokens }))
  const took = performance.now() - start
  server.close()
  server.closeAllConnections()
  return took
}

/** `asksFirst`: whether the keychain would take the new token, by a test entry. */
async function renewBarely(issuer: string, clientId: string, refreshToken: string, asksFirst = false) {
  const start = performance.now()
  if (asksFirst) await keytar.setPassword(barest, 'test', 'entry')
  const response = await fetch(`${issuer}/token`, {
    method: 'POST',
    body: new URLSearchParams({
      grant_type: 'refresh_token',
      refresh_token: refreshToken,
      client_id: clientId,
    }),
  })
  const tokens = JSON.parse(await response.text()) as { refresh_token: string }
  await keytar.setPassword(barest, 'renewal', JSON.stringify(tokens))
  return { took: performance.now() - start, refreshToken: tokens.refresh_token }
}

async function timed(task: () => Promise<unknown>): Promise<number> {
  const start = performance.now()
  await task()
  return performance.now() - start
}

/** Now one goes first and now the other: a keychain that still writes keeps whoever comes next waiting. */
async function inTurns<Ours, Floor>(
  pair: number,
  ours: () => Promise<Ours>,
  floor: () => Promise<Floor>,
): Promise<readonly [Ours, Floor]> {
  if (pair % 2 === 0) return [await ours(), await floor()]
  const last = await floor()
  return [await ours(), last]
}

/** What the measuring process may have done here. */
const bench = {
  async vault(bytes: number, pairs: number, inPieces: boolean) {
    const ours = inPieces ? vaultOfWindows : vault
    const found = { reads: [0], writes: [0], bareReads: [0], bareWrites: [0] }
    for (const list of Object.values(found)) list.pop()
    const text = (pair: number) => `${pair}-`.padEnd(bytes, 'k')
    for (let pair = -1; pair < pairs; pair += 1) {
      const name = `secret-${bytes}`
      const [write, bareWrite] = await inTurns(
        pair,
        () => timed(() => ours.write(name, secret(text(pair)))),
        () => timed(() => keytar.setPassword(barest, name, text(pair))),
      )
      const [read, bareRead] = await inTurns(
        pair,
        () => timed(() => ours.read(name)),
        () => timed(() => keytar.getPassword(barest, name)),
      )
      // The first is for warming up.
      if (pair < 0) continue
      found.writes.push(write)
      found.bareWrites.push(bareWrite)
      found.reads.push(read)
      found.bareReads.push(bareRead)
    }
    return found
  },

  /** `again`: the account stays, and is reconnected each time. */
  async connect(issuer: string, pairs: number, again: boolean) {
    const { connect, forget } = await keyfob(issuer)
    const config = await oauth.discovery(new URL(issuer), 'keyfob-sandbox', undefined, oauth.None(), {
      execute: [oauth.allowInsecureRequests],
    })
    const ours: number[] = []
    const floor: number[] = []
    for (let pair = -1; pair < pairs; pair += 1) {
      const [{ took, id }, barely] = await inTurns(pair, connect, () => connectBarely(config))
      if (!again) await Promise.all([forget(id), keytar.deletePassword(barest, barestPerson)])
      // The first is for warming up.
      if (pair < 0) continue
      ours.push(took)
      floor.push(barely)
    }
    return { ours, floor }
  },

  async renew(issuer: string, refreshToken: string, pairs: number) {
    const { connect, keeper } = await keyfob(issuer)
    const { id } = await connect()
    const ours: number[] = []
    const floor: number[] = []
    const asking: number[] = []
    await keeper.renew(id)
    let bare = await renewBarely(issuer, 'keyfob-sandbox', refreshToken)
    for (let pair = 0; pair < pairs; pair += 1) {
      const [took, barely] = await inTurns(
        pair,
        () => timed(() => keeper.renew(id)),
        () => renewBarely(issuer, 'keyfob-sandbox', bare.refreshToken),
      )
      ours.push(took)
      bare = barely
      floor.push(bare.took)
      bare = await renewBarely(issuer, 'keyfob-sandbox', bare.refreshToken, true)
      asking.push(bare.took)
    }
    return { ours, floor, asking }
  },

  /** Callers that were turned away. */
  async callers(issuer: string, count: number) {
    const { connect, expire, keeper } = await keyfob(issuer)
    const { id } = await connect()
    await expire(id)
    const leases = await Promise.allSettled(Array.from({ length: count }, () => keeper.lease(id)))
    return leases.filter(({ status }) => status === 'rejected').length
  },

  /** µs a call. */
  async cached(issuer: string, rounds: number, calls: number) {
    const { connect, keeper } = await keyfob(issuer)
    const { id } = await connect()
    const found: number[] = []
    for (let round = -1; round < rounds; round += 1) {
      const took = await timed(async () => {
        for (let call = 0; call < calls; call += 1) await keeper.lease(id)
      })
      if (round >= 0) found.push((took * 1000) / calls)
    }
    return found
  },

  /** Quits while calls to the keychain are under way. */
  async quitMeanwhile(wait: number) {
    quitCleanly(app, () => vault.drain())
    const token = secret('k'.repeat(6_000))
    for (const name of ['one', 'two', 'three']) {
      vault.write(name, token).catch(() => undefined)
      vault.read(name).catch(() => undefined)
      vault.erase(name).catch(() => undefined)
    }
    vault.probe().catch(() => undefined)
    vault.sweep().catch(() => undefined)
    await pause(wait)
    app.quit()
  },
}

declare global {
  var keyfobBench: typeof bench
}

globalThis.keyfobBench = bench
