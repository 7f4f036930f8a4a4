import { mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, describe, expect, test } from 'vitest'
import { readPolicy } from '../../electron/accounts/policy'
import { readShippedClients } from '../../electron/accounts/shipped-clients'
import { secret } from '../../electron/support/secret'
import { githubClient, githubDialect } from '../providers/dialects/github'
import { failureOf } from '../support/failure-of'
import { createDialectRig, type DialectRig } from './dialects/rig'
import { accountOf, waitingNotices } from './rig'

let rig: DialectRig
const folders: string[] = []
afterEach(async () => {
  await rig.end()
  for (const folder of folders.splice(0)) await rm(folder, { recursive: true })
})

const providerId = 'github'
const day = 24 * 60 * 60_000

describe('a client of the person’s own', () => {
  test('is saved with its secret in the keychain and nowhere else', async () => {
    rig = await createDialectRig(githubDialect())
    const saved = await rig.api.saveClient({ providerId, ...githubClient })

    expect(saved).toMatchObject({
      providerId,
      clientId: githubClient.clientId,
      origin: 'own',
      hasCredential: true,
      credentialState: 'good',
    })
    expect(JSON.stringify(await rig.api.listClients({}))).not.toContain(githubClient.credential)
    const file = await readFile(join(rig.profile, 'own-clients.json'), 'utf8')
    expect(file).toContain(githubClient.clientId)
    expect(file).not.toContain(githubClient.credential)
    expect([...rig.keychain.entries.keys()].join()).toContain('own-client-')
  })

  test('is tried at once: the provider knows it, or says that it does not', async () => {
    rig = await createDialectRig(githubDialect())

    expect(await rig.api.tryClient({ providerId, ...githubClient })).toEqual({ outcome: 'accepted' })
    const wrong = await rig.api.tryClient({ providerId, ...githubClient, credential: 'f'.repeat(40) })
    expect(wrong).toMatchObject({ outcome: 'refused', failure: { code: 'invalid_client' } })
    expect(await rig.api.listClients({})).toEqual([])
  })

  test('is not saved when it cannot be right', async () => {
    rig = await createDialectRig(githubDialect())
    const failure = await failureOf(
      rig.api.saveClient({
        providerId,
        clientId: githubClient.credential,
        credential: githubClient.clientId,
      }),
    )

    expect(failure.code).toBe('bad_request')
    expect(rig.keychain.lasting()).toEqual([])
  })

  test('whose secret was made anew renews the accounts that were there before', async () => {
    rig = await createDialectRig(githubDialect())
    await rig.api.saveClient({ providerId, ...githubClient })
    const account = accountOf(await rig.connect({ providerId, scopes: ['user:email', 'offline_access'] }))
    // As if the account had been connected with the secret from before.
    const held = await rig.services.keeper.read(account)
    await rig.services.keeper.keep({ ...held, clientSecret: secret('0'.repeat(40)) })
    await rig.api.saveClient({ providerId, ...githubClient })

    expect((await rig.api.renewAccount({ accountId: account.id })).health).toEqual({ state: 'working' })
  })

  test('can be replaced, and accounts of the one before it go on', async () => {
    rig = await createDialectRig(githubDialect())
    await rig.api.saveClient({ providerId, ...githubClient })
    const account = accountOf(await rig.connect({ providerId, scopes: ['user:email', 'offline_access'] }))
    const replaced = await rig.api.saveClient({
      providerId,
      clientId: 'Ov23liZZZZZZZZZZZZZZ',
      credential: 'e'.repeat(40),
    })

    expect(replaced).toMatchObject({ accountIds: [], olderAccountIds: [account.id] })
    expect((await rig.api.renewAccount({ accountId: account.id })).health).toEqual({ state: 'working' })
    expect((await rig.api.disconnect({ accountId: account.id })).outcome).toBe('proven')
  })

  test('keeps its secret when only the date is changed, and warns before the date', async () => {
    rig = await createDialectRig(githubDialect())
    await rig.api.saveClient({ providerId, ...githubClient })
    const soon = await rig.api.saveClient({
      providerId,
      clientId: githubClient.clientId,
      credentialExpiresAt: Date.now() + 10 * day,
    })
    expect(soon).toMatchObject({ hasCredential: true, credentialState: 'expires_soon' })
    const later = { providerId, clientId: githubClient.clientId, credentialExpiresAt: Date.now() + 90 * day }
    expect(await rig.api.saveClient(later)).toMatchObject({ credentialState: 'good' })
    const past = { ...later, credentialExpiresAt: Date.now() - day }
    expect(await rig.api.saveClient(past)).toMatchObject({ credentialState: 'expired' })
    expect(await rig.api.tryClient({ providerId, clientId: githubClient.clientId })).toEqual({
      outcome: 'accepted',
    })
  })

  test('is forgotten with its secret, and the provider needs one again', async () => {
    rig = await createDialectRig(githubDialect())
    await rig.api.saveClient({ providerId, ...githubClient })
    const told: boolean[] = []
    rig.services.providerChanges.subscribe((providers) => {
      told.push(providers.find(({ id }) => id === providerId)?.needsClient === true)
    })
    await rig.api.removeClient({ providerId })

    expect(told).toEqual([true])
    expect(await rig.api.listClients({})).toEqual([])
    expect(rig.keychain.lasting()).toEqual([])
  })

  test('stays while the keychain does not erase its secret, and can be forgotten later', async () => {
    rig = await createDialectRig(githubDialect())
    await rig.api.saveClient({ providerId, ...githubClient })
    rig.keychain.fault = 'the service is not available'
    await expect(rig.api.removeClient({ providerId })).rejects.toMatchObject({
      code: expect.stringMatching(/^vault_/),
    })
    rig.keychain.fault = undefined
    expect(await rig.api.listClients({})).toHaveLength(1)
    await rig.api.removeClient({ providerId })
    expect(await rig.api.listClients({})).toEqual([])
    expect(rig.keychain.lasting()).toEqual([])
  })

  test('file that is damaged is set aside, not written over, and the person is told', async () => {
    rig = await createDialectRig(githubDialect())
    await writeFile(join(rig.profile, 'own-clients.json'), '{"version":1,')

    expect(await rig.api.listClients({})).toEqual([])
    const aside = (await readdir(rig.profile)).find((name) => name.startsWith('own-clients.json.set-aside-'))
    expect(aside).toBeDefined()
    expect(await rig.api.listActivity({})).toMatchObject([{ kind: 'file_set_aside', detail: aside }])
    expect(waitingNotices(rig)).toMatchObject([{ kind: 'file_set_aside', subject: aside }])
  })

  test('that a server made is told of in the same way when its file is damaged', async () => {
    rig = await createDialectRig(githubDialect())
    await writeFile(join(rig.profile, 'clients.json'), '{"version":2,"clients":[]}')

    expect(await rig.services.registered.list()).toEqual([])
    expect(await rig.api.listActivity({})).toMatchObject([
      { kind: 'file_set_aside', detail: expect.stringMatching(/^clients\.json\.set-aside-/) },
    ])
  })
})

describe('the registration guide', () => {
  test('has what is to be copied, ticked and pasted', async () => {
    rig = await createDialectRig(githubDialect())
    const guide = await rig.api.getClientGuide({ providerId })

    expect(guide).toMatchObject({
      consoleUrl: 'https://github.com/settings/applications/new',
      redirectUris: ['http://127.0.0.1/callback'],
      credential: 'optional',
      credentialExpires: false,
      canTry: true,
      roads: ['own'],
    })
    expect(guide.steps.length).toBeGreaterThan(2)
  })

  test('names the redirect address as each provider wants it', async () => {
    rig = await createDialectRig(githubDialect())
    const uris = async (id: string, base?: string) =>
      (await rig.api.getClientGuide({ providerId: id, base })).redirectUris

    expect(await uris('microsoft')).toEqual(['http://localhost'])
    expect(await uris('google')).toEqual([])
    expect(await uris('dropbox')).toEqual([
      'http://localhost:28417/callback',
      'http://localhost:28418/callback',
      'http://localhost:28419/callback',
    ])
    expect(await uris('gitlab', 'https://git.example.com/x')).toEqual(['http://127.0.0.1/callback'])
  })

  test('has the console of the server that the person named', async () => {
    rig = await createDialectRig(githubDialect())
    const guide = await rig.api.getClientGuide({ providerId: 'gitlab', base: 'https://git.example.com/x/' })

    expect(guide.consoleUrl).toBe('https://git.example.com/x/-/user_settings/applications')
  })
})

describe('a client that came with the build', () => {
  test('is used without a question, from a file before the build itself', async () => {
    const file = join(await makeFolder(), 'clients.json')
    await writeFile(
      file,
      JSON.stringify({ github: { clientId: githubClient.clientId, clientSecret: githubClient.credential } }),
    )
    const built = JSON.stringify({ github: { clientId: 'from-the-build' } })
    const shippedClients = await readShippedClients(built, [join(file, '../none.json'), file])
    rig = await createDialectRig(githubDialect(), { shippedClients })

    const summary = (await rig.api.listProviders({})).find(({ id }) => id === providerId)
    expect(summary).toMatchObject({ needsClient: false, clientOrigin: 'shipped', lastingTokens: true })
    const account = accountOf(await rig.connect({ providerId }))
    expect(account.clientId).toBe(githubClient.clientId)
  })

  test('gives way to one of the person’s own', async () => {
    const shippedClients = await readShippedClients(JSON.stringify({ github: { clientId: 'shipped' } }), [])
    rig = await createDialectRig(githubDialect(), { shippedClients })
    await rig.api.saveClient({ providerId, ...githubClient })

    expect(accountOf(await rig.connect({ providerId })).clientId).toBe(githubClient.clientId)
  })

  test('list that cannot be understood is named, without any of it', async () => {
    rig = await createDialectRig(githubDialect())
    const failure = await failureOf(readShippedClients('{"github":{"clientSecret":"s3cret"}}', []))

    expect(failure).toMatchObject({ code: 'file_damaged', facts: { subject: 'KEYFOB_CLIENTS' } })
    expect(String(failure) + JSON.stringify(failure)).not.toContain('s3cret')
  })
})

describe('a managed computer', () => {
  const managed = async (policy: unknown) => {
    const path = join(await makeFolder(), 'policy.json')
    await writeFile(path, typeof policy === 'string' ? policy : JSON.stringify(policy))
    return readPolicy(path)
  }

  test('without a policy file allows everything', async () => {
    rig = await createDialectRig(githubDialect(), { policy: await readPolicy('/nowhere/policy.json') })

    expect(await rig.api.getPolicy({})).toMatchObject({ managed: false, sandbox: true, apiConsole: true })
    expect((await rig.api.listProviders({})).filter(({ forbidden }) => forbidden)).toEqual([])
  })

  test('connects with the client that the organisation brings, before any other', async () => {
    const { clientId, credential } = githubClient
    const policy = await managed({
      version: 1,
      organisation: 'Contoso',
      clients: { github: { clientId, clientSecret: credential } },
    })
    rig = await createDialectRig(githubDialect(), { policy })
    await rig.api.saveClient({ providerId, clientId: 'Ov23liZZZZZZZZZZZZZZ', credential: 'e'.repeat(40) })

    expect(accountOf(await rig.connect({ providerId })).clientId).toBe(clientId)
    expect(JSON.stringify(await rig.api.getPolicy({}))).not.toContain(credential)
    expect(await rig.api.getPolicy({})).toMatchObject({ organisation: 'Contoso', clientsFor: ['github'] })
  })

  test('refuses what the policy forbids, and shows that it does', async () => {
    const policy = await managed({
      version: 1,
      allowedProviders: ['gitlab'],
      sandbox: false,
      apiConsole: false,
      customProviders: false,
    })
    rig = await createDialectRig(githubDialect(), { policy })
    const providers = await rig.api.listProviders({})

    expect(providers.find(({ id }) => id === 'sandbox')).toBeUndefined()
    expect(providers.find(({ id }) => id === 'github')?.forbidden).toBe(true)
    expect(providers.find(({ id }) => id === 'gitlab')?.forbidden).toBeUndefined()
    expect((await failureOf(rig.connect({ providerId }))).code).toBe('policy_forbids')
    expect((await failureOf(rig.connect({ providerId: 'sandbox' }))).code).toBe('policy_forbids')
    const asked = rig.api.sendApiRequest({
      requestId: crypto.randomUUID(),
      confirmed: true,
      request: { accountId: 'x', method: 'GET', address: 'https://api.github.com', query: [], headers: [] },
    })
    expect(await failureOf(asked)).toMatchObject({
      code: 'policy_forbids',
      facts: { subject: 'the API console' },
    })
    expect(rig.opened).toEqual([])
  })

  test('asks for no scope beyond those of the policy', async () => {
    const policy = await managed({ version: 1, onlyScopes: { github: ['read:user'] } })
    rig = await createDialectRig(githubDialect(), { policy })
    await rig.api.saveClient({ providerId, ...githubClient })
    const account = accountOf(await rig.connect({ providerId, scopes: ['repo', 'read:org'] }))

    expect(account.scopes.asked).toEqual(['read:user'])
    expect(new URL(rig.opened[0] ?? '').searchParams.get('scope')).toBe('read:user')
  })

  test('whose policy cannot be understood connects nothing', async () => {
    rig = await createDialectRig(githubDialect(), { policy: await managed('{"version":1,"forbidden":') })

    expect(await rig.api.getPolicy({})).toMatchObject({ managed: true, damaged: true })
    expect((await failureOf(rig.connect({ providerId }))).code).toBe('policy_forbids')
  })
})

async function makeFolder(): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), 'keyfob-clients-'))
  folders.push(folder)
  return folder
}
