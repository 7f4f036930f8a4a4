import { readMarker } from './marker'
import { deleteProfile } from './profile-files'

/** On a command line of our own making: Keyfob has quit, and what it held open can go. */
export const finishArgument = '--finish-removal'

export function isFinishing(line: readonly string[]): boolean {
  return line.includes(finishArgument)
}

const rounds = 20
const between = 100

/**
 * Deletes the profile after Keyfob has quit. Does nothing unless the marker says that everything is to go; it stays while
 * the keychain is not empty. Chromium's helpers may outlive Keyfob for a moment, and write: it looks until nothing new
 * comes. Blocks for up to two seconds.
 */
export function deleteAfterQuitting(profile: string): void {
  const marker = readMarker(profile)
  if (marker?.phase !== 'erasing') return
  const keepMarker = !marker.keychainErased
  for (let round = 0; round < rounds; round += 1) {
    // The marker only in the last round: it is what makes the next start go on.
    const left = deleteProfile(profile, { keepMarker: true, inUse: false })
    if (left.length === 0 && round >= 2) break
    Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, between)
  }
  deleteProfile(profile, { keepMarker, inUse: false })
}

/** At a start that finds everything half removed: what is still there goes before anything reads it. */
export function deleteBeforeStart(profile: string): void {
  if (readMarker(profile)?.phase === 'erasing') deleteProfile(profile, { keepMarker: true, inUse: true })
}
