import { readFile } from 'node:fs/promises'
import { basename } from 'node:path'
import { z } from 'zod'
import { Failure } from '../shared/failure'
import { type Licence, licence } from '../shared/licences'

/**
 * The licences that the build wrote down, of every package that is in it.
 *
 * @throws Failure `not_found` when this build has none, as in development
 */
export async function readLicences(file: string): Promise<readonly Licence[]> {
  try {
    return z.array(licence).parse(JSON.parse(await readFile(file, 'utf8')))
  } catch (cause) {
    throw new Failure('not_found', 'the licences cannot be read', {
      cause,
      facts: { subject: basename(file) },
    })
  }
}
