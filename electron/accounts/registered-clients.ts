import { createHash } from 'node:crypto'
import { z } from 'zod'
import type { Failure } from '../../shared/failure'
import type { RegisteredClient } from '../oauth/register'
import { createPerKey } from '../support/per-key'
import { secret } from '../support/secret'
import type { Vault } from '../vault/vault'
import { createClientFile } from './client-file'
import type { Grounds } from './grounds'

const kept = z.object({
  version: z.literal(1),
  clients: z.array(
    z.object({
      issuer: z.string(),
      clientId: z.string().min(1),
      authentication: z.enum(['none', 'client_secret_basic', 'client_secret_post']),
      /** The redirect URI it was made for: another one needs another client. */
      redirectUri: z.string(),
      hasSecret: z.boolean(),
      registeredAt: z.number(),
      secretExpiresAt: z.number().optional(),
    }),
  ),
})
type Kept = z.infer<typeof kept>['clients'][number]
export type RegisteredRecord = Readonly<Kept>

/** Clients that servers made for this installation (RFC 7591): records on disk, their secrets in the vault. */
export interface RegisteredClients {
  /**
   * The client at a server for a redirect URI; asks the server for one the first time. Throws `registration_refused`
   * and vault and network failures.
   */
  find(
    issuer: string,
    redirectUri: string,
    register: () => Promise<RegisteredClient>,
  ): Promise<RegisteredClient>
  /** Without their secrets. */
  list(): Promise<readonly RegisteredRecord[]>
  /** How that client proves who it is; undefined for a client that was not made here. */
  authenticationOf(issuer: string, clientId: string): Promise<RegisteredClient['authentication'] | undefined>
  /** A server that no longer knows its client gets a new one the next time. Accounts keep theirs until then. */
  discard(issuer: string, clientId: string): Promise<void>
}

export function createRegisteredClients(deps: {
  readonly path: string
  readonly vault: Vault
  readonly now: () => number
  /** Told the name of a damaged file that was set aside. */
  readonly onSetAside: (name: string) => void
}): RegisteredClients {
  const perKey = createPerKey()

  // Nothing is lost by a file that is set aside: servers make new ones.
  const { read, write } = createClientFile({ ...deps, contents: kept })

  async function revive(client: Kept): Promise<RegisteredClient | undefined> {
    const { clientId, authentication, redirectUri, secretExpiresAt } = client
    const rest = secretExpiresAt === undefined ? {} : { secretExpiresAt }
    if (!client.hasSecret) return { clientId, authentication, redirectUri, ...rest }
    const clientSecret = await deps.vault.read(entryOf(client))
    return clientSecret && { clientId, authentication, redirectUri, clientSecret, ...rest }
  }

  return {
    find: (issuer, redirectUri, register) =>
      perKey.inTurn('clients', async () => {
        const clients = await read()
        const known = clients.find((each) => each.issuer === issuer && each.redirectUri === redirectUri)
        const isCurrent = known && (known.secretExpiresAt ?? Number.POSITIVE_INFINITY) > deps.now()
        const revived = isCurrent ? await revive(known) : undefined
        if (revived) return revived
        const made = await register()
        const { clientSecret, ...record } = made
        const added = { ...record, issuer, hasSecret: clientSecret !== undefined, registeredAt: deps.now() }
        if (clientSecret) await deps.vault.write(entryOf(added), secret(clientSecret.reveal()))
        await write([...clients.filter((each) => each !== known), added])
        return made
      }),
    list: read,
    authenticationOf: async (issuer, clientId) =>
      (await read()).find((each) => each.issuer === issuer && each.clientId === clientId)?.authentication,
    discard: (issuer, clientId) =>
      perKey.inTurn('clients', async () => {
        const clients = await read()
        const gone = clients.find((each) => each.issuer === issuer && each.clientId === clientId)
        if (!gone) return
        if (gone.hasSecret) await deps.vault.erase(entryOf(gone))
        await write(clients.filter((each) => each !== gone))
      }),
  }
}

/** By server and id: the id is whatever the server says, and may be that of another server's client. */
function entryOf({ issuer, clientId }: Pick<Kept, 'issuer' | 'clientId'>): string {
  const name = JSON.stringify([issuer, clientId])
  return `client-${createHash('sha256').update(name).digest('hex').slice(0, 32)}`
}

/** What may be wrong with a client that its server made: asking for another one can cure it (RFC 7591, RFC 6749 §5.2). */
const clientTrouble: readonly Failure['code'][] = [
  'invalid_client',
  'unauthorized_client',
  'redirect_uri_mismatch',
]

/** A client that its server made and does not know any more is let go: the next connection asks for another. */
export async function discardDoubted(
  { code }: Failure,
  { clientOrigin, issuer, client }: Grounds,
  { registered }: { readonly registered: RegisteredClients },
): Promise<void> {
  if (clientOrigin !== 'registered' || !clientTrouble.includes(code)) return
  // What could not be let go is doubted again the next time: the failure at hand is the one to tell.
  await registered.discard(issuer, client.clientId).catch(() => undefined)
}
