import { basename } from 'node:path'
import type { z } from 'zod'
import { Failure } from '../../shared/failure'
import { readJsonFile, setAside } from './json-file'

/** A file as a start finds it. */
export interface KeptFile<Value> {
  /** undefined: there is none, or it is not known what is in it. */
  readonly value: Value | undefined
  /** Name that a damaged file was given. */
  readonly setAside?: string
  /** `disk_unwritable`: it can be neither read nor set aside, and nothing may be written over it. */
  readonly closed?: Failure
}

/**
 * Reads a JSON file without which Keyfob can go on. Never throws: one that is not understood is set aside under a dated
 * name; one that cannot be read is left alone, as it may be readable the next time.
 */
export async function openKeptFile<Value>(
  path: string,
  contents: z.ZodType<Value>,
  now: () => number,
): Promise<KeptFile<Value>> {
  try {
    const file = await readJsonFile(path)
    if (file.kind === 'missing') return { value: undefined }
    const parsed = contents.safeParse(file.kind === 'read' ? file.value : undefined)
    if (parsed.success) return { value: parsed.data }
    return { value: undefined, setAside: basename(await setAside(path, now())) }
  } catch (error) {
    if (!(error instanceof Failure)) throw error
    return { value: undefined, closed: error }
  }
}
