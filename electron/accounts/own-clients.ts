import { createHash } from 'node:crypto'
import { z } from 'zod'
import { Failure } from '../../shared/failure'
import { createPerKey } from '../support/per-key'
import type { Secret } from '../support/secret'
import type { Vault } from '../vault/vault'
import { createClientFile } from './client-file'

const kept = z.object({
  version: z.literal(1),
  clients: z.array(
    z.object({
      providerId: z.string(),
      base: z.string().optional(),
      clientId: z.string().min(1),
      hasSecret: z.boolean(),
      secretExpiresAt: z.number().optional(),
      savedAt: z.number(),
    }),
  ),
})

/** A client that the person registered; its secret is in the vault. Times in ms since the epoch. */
export type OwnClientRecord = Readonly<z.infer<typeof kept>['clients'][number]>

export interface OwnClients {
  list(): Promise<readonly OwnClientRecord[]>
  find(providerId: string, base: string | undefined): Promise<OwnClientRecord | undefined>
  /** Undefined: it has none. Throws `vault_entry_missing` where it should have, and vault failures. */
  secretOf(client: OwnClientRecord): Promise<Secret | undefined>
  /** Saves, or replaces, the client of that address. The secret is in the vault before the record is on disk. */
  save(
    client: Omit<OwnClientRecord, 'hasSecret' | 'savedAt'>,
    clientSecret: Secret | undefined,
  ): Promise<OwnClientRecord>
  remove(providerId: string, base: string | undefined): Promise<void>
}

export function createOwnClients(deps: {
  readonly path: string
  readonly vault: Vault
  readonly now: () => number
  /** Told the name of a damaged file that was set aside. */
  readonly onSetAside: (name: string) => void
}): OwnClients {
  const inTurn = createPerKey()

  // Where the file is set aside the person can look at it, and enters the ids again.
  const { read, write } = createClientFile({ ...deps, contents: kept })

  const list = () => inTurn.inTurn('clients', read)
  const isAt = (providerId: string, base: string | undefined) => (each: OwnClientRecord) =>
    each.providerId === providerId && each.base === base

  async function erase(client: OwnClientRecord): Promise<void> {
    if (client.hasSecret) await deps.vault.erase(entryOf(client))
  }

  return {
    list,
    find: async (providerId, base) => (await list()).find(isAt(providerId, base)),
    async secretOf(client) {
      if (!client.hasSecret) return undefined
      const found = await deps.vault.read(entryOf(client))
      if (!found) {
        throw new Failure('vault_entry_missing', 'the keychain has no secret for the client', {
          facts: { subject: client.clientId },
        })
      }
      return found
    },
    save: (client, clientSecret) =>
      inTurn.inTurn('clients', async () => {
        const clients = await read()
        const before = clients.find(isAt(client.providerId, client.base))
        const record = { ...client, hasSecret: clientSecret !== undefined, savedAt: deps.now() }
        if (clientSecret) await deps.vault.write(entryOf(record), clientSecret)
        await write([...clients.filter((each) => each !== before), record])
        if (before && (entryOf(before) !== entryOf(record) || !clientSecret)) await erase(before)
        return record
      }),
    remove: (providerId, base) =>
      inTurn.inTurn('clients', async () => {
        const clients = await read()
        const gone = clients.find(isAt(providerId, base))
        if (!gone) return
        // What cannot be erased stays on record, to be tried again.
        await erase(gone)
        await write(clients.filter((each) => each !== gone))
      }),
  }
}

/** One entry for each client: replacing it never overwrites the secret of the one before. */
function entryOf({ providerId, base, clientId }: OwnClientRecord): string {
  const name = JSON.stringify([providerId, base ?? '', clientId])
  return `own-client-${createHash('sha256').update(name).digest('hex').slice(0, 32)}`
}
