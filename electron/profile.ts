import { createHash } from 'node:crypto'
import { join, resolve } from 'node:path'

/**
 * The keychain service of a profile: `Keyfob` for the usual folder; another folder gets a name of its own, so that
 * profiles never see each other's entries.
 */
export function serviceName(profile: string, appData: string): string {
  if (resolve(profile) === resolve(join(appData, 'Keyfob'))) return 'Keyfob'
  return `Keyfob ${createHash('sha256').update(resolve(profile)).digest('hex').slice(0, 8)}`
}
