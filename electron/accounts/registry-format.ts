import { createHash } from 'node:crypto'
import { z } from 'zod'
import { account } from '../../shared/account'
import { isRecord } from '../support/field'

const version = 2

const contents = z.object({
  accounts: z.array(account).max(100_000),
  /** Disconnected here while their server could not be reached: their tokens wait in the keychain to be revoked. */
  leaving: z.array(account).max(100_000),
})
export type Contents = z.infer<typeof contents>

export const noAccounts: Contents = { accounts: [], leaving: [] }

/** From each earlier version to the one after it. */
const migrations: Readonly<Record<number, (file: Record<string, unknown>) => Record<string, unknown>>> = {
  // Version 2 brought the checksum; the members are the same.
  1: (file) => ({ ...file, version: 2 }),
}

/**
 * What the file holds: `version`, `digest` (SHA-256, base64url, of the other members as JSON) and the accounts. Every
 * later version keeps these two, so that a newer file can be told from a damaged one.
 */
export function toFile(state: Contents): unknown {
  const file = { version, ...state }
  return { ...file, digest: digestOf(file) }
}

export function fromFile(value: unknown): Contents | 'damaged' | 'newer' {
  if (!isRecord(value) || typeof value.version !== 'number') return 'damaged'
  const { digest, ...file } = value
  const isWhole = file.version === 1 ? digest === undefined : digest === digestOf(file)
  if (!isWhole) return 'damaged'
  if (value.version > version) return 'newer'
  const parsed = contents.safeParse(migrated(file, value.version))
  return parsed.success ? parsed.data : 'damaged'
}

function migrated(file: Record<string, unknown>, from: number): unknown {
  const step = migrations[from]
  return step ? migrated(step(file), from + 1) : file
}

function digestOf(file: unknown): string {
  return createHash('sha256').update(JSON.stringify(file)).digest('base64url')
}
