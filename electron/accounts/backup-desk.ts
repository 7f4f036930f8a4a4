import { randomUUID } from 'node:crypto'
import { open } from 'node:fs/promises'
import { basename } from 'node:path'
import type { BackupOutcome, ImportOutcome } from '../../shared/backup'
import { Failure } from '../../shared/failure'
import type { Settings } from '../../shared/settings'
import { writeTextFile } from '../support/json-file'
import { type ImportWorld, importBackup } from './backup'
import { backupText, largestBackup, parseBackup } from './backup-format'
import { isBaseOf } from './base-address'
import type { ProviderParts } from './provider-parts'
import type { Registry } from './registry'

export interface BackupWorld
  extends Pick<ProviderParts, 'custom' | 'own' | 'registered' | 'policy' | 'providers'> {
  readonly registry: Registry
  readonly keeper: ImportWorld['keeper']
  readonly settings: ImportWorld['settings'] & { get(): Settings }
  readonly now: () => number
  /** Asks the person where to save; undefined: nowhere. */
  readonly chooseFile: (suggestedName: string) => Promise<string | undefined>
  /** Asks the person for a backup to read; undefined: none. */
  readonly chooseBackup: () => Promise<string | undefined>
}

/** Writes records, clients and settings to a file of the person's choice. Throws `disk_full` and `disk_unwritable`. */
export async function saveBackup(world: BackupWorld): Promise<BackupOutcome> {
  const day = new Date(world.now()).toISOString().slice(0, 10)
  const file = await world.chooseFile(`Keyfob ${day}.json`)
  if (file === undefined) return { kind: 'no_file' }
  const accounts = world.registry.list()
  const content = {
    accounts: [...accounts],
    ownClients: [...(await world.own.list())],
    customProviders: [...world.custom.entered()],
    clients: [...(await world.registered.list())],
    settings: world.settings.get(),
  }
  await writeTextFile(file, backupText(content, world.now()))
  return { kind: 'saved', file, accounts: accounts.length }
}

/** Reads a backup of the person's choice and takes it in. Throws as `parseBackup` and `importBackup`. */
export async function openBackup(world: BackupWorld): Promise<ImportOutcome> {
  const file = await world.chooseBackup()
  if (file === undefined) return { kind: 'no_file' }
  const report = await importBackup(parseBackup(await readBackup(file)), {
    ...world,
    knowsProvider: (id) => world.providers.some((provider) => provider.id === id),
    takesClient: ({ providerId, base }) => {
      const provider = world.providers.find(({ id }) => id === providerId)
      return provider !== undefined && provider.client.kind !== 'built_in' && isBaseOf(provider, base)
    },
    allowsCustomProviders: world.policy.info.customProviders,
    newId: randomUUID,
  })
  return { kind: 'imported', file, report }
}

/** Throws `backup_too_large` before it has read more than that, and `backup_unreadable`. */
async function readBackup(path: string): Promise<string> {
  const facts = { subject: basename(path) }
  try {
    const file = await open(path, 'r')
    try {
      const { size } = await file.stat()
      if (size > largestBackup) {
        throw new Failure('backup_too_large', `a file of ${size} bytes is no backup`, { facts })
      }
      return await file.readFile('utf8')
    } finally {
      await file.close()
    }
  } catch (error) {
    if (error instanceof Failure) throw error
    throw new Failure('backup_unreadable', 'the file cannot be read', { facts, cause: error })
  }
}
