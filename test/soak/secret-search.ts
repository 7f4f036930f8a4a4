import { readdir, readFile, stat } from 'node:fs/promises'
import { join } from 'node:path'

/** Long enough that chance does not make it; the end, as the beginnings of signed tokens are alike. */
const sought = 20

export interface SecretSearch {
  /** Secrets found, as `file: …last letters`, in files that have changed since the last search. */
  search(): Promise<readonly string[]>
}

/**
 * Looks for credentials in every file below some folders, as they are and in base64.
 *
 * @param recorded the file where the server writes down what it issues, one a line; outside of the folders
 */
export function createSecretSearch(recorded: string, folders: readonly string[]): SecretSearch {
  const seen = new Map<string, string>()
  return {
    async search() {
      const ends = await endsOf(recorded)
      const files = (await Promise.all(folders.map(filesBelow))).flat()
      const changed: string[] = []
      for (const file of files) {
        const { mtimeMs, size } = await stat(file).catch(() => ({ mtimeMs: 0, size: 0 }))
        const mark = `${mtimeMs} ${size}`
        if (seen.get(file) !== mark) changed.push(file)
        seen.set(file, mark)
      }
      const found = await Promise.all(changed.map((file) => searchFile(file, ends)))
      return found.flat()
    },
  }
}

async function endsOf(recorded: string): Promise<ReadonlySet<string>> {
  const text = await readFile(recorded, 'utf8').catch(() => '')
  return new Set(
    text
      .split('\n')
      .filter((secret) => secret.length >= sought)
      .map((secret) => secret.slice(-sought)),
  )
}

async function filesBelow(folder: string): Promise<readonly string[]> {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true }).catch(() => [])
  return entries.filter((entry) => entry.isFile()).map((entry) => join(entry.parentPath, entry.name))
}

async function searchFile(file: string, ends: ReadonlySet<string>): Promise<readonly string[]> {
  const text = await readFile(file, 'latin1').catch(() => '')
  return searchText(text, ends, true).map((end) => `${file}: …${end.slice(-6)}`)
}

function searchText(text: string, ends: ReadonlySet<string>, looksInside: boolean): readonly string[] {
  const found: string[] = []
  for (const { 0: run } of text.matchAll(/[\w\-.~+/=%]{20,}/g)) {
    for (let at = 0; at + sought <= run.length; at += 1) {
      const end = run.slice(at, at + sought)
      if (ends.has(end)) found.push(end)
    }
    if (!looksInside) continue
    // Pieces of secrets are base64, and may begin anywhere in a run of letters.
    for (let start = 0; start < 4; start += 1) {
      const inside = Buffer.from(run.slice(start), 'base64').toString('latin1')
      found.push(...searchText(inside, ends, false))
    }
  }
  return found
}
