import { createHash } from 'node:crypto'
import { type Account, account } from '../../shared/account'
import { isRecord } from '../support/field'
import { understood } from '../support/understood'

const version = 2

export interface Contents {
  readonly accounts: readonly Account[]
  /** Disconnected here while their server could not be reached: their tokens wait in the keychain to be revoked. */
  readonly leaving: readonly Account[]
}

/** `isWhole`: false where records stood beside these that could not be understood. */
export interface Found {
  readonly contents: Contents
  readonly isWhole: boolean
}

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

/** Record by record: one that cannot be understood takes no other with it. */
export function fromFile(value: unknown): Found | 'damaged' | 'newer' {
  if (!isRecord(value) || typeof value.version !== 'number') return 'damaged'
  const { digest, ...file } = value
  const isWhole = file.version === 1 ? digest === undefined : digest === digestOf(file)
  if (!isWhole) return 'damaged'
  if (value.version > version) return 'newer'
  const now = migrated(file, value.version)
  if (!Array.isArray(now.accounts) || !Array.isArray(now.leaving)) return 'damaged'
  const accounts = understood(now.accounts, account)
  const leaving = understood(now.leaving, account)
  return {
    contents: { accounts: accounts.known, leaving: leaving.known },
    isWhole: accounts.isWhole && leaving.isWhole,
  }
}

export function isReadable(record: Account): boolean {
  return account.safeParse(record).success
}

function migrated(file: Record<string, unknown>, from: number): Record<string, unknown> {
  const step = migrations[from]
  return step ? migrated(step(file), from + 1) : file
}

function digestOf(file: unknown): string {
  return createHash('sha256').update(JSON.stringify(file)).digest('base64url')
}
