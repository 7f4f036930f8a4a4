import { readdirSync } from 'node:fs'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { runToEnd } from '../../desktop/harness/tied-process'

export interface UnpackedDeb {
  readonly root: string
  /** Every file and link, relative to the root. */
  readonly files: readonly string[]
  remove(): Promise<void>
}

/** What a package would put on a system, without installing it. */
export async function unpackDeb(deb: string): Promise<UnpackedDeb> {
  const root = await mkdtemp(join(tmpdir(), 'keyfob-deb-'))
  await runToEnd('dpkg-deb', ['--extract', deb, root])
  const files = readdirSync(root, { recursive: true, withFileTypes: true })
    .filter((entry) => !entry.isDirectory())
    .map((entry) => join(entry.parentPath, entry.name).slice(root.length + 1))
    .sort()
  return { root, files, remove: () => rm(root, { recursive: true, force: true }) }
}
