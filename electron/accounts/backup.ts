import type { Account } from '../../shared/account'
import type { ImportReport, SkipReason } from '../../shared/backup'
import type { ClientAddress } from '../../shared/client'
import type { Settings } from '../../shared/settings'
import { isLoopback } from '../support/loopback-address'
import { plainText } from '../support/plain-text'
import type { Backup } from './backup-format'
import type { CustomProviders } from './custom-providers'
import { withoutTimes } from './grant-times'
import type { OwnClients } from './own-clients'
import type { Registry } from './registry'
import type { TokenKeeper } from './token-keeper'

export interface ImportWorld {
  readonly registry: Pick<Registry, 'list' | 'leaving' | 'find' | 'add'>
  readonly keeper: Pick<TokenKeeper, 'inTurn'>
  readonly settings: { change(difference: Partial<Settings>): Promise<Settings> }
  readonly custom: Pick<CustomProviders, 'adopt'>
  readonly own: Pick<OwnClients, 'find' | 'save'>
  readonly knowsProvider: (providerId: string) => boolean
  /** Whether a person could have a client of their own there: no other can be seen, or removed, by its address. */
  readonly takesClient: (at: ClientAddress) => boolean
  readonly allowsCustomProviders: boolean
  readonly newId: () => string
  readonly now: () => number
}

/**
 * Takes in what another computer had, without replacing anything: accounts come without tokens and say that they need
 * reconnecting. Doing it again adds nothing. Throws `disk_full`, `disk_unwritable`, `profile_newer`; what was added
 * before stays, and importing again goes on from there.
 */
export async function importBackup(from: Backup, world: ImportWorld): Promise<ImportReport> {
  const providers = await takeProviders(from, world)
  const clientsToEnter = await takeClients(from, world)
  await world.settings.change(settingsFrom(from))
  const sorted = await world.keeper.inTurn('newcomer', () => takeAccounts(from, world))
  return { ...sorted, providers, clientsToEnter }
}

/** In the turn in which newcomers are kept: whoever is being connected just now, or comes by another import, is no other. */
async function takeAccounts(
  from: Backup,
  world: ImportWorld,
): Promise<Pick<ImportReport, 'added' | 'skipped'>> {
  const { added, skipped } = sortAccounts(from, world)
  await world.registry.add(added)
  return { added, skipped }
}

async function takeProviders(from: Backup, world: ImportWorld): Promise<ImportReport['providers']> {
  if (!world.allowsCustomProviders) return []
  const adopted = await world.custom.adopt(from.customProviders)
  return adopted.map(({ name, issuer }) => ({ name, host: new URL(issuer).host }))
}

/** A client without a secret comes along; of one with a secret there is only its id to come back to. */
async function takeClients(from: Backup, world: ImportWorld): Promise<ImportReport['clientsToEnter']> {
  const toEnter: { providerId: string; clientId: string }[] = []
  for (const { providerId, base, clientId, hasSecret } of from.ownClients) {
    if (!world.takesClient({ providerId, base }) || (await world.own.find(providerId, base))) continue
    if (hasSecret) toEnter.push({ providerId, clientId })
    else await world.own.save({ providerId, clientId, ...(base === undefined ? {} : { base }) }, undefined)
  }
  return toEnter
}

/**
 * Taste alone. What protects this computer is chosen at this computer, and no file changes it: when Keyfob locks, which
 * way requests go, who may vouch for servers, and whether rows are kept on disk.
 */
function settingsFrom({ settings }: Backup): Partial<Settings> {
  const { appearance, columns, notifications, keepInTray, checkForUpdates } = settings
  return { appearance, notifications, keepInTray, checkForUpdates, ...(columns ? { columns } : {}) }
}

function sortAccounts(from: Backup, world: ImportWorld) {
  const { registry } = world
  const added: Account[] = []
  const skipped: { label: string; providerId: string; reason: SkipReason }[] = []
  const ids = new Set([...registry.list(), ...registry.leaving()].map(({ id }) => id))
  const people = new Set<string>()
  for (const record of from.accounts) {
    const person = JSON.stringify([record.issuer, record.person.subject])
    const reason = people.has(person) ? 'twice_in_the_file' : reasonToSkip(record, from, world)
    people.add(person)
    if (reason) {
      skipped.push({ label: labelOf(record), providerId: record.providerId, reason })
      continue
    }
    const id = ids.has(record.id) ? world.newId() : record.id
    ids.add(id)
    added.push(withoutTokens(record, id, world.now()))
  }
  return { added, skipped }
}

function reasonToSkip(record: Account, from: Backup, world: ImportWorld): SkipReason | undefined {
  if (!URL.canParse(record.issuer) || isLoopback(new URL(record.issuer))) return 'on_the_other_computer'
  if (!world.knowsProvider(record.providerId)) {
    const cameAlong = from.customProviders.some(({ id }) => id === record.providerId)
    return cameAlong && !world.allowsCustomProviders ? 'policy' : 'unknown_provider'
  }
  const { providerId, issuer, person } = record
  return world.registry.find(providerId, issuer, person.subject) ? 'already_here' : undefined
}

function withoutTokens(record: Account, id: string, now: number): Account {
  return {
    ...withoutTimes(record),
    id,
    label: labelOf(record),
    kept: 'keychain',
    health: { state: 'needs_reconnecting', code: 'vault_entry_missing', since: now },
  }
}

/** What turns the text around it has no place in a name from a file, and a name that does not show is none. */
function labelOf({ label, person }: Account): string {
  return plainText(label) || plainText(person.name ?? '').slice(0, 120) || person.subject.slice(0, 120)
}
