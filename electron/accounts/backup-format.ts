import { z } from 'zod'
import { type Account, account, longestClientId } from '../../shared/account'
import { customProvider } from '../../shared/custom-provider'
import { Failure, type FailureCode } from '../../shared/failure'
import { settings } from '../../shared/settings'
import { isRecord } from '../support/field'

const format = 'keyfob-backup'
const version = 1
/** Bytes. A thousand accounts take about one million. */
export const largestBackup = 20 * 1024 * 1024

const address = z.string().max(500)
const most = 10_000

const backup = z.object({
  format: z.literal(format),
  version: z.literal(version),
  /** ms since the epoch. */
  exportedAt: z.number(),
  accounts: z.array(account).max(most),
  /** Clients that the person entered. Their secrets stay in the keychain. */
  ownClients: z
    .array(
      z.object({
        providerId: z.string().max(100),
        base: address.optional(),
        clientId: z.string().min(1).max(longestClientId),
        hasSecret: z.boolean(),
      }),
    )
    .max(most)
    .default([]),
  customProviders: z
    .array(customProvider.required({ id: true }))
    .max(500)
    .default([]),
  /** For the record: on another computer servers make new ones. */
  clients: z.array(z.object({ issuer: address, clientId: z.string(), redirectUri: address })).max(most),
  settings,
})
export type Backup = Readonly<z.infer<typeof backup>>

/** All that may leave this computer, as the text of a file: no token, no client secret, nothing that schemas do not name. */
export function backupText(content: Omit<Backup, 'format' | 'version' | 'exportedAt'>, now: number): string {
  const accounts = content.accounts.map(withoutPicture)
  const file: Backup = backup.parse({ ...content, format, version, exportedAt: now, accounts })
  return `${JSON.stringify(file, null, 2)}\n`
}

/**
 * Reads the text of a backup, all of it or nothing. Throws `backup_damaged` for one that was cut or changed,
 * `backup_foreign` for any other file, `backup_newer`, and `backup_invalid` with the member in `facts.subject`.
 */
export function parseBackup(text: string): Backup {
  let raw: unknown
  try {
    raw = JSON.parse(text)
  } catch {
    throw text.includes(`"${format}"`)
      ? refused('backup_damaged', 'the backup is not whole')
      : refused('backup_foreign', 'the file is no JSON')
  }
  if (!isRecord(raw) || raw.format !== format) throw refused('backup_foreign', 'the file is no backup')
  if (typeof raw.version === 'number' && raw.version > version) {
    throw refused('backup_newer', 'the backup was written by a newer Keyfob')
  }
  const parsed = backup.safeParse(raw)
  if (parsed.success) return parsed.data
  const place = parsed.error.issues[0]?.path.join('.') || 'version'
  throw refused('backup_invalid', 'the backup has another form', place.slice(0, 100))
}

function refused(code: FailureCode, message: string, subject?: string): Failure {
  return new Failure(code, message, { facts: subject === undefined ? {} : { subject } })
}

/** Pictures are large, and come back when the account is reconnected. */
function withoutPicture(record: Account): Account {
  const { avatar: _, ...person } = record.person
  return { ...record, person }
}
