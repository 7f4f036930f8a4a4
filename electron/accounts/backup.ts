import { z } from 'zod'
import { type Account, account } from '../../shared/account'
import { Failure } from '../../shared/failure'
import { type Settings, settings } from '../../shared/settings'
import { isLoopback } from '../support/loopback-address'
import type { RegisteredRecord } from './registered-clients'
import type { Registry } from './registry'

const format = 'keyfob-backup'
const version = 1

const client = z.object({ issuer: z.string(), clientId: z.string(), redirectUri: z.string() })

const backup = z.object({
  format: z.literal(format),
  version: z.literal(version),
  /** ms since the epoch. */
  exportedAt: z.number(),
  accounts: z.array(account).max(10_000),
  /** For the record: on another computer servers make new ones. */
  clients: z.array(client).max(10_000),
  settings,
})
export type Backup = Readonly<z.infer<typeof backup>>

const newerBackup = z.object({ format: z.literal(format), version: z.number().gt(version) })

/** All that may leave this computer, as the text of a file: records and settings, no token and no client secret. */
export function exportBackup(
  content: {
    readonly accounts: readonly Account[]
    readonly clients: readonly RegisteredRecord[]
    readonly settings: Settings
  },
  now: number,
): string {
  const file: Backup = backup.parse({
    format,
    version,
    exportedAt: now,
    accounts: content.accounts,
    clients: content.clients,
    settings: content.settings,
  })
  return `${JSON.stringify(file, null, 2)}\n`
}

/** Reads the text of a back-up. Throws `file_damaged`, or `profile_newer` for one of a later version. */
export function parseBackup(text: string): Backup {
  let raw: unknown
  try {
    raw = JSON.parse(text)
  } catch {
    throw new Failure('file_damaged', 'the back-up is not JSON')
  }
  const parsed = backup.safeParse(raw)
  if (parsed.success) return parsed.data
  if (newerBackup.safeParse(raw).success) {
    throw new Failure('profile_newer', 'the back-up was written by a newer Keyfob')
  }
  throw new Failure('file_damaged', 'the file is no back-up of Keyfob')
}

export type SkipReason =
  /** The same person at the same provider is here already. */
  | 'already_here'
  /** Its server was on the other computer. */
  | 'on_the_other_computer'
  | 'unknown_provider'

export interface ImportReport {
  /** To be reconnected one after the other: they have no tokens yet. */
  readonly added: readonly Account[]
  readonly skipped: readonly { readonly label: string; readonly reason: SkipReason }[]
}

export interface ImportWorld {
  readonly registry: Registry
  readonly settings: { change(difference: Partial<Settings>): Promise<Settings> }
  readonly knowsProvider: (providerId: string) => boolean
  readonly newId: () => string
  readonly now: () => number
}

/**
 * Takes in what another computer had, without replacing anything: accounts come without tokens and say that they need
 * reconnecting. Doing it again adds nothing. Throws `disk_full`, `disk_unwritable`, `profile_newer`; what was added
 * before stays.
 */
export async function importBackup(from: Backup, world: ImportWorld): Promise<ImportReport> {
  const { registry } = world
  const added: Account[] = []
  const skipped: { label: string; reason: SkipReason }[] = []
  await world.settings.change(from.settings)
  for (const record of from.accounts) {
    const reason = reasonToSkip(record, world)
    if (reason) {
      skipped.push({ label: record.label, reason })
      continue
    }
    const arrived = withoutTokens(record, world)
    await registry.put(arrived)
    added.push(arrived)
  }
  return { added, skipped }
}

function reasonToSkip(record: Account, world: ImportWorld): SkipReason | undefined {
  if (!URL.canParse(record.issuer) || isLoopback(new URL(record.issuer))) return 'on_the_other_computer'
  if (!world.knowsProvider(record.providerId)) return 'unknown_provider'
  return world.registry.find(record.issuer, record.person.subject) ? 'already_here' : undefined
}

function withoutTokens(record: Account, world: ImportWorld): Account {
  const { expiresAt: _, ...rest } = record
  const isTaken = [...world.registry.list(), ...world.registry.leaving()].some(({ id }) => id === record.id)
  return {
    ...rest,
    id: isTaken ? world.newId() : record.id,
    kept: 'keychain',
    health: { state: 'needs_reconnecting', code: 'vault_entry_missing', since: world.now() },
  }
}
