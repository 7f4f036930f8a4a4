import { readFileSync } from 'node:fs'
import { rm } from 'node:fs/promises'
import { join } from 'node:path'
import { z } from 'zod'
import { previousCopy, writeJsonFile } from '../support/json-file'

export const markerName = 'removal.json'

const contents = z.object({
  version: z.literal(1),
  /** `revoking`: access is being ended; `erasing`: nothing may stay. */
  phase: z.enum(['revoking', 'erasing']),
  /** Whether the keychain is empty of Keyfob already. */
  keychainErased: z.boolean(),
  /** Accounts there were. */
  all: z.number().int().nonnegative(),
})
export type Marker = Omit<z.infer<typeof contents>, 'version'>

/**
 * How far removing everything had come when Keyfob ended. Read at once, before Chromium opens a file. Undefined: there is
 * none, or it cannot be understood, and nothing is removed on its account.
 */
export function readMarker(profile: string): Marker | undefined {
  try {
    const { version: _, ...marker } = contents.parse(
      JSON.parse(readFileSync(join(profile, markerName), 'utf8')),
    )
    return marker
  } catch {
    return undefined
  }
}

/** On disk before it resolves. Throws `disk_full`, `disk_unwritable`. */
export function writeMarker(profile: string, marker: Marker): Promise<void> {
  return writeJsonFile(join(profile, markerName), { version: 1, ...marker })
}

/** Its copy first: once the marker is gone, nothing of it may come back. */
export async function removeMarker(profile: string): Promise<void> {
  const file = join(profile, markerName)
  await rm(previousCopy(file), { force: true })
  await rm(file, { force: true })
}
