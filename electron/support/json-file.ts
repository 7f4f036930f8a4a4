import { copyFile, link, mkdir, open, readFile, rename, unlink } from 'node:fs/promises'
import { basename, dirname, join } from 'node:path'
import { Failure } from '../../shared/failure'

export type FileContent =
  | { readonly kind: 'missing' }
  | { readonly kind: 'read'; readonly value: unknown }
  /** It is there, but it is not JSON. */
  | { readonly kind: 'damaged' }

/** Reads a JSON file. Bytes that are no JSON are reported, never taken for "nothing there". */
export async function readJsonFile(path: string): Promise<FileContent> {
  let text: string
  try {
    text = await readFile(path, 'utf8')
  } catch (error) {
    if (errorCode(error) === 'ENOENT') return { kind: 'missing' }
    throw new Failure('disk_unwritable', `cannot read ${basename(path)}`, { cause: error })
  }
  try {
    return { kind: 'read', value: JSON.parse(text) }
  } catch {
    return { kind: 'damaged' }
  }
}

export function previousCopy(path: string): string {
  return `${path}.previous`
}

/**
 * Replaces a file so that a crash at any point leaves the old or the new one whole: temporary file, fsync, rename,
 * fsync of the folder. The copy before this one stays beside it as `….previous`.
 * Throws `disk_full` or `disk_unwritable`; the old file is untouched then.
 */
export async function writeJsonFile(path: string, value: unknown): Promise<void> {
  const folder = dirname(path)
  const temporary = `${path}.new`
  try {
    await mkdir(folder, { recursive: true, mode: 0o700 })
    await writeDurably(temporary, `${JSON.stringify(value, null, 1)}\n`)
    await keepPrevious(path)
    await rename(temporary, path)
    await syncFolder(folder)
  } catch (error) {
    await unlink(temporary).catch(() => undefined)
    const code =
      errorCode(error) === 'ENOSPC' || errorCode(error) === 'EDQUOT' ? 'disk_full' : 'disk_unwritable'
    throw new Failure(code, `cannot write ${basename(path)}`, { cause: error, facts: { subject: path } })
  }
}

/** Moves a file that could not be understood out of the way, under a dated name. Returns that name. */
export async function setAside(path: string, now: number): Promise<string> {
  const stamp = new Date(now).toISOString().replace(/[:.]/g, '-')
  const aside = join(dirname(path), `${basename(path)}.set-aside-${stamp}`)
  await rename(path, aside)
  return aside
}

async function writeDurably(path: string, text: string): Promise<void> {
  const file = await open(path, 'w', 0o600)
  try {
    await file.writeFile(text)
    await file.sync()
  } finally {
    await file.close()
  }
}

async function keepPrevious(path: string): Promise<void> {
  const previous = previousCopy(path)
  const fresh = `${previous}.new`
  await unlink(fresh).catch(() => undefined)
  try {
    await link(path, fresh)
  } catch (error) {
    if (errorCode(error) === 'ENOENT') return
    await copyFile(path, fresh)
  }
  await rename(fresh, previous)
}

async function syncFolder(folder: string): Promise<void> {
  if (process.platform === 'win32') return
  const handle = await open(folder, 'r')
  try {
    await handle.sync()
  } finally {
    await handle.close()
  }
}

function errorCode(error: unknown): string | undefined {
  return error instanceof Error && 'code' in error ? String(error.code) : undefined
}
