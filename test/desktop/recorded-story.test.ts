import { appendFile, readdir, readFile, stat, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { beforeAll, expect, test } from 'vitest'
import { approveDevice, copyServiceSecret, signInAndAllow } from '../sandbox/walk'
import { createSecretSearch } from '../soak/secret-search'
import type { RunningApp } from './harness/app'
import { readNetLog } from './harness/net-log'
import { processTree } from './harness/process-tree'
import { describeOnLinux, useDesktop } from './harness/use-desktop'
import { connectPerson } from './sandbox-person'
import { askMain, type Reply } from './window-asks'

/** All the ways in, every use of an account, and the way out, behind observers of connections, processes and files. */
describeOnLinux('a whole story of Keyfob, written down', () => {
  const stage = useDesktop()
  let app: RunningApp
  let issuer: string
  const at = (name: string) => join(stage.desktop.folder, name)

  const ask = (method: string, request: unknown): Promise<Reply> => askMain(app.window, method, request)
  const askWell = async <T>(method: string, request: unknown): Promise<T> => {
    const reply = await ask(method, request)
    expect([method, reply.code, reply.facts]).toEqual([method, undefined, undefined])
    return reply.value as T
  }
  const recordSecret = (secret: string) => appendFile(at('issued'), `${secret}\n`)

  async function connect(
    request: {
      readonly providerId?: string
      readonly kind?: string
      readonly kept?: string
      readonly client?: object
    },
    person: string,
  ) {
    const flowId = crypto.randomUUID()
    const whole = {
      flowId,
      providerId: 'sandbox',
      kind: 'authorization_code',
      scopes: [],
      kept: 'keychain',
      ...request,
    }
    const outcome = askWell('connect', whole)
    if (whole.kind === 'authorization_code') {
      const callback = await signInAndAllow(await stage.browser.nextUrl(), { person })
      await recordSecret(callback.searchParams.get('code') ?? '')
      await fetch(callback)
    }
    if (whole.kind === 'device_code') await approve(flowId, person)
    return outcome
  }

  async function approve(flowId: string, person: string) {
    type Device = { readonly userCode: string; readonly verificationUri: string }
    const find = async () => {
      const flows = await askWell<readonly { id: string; device?: Device }[]>('listFlows', {})
      return flows.find(({ id }) => id === flowId)?.device
    }
    await expect.poll(find).toBeDefined()
    const device = await find()
    await approveDevice(device?.verificationUri ?? '', { person, userCode: device?.userCode ?? '' })
  }

  /** A client with a secret, made by the server and pasted by the person, at the sandbox as any other server. */
  async function addProviderWithSecret(): Promise<string> {
    const made = await fetch(`${issuer}/oauth/register`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({
        client_name: 'Pasted',
        application_type: 'native',
        redirect_uris: ['http://127.0.0.1/callback'],
        grant_types: ['authorization_code', 'refresh_token'],
        token_endpoint_auth_method: 'client_secret_basic',
      }),
    })
    const client = (await made.json()) as { client_id: string; client_secret: string }
    await recordSecret(client.client_secret)
    const found = await askWell<{ suggestion: object }>('discoverServer', { issuer })
    const saved = await askWell<{ id: string }>('saveCustomProvider', {
      provider: { ...found.suggestion, name: 'Pasted', registration: false },
    })
    await askWell('saveClient', {
      providerId: saved.id,
      clientId: client.client_id,
      credential: client.client_secret,
    })
    return saved.id
  }

  beforeAll(async () => {
    await writeFile(at('issued'), '')
    app = await stage.launch({
      args: [
        `--log-net-log=${at('net-log.json')}`,
        '-r',
        join(import.meta.dirname, 'harness', 'net-recorder.cjs'),
      ],
      env: {
        KEYFOB_SANDBOX_RECORD_SECRETS: at('issued'),
        KEYFOB_TEST_CONNECTIONS: at('connections'),
      },
    })
    await connectPerson('Ada Lovelace', app.window, stage)
    const accounts = await askWell<readonly { id: string; issuer: string }[]>('listAccounts', {})
    issuer = accounts[0]?.issuer ?? ''
  })

  test('goes every way in: browser, code, service account, for this session, with a secret that was pasted', async () => {
    await connect({ kind: 'device_code' }, 'Grace Hopper')
    await connect({ kept: 'session' }, 'Noor')
    const { clientId, clientSecret } = await copyServiceSecret(issuer)
    await recordSecret(clientSecret)
    await connect({ kind: 'client_credentials', client: { id: clientId, credential: clientSecret } }, '')
    await connect({ providerId: await addProviderWithSecret() }, 'Mary Somerville')

    const accounts = await askWell<readonly { kept: string; flow: string }[]>('listAccounts', {})
    expect(accounts).toHaveLength(5)
    expect(new Set(accounts.map(({ kept, flow }) => `${kept} ${flow}`)).size).toBe(4)
  })

  test('uses each account: lists, looks up, exports, asks the API, renews, locks and unlocks', async () => {
    const accounts = await askWell<readonly { id: string }[]>('listAccounts', {})
    await app.electronApp.evaluate(({ dialog }, filePath) => {
      dialog.showSaveDialog = async () => ({ canceled: false, filePath })
    }, at('rows.json'))
    for (const { id: accountId } of accounts) {
      const [resource] = await askWell<readonly { id: string }[]>('listResources', { accountId })
      if (resource) await ask('listRows', { accountId, resourceId: resource.id })
      await ask('renewAccount', { accountId })
    }
    const [first] = accounts
    const origins = await askWell<readonly string[]>('listApiOrigins', { accountId: first?.id })
    const request = {
      accountId: first?.id,
      method: 'GET',
      address: `${origins[0]}/api/v1/me`,
      query: [],
      headers: [],
    }
    await askWell('sendApiRequest', { requestId: crypto.randomUUID(), request, confirmed: true })
    await askWell('showCurl', request)
    await ask('searchRows', { requestId: crypto.randomUUID(), text: 'web' })
    await ask('exportRows', {
      accountId: first?.id,
      resourceId: 'servers',
      requestId: crypto.randomUUID(),
      format: 'json',
    })
    await askWell('lock', {})
    expect(await ask('listAccounts', {})).toMatchObject({ ok: false, code: 'app_locked' })
    await askWell('unlock', {})
  })

  test('keys that bind tokens are counted among the secrets', async () => {
    let keys: readonly string[] = []
    const look = async () => {
      // Looking from outside fails while an entry is being replaced.
      const kept = await stage.desktop.keyring.contents().catch(() => '')
      keys = [...kept.matchAll(/\\*"d\\*":\\*"([\w-]{40,})/g)].map(([, key]) => key ?? '')
      return keys.length
    }
    await expect.poll(look).toBeGreaterThan(0)
    for (const key of keys) await recordSecret(key)

    expect(keys.length).toBeGreaterThan(0)
  })

  test('no process of it has a secret in its command line or its environment', async () => {
    const secrets = (await readFile(at('issued'), 'utf8')).split('\n').filter(({ length }) => length > 12)
    const tree = processTree(app.electronApp.process().pid ?? 0)
    const telling = tree.filter(({ words }) => secrets.some((secret) => words.includes(secret)))

    expect(secrets.length).toBeGreaterThan(20)
    // Main, window, network, zygotes, the sandbox.
    expect(tree.length).toBeGreaterThan(4)
    expect(
      tree.filter(({ words }) => words.includes('KEYFOB_SANDBOX_RECORD_SECRETS')).length,
    ).toBeGreaterThan(0)
    expect(telling.map(({ pid }) => pid)).toEqual([])
  })

  test('no session of it keeps a cookie or a cache', async () => {
    const kept = await app.electronApp.evaluate(async ({ session }) =>
      Promise.all(
        [session.defaultSession, session.fromPartition('network')].map(async (each) => ({
          cookies: (await each.cookies.get({})).length,
          cached: each === session.defaultSession ? 0 : await each.getCacheSize(),
        })),
      ),
    )

    expect(kept).toEqual([
      { cookies: 0, cached: 0 },
      { cookies: 0, cached: 0 },
    ])
  })

  test('its profile is for its owner alone, and so is every file that it wrote there', async () => {
    const files = (await readdir(app.profile)).filter((name) => /\.json/.test(name))
    const looked = await Promise.all(
      [app.profile, ...files.map((name) => join(app.profile, name)), at('rows.json')].map(async (path) => {
        // One that was being written may have taken its place meanwhile.
        const about = await stat(path).catch((error: unknown) => {
          if (!path.endsWith('.new')) throw error
          return undefined
        })
        return { path, forOthers: (about?.mode ?? 0) & 0o077 }
      }),
    )

    expect(files.length).toBeGreaterThan(3)
    expect(looked.filter(({ forOthers }) => forOthers !== 0)).toEqual([])
  })

  test('takes the access away again', async () => {
    await askWell('disconnectAll', {})

    // The client that was pasted stays: it is nobody's account.
    await expect.poll(async () => (await stage.desktop.keyring.entries().catch(() => [])).length).toBe(1)
  })

  test('nobody was spoken to but the server that was connected, and whoever else is would be seen', async () => {
    await app.electronApp.evaluate(({ session }) =>
      session
        .fromPartition('network')
        .fetch('https://planted.exit.example/')
        .catch(() => undefined),
    )
    await app.electronApp.evaluate(async () => {
      const net = process.getBuiltinModule('node:net')
      await new Promise((resolve) => net.connect(9, '127.0.0.9').once('error', resolve))
    })
    await app.close()
    const { names, addresses, urls } = readNetLog(at('net-log.json'))
    const { host } = new URL(issuer)
    const asked = urls.filter((url) => !url.startsWith('app://'))

    expect(names.filter((name) => /[a-z]/i.test(name))).toEqual(['planted.exit.example'])
    expect(asked.filter((url) => !url.startsWith(`${issuer}/`))).toEqual(['https://planted.exit.example/'])
    expect(asked.length).toBeGreaterThan(10)
    expect(addresses.filter((address) => !isNameServer(address))).toEqual([host])
    const node = (await readFile(at('connections'), 'utf8')).split('\n').filter(Boolean)
    expect([...new Set(node)]).toEqual(['listening', '127.0.0.9:9'])
  })

  test('no secret is in its profile, its cache, its exports or what it printed, and one that is planted is found', async () => {
    const log = at('printed.log')
    await writeFile(log, app.log())
    const places = [
      app.profile,
      join(stage.desktop.folder, 'home', 'config'),
      join(stage.desktop.folder, 'home', 'cache'),
    ]
    const search = createSecretSearch(at('issued'), places)
    const found = [...(await search.search())]
    const secrets = (await readFile(at('issued'), 'utf8')).split('\n').filter(Boolean)
    for (const text of [await readFile(log, 'utf8'), await readFile(at('rows.json'), 'utf8').catch(() => '')])
      found.push(...secrets.filter((secret) => text.includes(secret)))
    await writeFile(join(app.profile, 'planted'), `x ${secrets.at(-1)} y`)

    expect(found).toEqual([])
    expect((await search.search()).length).toBeGreaterThan(0)
  })
})

/** The system's resolver, which is asked for the name that was planted. */
function isNameServer(address: string): boolean {
  return address.endsWith(':53')
}
