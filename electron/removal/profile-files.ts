import { readdirSync, rmdirSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { markerName } from './marker'

/** Files of Keyfob; what stands behind `.json` are copies, and what was set aside. */
const ourFiles =
  /^(accounts|activity|clients|custom-providers|flows|in-order|notified|own-clients|removal|sandbox|settings|usage|window)\.json(\..+)?$/
const ourFolders = new Set(['rows', 'update'])

/** What Chromium and Electron keep in a profile, as far as Keyfob makes them: the names are theirs. */
const chromiums = new Set([
  'AutofillStrikeDatabase',
  'BrowserMetrics',
  'Cache',
  'Code Cache',
  'Cookies',
  'Cookies-journal',
  'Crashpad',
  'DIPS',
  'DIPS-wal',
  'DawnCache',
  'DawnGraphiteCache',
  'DawnWebGPUCache',
  'DevToolsActivePort',
  'Dictionaries',
  'File System',
  'GPUCache',
  'GrShaderCache',
  'GraphiteDawnCache',
  'IndexedDB',
  'Local State',
  'Local Storage',
  'Network',
  'Network Persistent State',
  'Partitions',
  'Preferences',
  'QuotaManager',
  'QuotaManager-journal',
  'Service Worker',
  'Session Storage',
  'ShaderCache',
  'Shared Dictionary',
  'SharedStorage',
  'SharedStorage-wal',
  'SingletonCookie',
  'SingletonLock',
  'SingletonSocket',
  'TransportSecurity',
  'Trust Tokens',
  'Trust Tokens-journal',
  'VideoDecodeStats',
  'WebStorage',
  'blob_storage',
  'databases',
  'lockfile',
  'shared_proto_db',
])

/** What tells a second start that there is a first one: it belongs to whoever runs. */
const ofWhoeverRuns = /^(Singleton|lockfile)/

export function isOfKeyfob(name: string): boolean {
  return (
    ourFiles.test(name) || ourFolders.has(name) || chromiums.has(name) || name.startsWith('.org.chromium.')
  )
}

/** Names in the profile's folder that Keyfob did not make: a person may have chosen any folder. */
export function foreignFiles(profile: string): readonly string[] {
  return namesIn(profile).filter((name) => !isOfKeyfob(name))
}

/**
 * Deletes what Keyfob made in its profile, and nothing else; the marker last, so that whatever comes in between, the next
 * start goes on. To be called while Chromium has no file open. `inUse`: this process is going to go on with the profile.
 * Returns the names that could not be deleted.
 */
export function deleteProfile(
  profile: string,
  options: { readonly keepMarker: boolean; readonly inUse: boolean },
): readonly string[] {
  const isMarker = (name: string) => name === markerName
  const goes = (name: string) =>
    isOfKeyfob(name) && !isMarker(name) && !(options.inUse && ofWhoeverRuns.test(name))
  const left = namesIn(profile)
    .filter(goes)
    .filter((name) => !deleted(join(profile, name)))
  if (options.keepMarker || left.length > 0) return left
  if (!deleted(join(profile, markerName))) return [markerName]
  if (!options.inUse && namesIn(profile).length === 0) removeFolder(profile)
  return []
}

function namesIn(folder: string): readonly string[] {
  try {
    return readdirSync(folder)
  } catch {
    return []
  }
}

function deleted(path: string): boolean {
  try {
    rmSync(path, { recursive: true, force: true })
    return true
  } catch {
    return false
  }
}

function removeFolder(folder: string): void {
  try {
    rmdirSync(folder)
  } catch {
    // Empty, and it may be another's to delete.
  }
}
