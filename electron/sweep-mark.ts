import { statSync } from 'node:fs'
import { unlink } from 'node:fs/promises'
import { join } from 'node:path'
import { z } from 'zod'
import { readJsonFile, writeJsonFile } from './support/json-file'

/** Whether anything may be amiss between the keychain and the records of accounts, which a sweep would set right. */
export interface SweepMark {
  /** False: the last run ended in order, after all was swept, and nobody has touched the records since. */
  isDue(): boolean
  /** A sweep has gone through. */
  done(): void
  /** Tells the next start that there is nothing to sweep, if so it is. For the very end: nothing may be written after it. */
  leave(): Promise<void>
}

/** `records`: as of `lookAt`. */
const mark = z.strictObject({ records: z.string() })

/**
 * Listing a keychain takes its time, and on macOS the system may ask about each entry: so it is done only when there is a
 * reason to. The mark is taken away at once, and stands again when the app has ended in order. Never throws.
 *
 * @param records path of the accounts' records
 */
export async function takeSweepMark(profile: string, records: string): Promise<SweepMark> {
  const path = join(profile, 'in-order.json')
  const file = await readJsonFile(path).catch(() => ({ kind: 'missing' }) as const)
  const left = mark.safeParse(file.kind === 'read' ? file.value : undefined)
  const now = lookAt(records)
  let isDue = now === undefined || left.data?.records !== now
  if (file.kind !== 'missing') await unlink(path).catch(() => (isDue = true))
  return {
    isDue: () => isDue,
    done() {
      isDue = false
    },
    async leave() {
      const ended = lookAt(records)
      if (!isDue && ended !== undefined) await writeJsonFile(path, { records: ended })
    },
  }
}

/** What tells a file from itself at another time: bytes, and ms since the epoch. Undefined: it is not there. */
function lookAt(path: string): string | undefined {
  try {
    const { size, mtimeMs } = statSync(path)
    return `${size} ${mtimeMs}`
  } catch {
    return undefined
  }
}
