import { randomUUID } from 'node:crypto'
import { z } from 'zod'
import { type CustomProvider, customProvider, type SavedCustomProvider } from '../../shared/custom-provider'
import { Failure } from '../../shared/failure'
import type { Provider } from '../providers/provider'
import { writeJsonFile } from '../support/json-file'
import { openKeptFile } from '../support/kept-file'
import { isSafeToSend } from '../support/loopback-address'
import { createPerKey } from '../support/per-key'
import { customToProvider } from './custom-to-provider'
import type { Registry } from './registry'

type Kept = CustomProvider & { readonly id: string }

export interface CustomProviders {
  /** All providers, those of the catalogue first: a list that is kept up to date in place. */
  readonly providers: readonly Provider[]
  list(): readonly SavedCustomProvider[]
  /** As they were entered, without what is told of their use: for a backup. */
  entered(): readonly (CustomProvider & { readonly id: string })[]
  /**
   * Throws `bad_request` with the field in `facts.subject`, and disk failures. While an account is connected through it, is
   * being connected, or waits to be revoked, or a client secret is kept for it, no address may come in that one of these
   * would be sent to.
   */
  save(provider: CustomProvider): Promise<SavedCustomProvider>
  /**
   * Adds those of another computer, under their ids, that are safe and not here yet; none under the id of one that was
   * removed while something of its is still kept. Returns the added ones. Throws disk failures.
   */
  adopt(arriving: readonly (CustomProvider & { readonly id: string })[]): Promise<readonly CustomProvider[]>
  /**
   * Its client goes with it. Throws `bad_request` while accounts are connected through it or are being connected, vault and
   * disk failures.
   */
  remove(id: string): Promise<void>
  /**
   * Resolves when no change is on its way: what is found of a provider stays as it is. Ask once a flow runs there, since
   * from then on none begins.
   */
  changesOver(): Promise<void>
  /** As JSON text without its id, for another computer. */
  exported(id: string): string
  /** Name of a damaged file that was set aside. */
  readonly setAside?: string
  /** Why nothing can be written: the file cannot be read. Every change throws it. */
  readonly closed?: Failure
}

const mostProviders = 500
const format = z.object({ version: z.literal(1), providers: z.array(customProvider).max(mostProviders) })

/** Opens the providers that the person added; none where the file cannot be read. Nothing in it is secret. Never throws. */
export async function openCustomProviders(deps: {
  readonly path: string
  readonly catalogue: readonly Provider[]
  readonly registry: Pick<Registry, 'list' | 'leaving'>
  /** Whether a client secret is kept for it. */
  readonly hasSecret: (providerId: string) => Promise<boolean>
  /** Whether a grant is on its way there, or waits to be kept. */
  readonly isConnecting: (providerId: string) => boolean
  /** Forgets the person's client there, secret included. */
  readonly removeClient: (providerId: string) => Promise<void>
  readonly now: () => number
}): Promise<CustomProviders> {
  const { value, ...trouble } = await openKeptFile(deps.path, format, deps.now)
  let kept: readonly Kept[] = (value?.providers ?? []).filter(hasId)
  const providers = [...deps.catalogue, ...kept.map(customToProvider)]
  const inTurn = createPerKey()

  async function change(next: readonly Kept[]): Promise<void> {
    if (trouble.closed) throw trouble.closed
    await writeJsonFile(deps.path, { version: 1, providers: next })
    kept = next
    providers.splice(deps.catalogue.length, providers.length, ...kept.map(customToProvider))
  }

  const accountsOf = (id: string) =>
    deps.registry.list().flatMap((each) => (each.providerId === id ? each.id : []))
  const isRevokedLater = (id: string) => deps.registry.leaving().some(({ providerId }) => providerId === id)
  // What is waited for comes first: a grant that is on its way meanwhile would be seen neither there nor here.
  const holds = async (id: string) =>
    (await deps.hasSecret(id)) || accountsOf(id).length > 0 || isRevokedLater(id) || deps.isConnecting(id)
  const saved = (provider: Kept): SavedCustomProvider => ({
    ...provider,
    accountIds: accountsOf(provider.id),
    isRevokedLater: isRevokedLater(provider.id),
  })

  function get(id: string): Kept {
    const found = kept.find((each) => each.id === id)
    if (!found) throw new Failure('not_found', 'no such provider', { facts: { subject: id } })
    return found
  }

  return {
    providers,
    list: () => kept.map(saved),
    entered: () => kept,
    save: (provider) =>
      inTurn.inTurn('file', async () => {
        const before = provider.id === undefined ? undefined : get(provider.id)
        const whole = { ...provider, id: before?.id ?? `custom-${randomUUID().slice(0, 13)}` }
        requireSafe(whole)
        if (!before && kept.length >= mostProviders)
          throw new Failure('bad_request', `no more than ${mostProviders} providers can be added`)
        const moved = before && newAddress(before, whole)
        if (moved && (await holds(before.id))) throw refused(moved)
        await change(before ? kept.map((each) => (each === before ? whole : each)) : [...kept, whole])
        return saved(whole)
      }),
    adopt: (arriving) =>
      inTurn.inTurn('file', async () => {
        const fresh = new Map<string, Kept>()
        for (const provider of arriving) {
          const isHere = kept.some(({ id }) => id === provider.id) || fresh.has(provider.id)
          if (!isHere && isSafe(provider) && !(await holds(provider.id))) fresh.set(provider.id, provider)
        }
        const added = [...fresh.values()].slice(0, mostProviders - kept.length)
        if (added.length > 0) await change([...kept, ...added])
        return added
      }),
    remove: (id) =>
      inTurn.inTurn('file', async () => {
        const gone = get(id)
        if (accountsOf(id).length > 0) throw refused('accounts')
        // Nobody could say any more where their tokens are to be revoked.
        if (isRevokedLater(id)) throw refused('revocation')
        if (deps.isConnecting(id)) throw refused('sign_in')
        // Without its provider no screen would show it any more.
        await deps.removeClient(id)
        await change(kept.filter((each) => each !== gone))
      }),
    changesOver: () => inTurn.inTurn('file', async () => undefined),
    exported(id) {
      const { id: _, ...rest } = get(id)
      return JSON.stringify({ keyfobProvider: 1, ...rest }, null, 2)
    },
    ...trouble,
  }
}

/** A provider as another Keyfob exported it. It is only read: saving it is another step. Throws `bad_request`. */
export function readCustomProvider(text: string): CustomProvider {
  let value: unknown
  try {
    value = JSON.parse(text)
  } catch {
    throw refused('text')
  }
  const { keyfobProvider: _, id: __, ...rest } = z.looseObject({}).catch({}).parse(value)
  const parsed = customProvider.safeParse(rest)
  if (!parsed.success) throw refused(parsed.error.issues[0]?.path.join('.') || 'text')
  requireSafe(parsed.data)
  return parsed.data
}

/** Every address is https, or http on this computer; whoever sent it. */
function requireSafe(provider: CustomProvider): void {
  const { server, identity } = provider
  const endpoints: Readonly<Record<string, string | undefined>> =
    server.kind === 'endpoints' ? { ...server, kind: undefined } : {}
  const addresses = [
    ['issuer', provider.issuer],
    ...Object.entries(endpoints),
    ['identity', identity.from === 'request' ? identity.url : undefined],
    ...provider.apiOrigins.map((origin) => ['apiOrigins', origin] as const),
  ] as const
  for (const [name, address] of addresses) {
    if (address === undefined) continue
    const url = new URL(address)
    if (!isSafeToSend(url) || url.username || url.password || url.hash) throw refused(name)
  }
  if (/[{}]/.test(JSON.stringify(addresses))) throw refused('issuer')
  const needsPerson = provider.flows.includes('authorization_code')
  if (server.kind === 'endpoints' && needsPerson && !server.authorization) throw refused('authorization')
  if (server.kind === 'endpoints' && provider.flows.includes('device_code') && !server.deviceAuthorization) {
    throw refused('deviceAuthorization')
  }
  // Without the server's keys nobody could vouch for an ID token.
  if (server.kind === 'endpoints' && provider.openid) throw refused('openid')
  if (identity.from === 'openid' && !provider.openid) throw refused('identity')
}

function isSafe(provider: CustomProvider): boolean {
  try {
    requireSafe(provider)
    return true
  } catch (error) {
    if (error instanceof Failure) return false
    throw error
  }
}

/**
 * The first field by which a token or a client secret would be sent where it was not sent before. A script in the window
 * may ask for any change; so may a person who was talked into one.
 */
function newAddress(before: CustomProvider, after: CustomProvider): string | undefined {
  if (before.issuer !== after.issuer) return 'issuer'
  if (before.server.kind !== after.server.kind) return 'server'
  const known = addressesOf(before)
  return addressesOf(after).find(
    ([name, address]) => !known.some(([otherName, other]) => name === otherName && address === other),
  )?.[0]
}

function addressesOf({
  server,
  identity,
  apiOrigins,
}: CustomProvider): readonly (readonly [string, string])[] {
  const endpoints = server.kind === 'endpoints' ? Object.entries({ ...server, kind: undefined }) : []
  return [
    ...endpoints.flatMap(([name, address]) => (address === undefined ? [] : [[name, address] as const])),
    ...(identity.from === 'request' ? [['identity', identity.url] as const] : []),
    ...apiOrigins.map((origin) => ['apiOrigins', new URL(origin).origin] as const),
  ]
}

function refused(subject: string): Failure {
  return new Failure('bad_request', `a custom provider cannot be saved like this: ${subject}`, {
    facts: { subject },
  })
}

function hasId(provider: CustomProvider): provider is Kept {
  return provider.id !== undefined
}
