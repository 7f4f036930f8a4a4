import { randomUUID } from 'node:crypto'
import { readFileSync, statSync } from 'node:fs'
import { copyFile, link, mkdir, open, readFile, rename, unlink } from 'node:fs/promises'
import { basename, dirname, join } from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'
import { Failure } from '../../shared/failure'

export type FileContent =
  | { readonly kind: 'missing' }
  | { readonly kind: 'read'; readonly value: unknown }
  /** It is there, but it is not JSON. */
  | { readonly kind: 'damaged' }

/** The part of a file system that is used. */
export interface Disk {
  readFile(path: string, encoding: 'utf8'): Promise<string>
  mkdir(path: string, options: { readonly recursive: true; readonly mode: number }): Promise<unknown>
  open(
    path: string,
    flags: 'w' | 'r' | 'r+',
    mode?: number,
  ): Promise<{ writeFile(text: string): Promise<void>; sync(): Promise<void>; close(): Promise<void> }>
  link(from: string, to: string): Promise<void>
  copyFile(from: string, to: string): Promise<void>
  rename(from: string, to: string): Promise<void>
  unlink(path: string): Promise<void>
}

const systemDisk: Disk = { copyFile, link, mkdir, open, readFile: readSoon, rename, unlink }

/** Bytes. Smaller files are read at once. */
const small = 256 * 1024

/** An asynchronous read takes four turns of Electron's loop, and a start reads a dozen files, some after others. */
async function readSoon(path: string, encoding: 'utf8'): Promise<string> {
  const about = statSync(path)
  const isQuick = about.isFile() && about.size < small
  return isQuick ? readFileSync(path, encoding) : readFile(path, encoding)
}

/** Reads a JSON file. Bytes that are no JSON are reported, never taken for "nothing there". Throws `disk_unwritable`. */
export async function readJsonFile(path: string, disk: Disk = systemDisk): Promise<FileContent> {
  let text: string
  try {
    text = await disk.readFile(path, 'utf8')
  } catch (error) {
    if (errorCode(error) === 'ENOENT') return { kind: 'missing' }
    throw diskFailure(error, `cannot read ${basename(path)}`, path)
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
export async function writeJsonFile(path: string, value: unknown, disk: Disk = systemDisk): Promise<void> {
  const folder = dirname(path)
  const temporary = `${path}.new`
  try {
    await disk.mkdir(folder, { recursive: true, mode: 0o700 })
    await writeDurably(temporary, `${JSON.stringify(value, null, 1)}\n`, disk)
    await keepPrevious(path, disk)
    await replace(temporary, path, disk)
  } catch (error) {
    await disk.unlink(temporary).catch(() => undefined)
    throw diskFailure(error, `cannot write ${basename(path)}`, path)
  }
  // The new file stands. A folder that cannot be synced costs durability alone, so this is no failure.
  await syncFolder(folder, disk).catch(() => undefined)
}

/**
 * Writes a file that the person chose, whole or not at all, readable by them alone; nothing else is left in its folder.
 * Throws `disk_full` or `disk_unwritable`; a file of that name is untouched then.
 */
export async function writeTextFile(path: string, text: string, disk: Disk = systemDisk): Promise<void> {
  const temporary = `${path}.${randomUUID()}.part`
  try {
    await writeDurably(temporary, text, disk)
    await replace(temporary, path, disk)
  } catch (error) {
    await disk.unlink(temporary).catch(() => undefined)
    throw diskFailure(error, `cannot write ${basename(path)}`, path)
  }
}

/**
 * Moves a file that could not be understood out of the way, under a dated name. Returns that name.
 * Throws `disk_unwritable`.
 */
export async function setAside(path: string, now: number, disk: Disk = systemDisk): Promise<string> {
  const stamp = new Date(now).toISOString().replace(/[:.]/g, '-')
  const aside = join(dirname(path), `${basename(path)}.set-aside-${stamp}`)
  try {
    await disk.rename(path, aside)
  } catch (error) {
    throw diskFailure(error, `cannot set ${basename(path)} aside`, path)
  }
  return aside
}

async function writeDurably(path: string, text: string, disk: Disk): Promise<void> {
  const file = await disk.open(path, 'w', 0o600)
  try {
    await file.writeFile(text)
    await file.sync()
  } finally {
    await file.close()
  }
}

async function keepPrevious(path: string, disk: Disk): Promise<void> {
  const previous = previousCopy(path)
  const fresh = `${previous}.new`
  await disk.unlink(fresh).catch(() => undefined)
  try {
    await disk.link(path, fresh)
  } catch (error) {
    if (errorCode(error) === 'ENOENT') return
    await copyDurably(path, fresh, disk)
  }
  await replace(fresh, previous, disk)
}

/** For file systems without hard links (FAT, some network drives). */
async function copyDurably(from: string, to: string, disk: Disk): Promise<void> {
  await disk.copyFile(from, to)
  const copy = await disk.open(to, 'r+')
  try {
    await copy.sync()
  } finally {
    await copy.close()
  }
}

const passing = new Set(['EPERM', 'EACCES', 'EBUSY'])
const waits = process.platform === 'win32' ? [20, 60, 200, 600] : []

/** As `rename`. On Windows a virus scanner or an indexer may hold the old file for a moment. */
export async function replace(
  from: string,
  to: string,
  disk: Pick<Disk, 'rename'> = systemDisk,
): Promise<void> {
  for (const wait of waits) {
    try {
      return await disk.rename(from, to)
    } catch (error) {
      if (!passing.has(errorCode(error) ?? '')) throw error
      await pause(wait)
    }
  }
  await disk.rename(from, to)
}

async function syncFolder(folder: string, disk: Disk): Promise<void> {
  if (process.platform === 'win32') return
  const handle = await disk.open(folder, 'r')
  try {
    await handle.sync()
  } finally {
    await handle.close()
  }
}

export function diskFailure(error: unknown, message: string, path: string): Failure {
  const isFull = errorCode(error) === 'ENOSPC' || errorCode(error) === 'EDQUOT'
  const code = isFull ? 'disk_full' : 'disk_unwritable'
  return new Failure(code, message, { cause: error, facts: { subject: path } })
}

function errorCode(error: unknown): string | undefined {
  return error instanceof Error && 'code' in error ? String(error.code) : undefined
}
