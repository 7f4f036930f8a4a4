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

/** As a file was when it was last looked at. Bytes, and ms since the epoch */
const looks = z.strictObject({ size: z.number(), changedAt: z.number() })
const mark = z.strictObject({ records: looks })

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
  let isDue = !left.success || now === undefined || !isSame(left.data.records, now)
  if (file.kind !== 'missing') await unlink(path).catch(() => (isDue = true))
  return {
    isDue: () => isDue,
    done() {
      isDue = false
    },
    async leave() {
      const ended = lookAt(records)
      if (!isDue && ended) await writeJsonFile(path, { records: ended })
    },
  }
}

function lookAt(path: string): z.infer<typeof looks> | undefined {
  try {
    const { size, mtimeMs } = statSync(path)
    return { size, changedAt: mtimeMs }
  } catch {
    return undefined
  }
}

function isSame(one: z.infer<typeof looks>, other: z.infer<typeof looks>): boolean {
  return one.size === other.size && one.changedAt === other.changedAt
}
