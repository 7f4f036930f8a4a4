import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { createRegisteredClients, type RegisteredClients } from '../../electron/accounts/registered-clients'
import type { RegisteredClient } from '../../electron/oauth/register'
import { secret } from '../../electron/support/secret'
import { createMemoryVault } from '../../electron/vault/memory-vault'

const redirectUri = 'http://127.0.0.1/callback'
let folder: string
let clients: RegisteredClients

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'keyfob-registered-'))
  clients = createRegisteredClients({
    path: join(folder, 'clients.json'),
    vault: createMemoryVault(),
    now: () => 0,
    onSetAside: () => undefined,
  })
})
afterEach(() => rm(folder, { recursive: true }))

const made = (value: string) => async (): Promise<RegisteredClient> => ({
  clientId: 'the-same-id',
  clientSecret: secret(value),
  authentication: 'client_secret_basic',
  redirectUri,
})
const notAsked = async () => {
  throw new Error('the server was asked for another client')
}

/** Whoever runs a server chooses the ids of its clients, also such as another server gave. */
describe('a server that calls its client as another server calls its own', () => {
  const at = async (issuer: string, register: () => Promise<RegisteredClient> = notAsked) =>
    (await clients.find(issuer, redirectUri, register)).clientSecret?.reveal()

  test('is never shown the secret of that one', async () => {
    await at('https://evil.example', made('a-secret-of-the-evil-server'))
    await at('https://good.example', made('a-secret-of-the-good-server'))

    expect(await at('https://evil.example')).toBe('a-secret-of-the-evil-server')
    expect(await at('https://good.example')).toBe('a-secret-of-the-good-server')
  })

  test('takes nothing along when its client is let go', async () => {
    await at('https://good.example', made('a-secret-of-the-good-server'))
    await at('https://evil.example', made('a-secret-of-the-evil-server'))
    await clients.discard('https://evil.example', 'the-same-id')

    expect(await at('https://good.example')).toBe('a-secret-of-the-good-server')
  })
})
