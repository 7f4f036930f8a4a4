import type { Account, Person, Protection } from '../../shared/account'
import type { ConnectRequest } from '../../shared/connect'
import type { Issued } from '../oauth/token-response'
import type { TokenSet } from '../oauth/token-set'
import type { AccountSecret } from './account-secret'
import { onRecord, timesOf } from './grant-times'
import type { Grounds } from './grounds'
import type { Identified } from './identify'
import type { AccountsWorld } from './world'

/** A grant that has been identified and not yet kept. */
export interface Grant extends Identified {
  readonly issued: Issued
  readonly grounds: Grounds
  /** As asked for. */
  readonly scopes: readonly string[]
  readonly request: Pick<ConnectRequest, 'kind' | 'kept'>
  readonly protections: readonly Protection[]
}

/**
 * Puts a grant into the vault, then into the registry. The same person at the same issuer, through the same provider, is the
 * same account, never a twin: its id, label and history stay.
 */
export async function keepAccount(
  grant: Grant,
  newId: () => string,
  world: KeepingWorld,
): Promise<{ readonly account: Account; readonly isNew: boolean }> {
  const before = findAccount(grant, world)
  // A renewal of the old grant must not overwrite the new one, nor two flows make twins.
  return world.keeper.inTurn(before?.id ?? 'newcomer', () => keepInTurn(grant, newId, world))
}

type KeepingWorld = Pick<AccountsWorld, 'registry' | 'keeper' | 'clock'>

async function keepInTurn(
  grant: Grant,
  newId: () => string,
  world: KeepingWorld,
): Promise<{ readonly account: Account; readonly isNew: boolean }> {
  const { issued, person, grounds, scopes, request } = grant
  const before = findAccount(grant, world)
  const old = before && (await world.keeper.read(before).catch(() => undefined))
  const isSameClient = before?.clientId === grounds.client.clientId && before.flow === request.kind
  const tokens = isSameClient ? withOldRefreshToken(issued.tokens, before, old?.tokens) : issued.tokens
  const now = world.clock.now()
  const account: Account = {
    id: before?.id ?? newId(),
    providerId: grounds.provider.id,
    issuer: grounds.issuer,
    ...(grounds.base === undefined ? {} : { base: grounds.base }),
    clientId: grounds.client.clientId,
    label: before?.label ?? labelOf(person),
    person,
    flow: request.kind,
    scopes: { asked: onRecord(scopes), granted: onRecord(tokens.scope ?? scopes) },
    protections: [...grant.protections],
    connectedAt: before?.connectedAt ?? now,
    ...(before ? { consentedAt: now, renewedAt: now } : {}),
    ...(before?.lastUsedAt === undefined ? {} : { lastUsedAt: before.lastUsedAt }),
    ...timesOf(tokens, now),
    renewable: tokens.refreshToken !== undefined || request.kind === 'client_credentials',
    kept: request.kept,
    health: { state: 'working' },
  }
  const { clientSecret } = grounds.client
  if (old && needsEnd(before, account)) await letGo(old, before, newId(), world)
  const kept = { account, tokens, ...(clientSecret ? { clientSecret } : {}) }
  await (before ? world.keeper.keep(kept) : world.keeper.keepNew(kept))
  try {
    await world.registry.put(account)
  } catch (error) {
    await putBack(old, before, account, world).catch(() => undefined)
    throw error
  }
  // It lay elsewhere before, where nobody would look for it again.
  if (before && before.kept !== account.kept) await world.keeper.erase(before).catch(() => undefined)
  return { account, isNew: before === undefined }
}

/** The record stays as it was, and so does what is secret. No tokens may lie where no screen shows them. */
async function putBack(
  old: AccountSecret | undefined,
  before: Account | undefined,
  now: Account,
  { keeper }: KeepingWorld,
): Promise<void> {
  if (before?.kept !== now.kept) await keeper.erase(now)
  else if (old && before.clientId !== now.clientId) await keeper.keep(old)
}

/** A server that gives a refresh token with the first consent alone still takes that one (RFC 6749 §6). */
function withOldRefreshToken(tokens: TokenSet, { health }: Account, old: TokenSet | undefined): TokenSet {
  const isBound = tokens.dpopKey !== undefined || old?.dpopKey !== undefined
  if (tokens.refreshToken || !old?.refreshToken || isBound || health.state === 'needs_reconnecting')
    return tokens
  const { refreshToken, renewableUntil } = old
  return { ...tokens, refreshToken, ...(renewableUntil === undefined ? {} : { renewableUntil }) }
}

function needsEnd(before: Account, now: Account): boolean {
  return before.clientId !== now.clientId && before.health.state !== 'needs_reconnecting'
}

/**
 * The grant of another client does not end with the account's new one: it is revoked like that of an account that has
 * left. The record comes first: an entry without one would be taken for an account.
 */
async function letGo(
  old: AccountSecret,
  before: Account,
  id: string,
  { registry, keeper }: KeepingWorld,
): Promise<void> {
  const account = { ...before, id, label: `${before.label.slice(0, 100)} (previous client)` }
  await registry.depart(account)
  await keeper.keepNew({ ...old, account })
}

/** The account that the grant is one of, if there is one. */
export function findAccount(
  { grounds, person, formerSubject }: Pick<Grant, 'grounds'> & Identified,
  { registry }: Pick<KeepingWorld, 'registry'>,
): Account | undefined {
  const find = (subject: string) => registry.find(grounds.provider.id, grounds.issuer, subject)
  return find(person.subject) ?? (formerSubject === undefined ? undefined : find(formerSubject))
}

function labelOf(person: Person): string {
  const name = person.name ?? person.login ?? person.email ?? person.subject
  return (person.tenant ? `${name} · ${person.tenant}` : name).slice(0, 120)
}
