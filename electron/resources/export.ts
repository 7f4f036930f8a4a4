import { randomUUID } from 'node:crypto'
import { type FileHandle, open, rm } from 'node:fs/promises'
import type { ExportOutcome, ExportRequest } from '../../shared/export'
import { Failure } from '../../shared/failure'
import type { Column, Row } from '../../shared/resource'
import { compareRows, rowMatches } from '../../shared/rows'
import { diskFailure, replace } from '../support/json-file'
import { type BrowseWorld, readRows } from './browse'
import { csvLine, csvStart } from './csv'
import { findPlace } from './list-place'
import type { Task } from './tasks'

export interface ExportWorld extends BrowseWorld {
  /** Asks the person where to; undefined: nowhere. */
  readonly chooseFile: (suggestedName: string) => Promise<string | undefined>
  readonly showFile: (file: string) => void
  /** What was written in this run, by the id of its request. */
  readonly exportedFiles: Map<string, string>
}

/** Nobody looks at every page of an export: it may wait for a quota to come back. ms */
const longestWait = 15 * 60_000

/**
 * Writes every row of a list that the filter keeps. The file is there whole or not at all. Throws the failures of
 * listing, `cancelled`, `disk_full` and `disk_unwritable`.
 */
export function exportRows(request: ExportRequest, world: ExportWorld): Promise<ExportOutcome> {
  return world.tasks.run(request.requestId, async (task) => {
    const { resource, account } = await findPlace(request, world)
    const columns = resource.columns.map(({ label, field, type }) => ({ key: field, label, type }))
    const file = await world.chooseFile(fileName(`${account.label} ${resource.label}`, request.format))
    if (file === undefined) return { kind: 'no_file' }
    task.signal.throwIfAborted()
    const written = await writeWhole(file, task.signal, async (write) => {
      const format = request.format === 'csv' ? csv(columns, request.columns) : json
      await write(format.start)
      let count = 0
      let complete = true
      const cut = () => {
        complete = false
      }
      for await (const rows of wantedRows(request, columns, task, world, cut)) {
        const lines = rows.map((row, index) => format.row(row, count + index))
        count += rows.length
        await write(lines.join(''))
      }
      await write(format.end)
      return { rows: count, complete }
    })
    world.exportedFiles.set(request.requestId, file)
    return { kind: 'saved', file, ...written.result, bytes: written.bytes }
  })
}

/** The window names its export, never a path. Throws `not_found`. */
export function showExport(
  requestId: string,
  { exportedFiles, showFile }: Pick<ExportWorld, 'exportedFiles' | 'showFile'>,
): void {
  const file = exportedFiles.get(requestId)
  if (file === undefined) throw new Failure('not_found', 'no such export', { facts: { subject: requestId } })
  showFile(file)
}

/** The rows to write, every one once, in pieces. Sorted ones have to be read to the end first. */
async function* wantedRows(
  request: ExportRequest,
  columns: readonly Column[],
  task: Task,
  world: ExportWorld,
  onCut: () => void,
): AsyncGenerator<readonly Row[]> {
  const { accountId, resourceId, parentId, filter = '', sort } = request
  const seen = new Set<string>()
  const all: Row[] = []
  let next: string | undefined
  let pages = 0
  do {
    const page = await readRows({ accountId, resourceId, parentId, next }, task, world, longestWait)
    const fresh = page.rows.filter((row) => !seen.has(row.id) && seen.add(row.id))
    const wanted = fresh.filter((row) => rowMatches(row, filter))
    pages += 1
    task.tell({
      state: 'writing',
      pages,
      rows: seen.size,
      ...(page.total === undefined ? {} : { total: page.total }),
    })
    if (sort) all.push(...wanted)
    else yield wanted
    if (page.repeats) onCut()
    next = page.next
  } while (next !== undefined)
  const column = columns.findIndex(({ key }) => key === sort?.column)
  const type = columns[column]?.type
  if (!sort) return
  yield type ? all.sort((a, b) => compareRows(a, b, { column, type, descending: sort.descending })) : all
}

interface Format {
  readonly start: string
  row(row: Row, index: number): string
  readonly end: string
}

function csv(columns: readonly Column[], keys: readonly string[] | undefined): Format {
  const places = (keys ?? columns.map(({ key }) => key))
    .map((key) => columns.findIndex((column) => column.key === key))
    .filter((place) => place >= 0)
  return {
    start: csvStart + csvLine(places.map((place) => columns[place]?.label ?? '')),
    row: ({ cells }) => csvLine(places.map((place) => cells[place] ?? null)),
    end: '',
  }
}

const json: Format = {
  start: '[',
  row: (row, index) => `${index === 0 ? '' : ','}\n${row.json}`,
  end: '\n]\n',
}

/** Writes beside the file and moves it into place at the end; whatever goes wrong, nothing is left behind. */
async function writeWhole<T>(
  file: string,
  signal: AbortSignal,
  fill: (write: (text: string) => Promise<void>) => Promise<T>,
): Promise<{ readonly result: T; readonly bytes: number }> {
  // A name that nobody can have waiting there: a link under it would be written through, a file under it lost.
  const partial = `${file}.${randomUUID().slice(0, 8)}.part`
  let handle: FileHandle | undefined
  let bytes = 0
  try {
    handle = await open(partial, 'wx', 0o600)
    const opened = handle
    const result = await fill(async (text) => {
      signal.throwIfAborted()
      await opened.appendFile(text)
      bytes += Buffer.byteLength(text)
    })
    await handle.sync()
    await handle.close()
    signal.throwIfAborted()
    await replace(partial, file)
    return { result, bytes }
  } catch (error) {
    await handle?.close().catch(() => undefined)
    await rm(partial, { force: true }).catch(() => undefined)
    throw asDiskFailure(error, file)
  }
}

function asDiskFailure(error: unknown, file: string): unknown {
  if (!(error instanceof Error) || error instanceof Failure || !('syscall' in error)) return error
  return diskFailure(error, 'cannot write the export', file)
}

/** Letters, digits and what every file system takes. */
function fileName(name: string, extension: string): string {
  const safe = name
    .replace(/[^\p{L}\p{N} ._-]+/gu, ' ')
    .replace(/\s+/g, ' ')
    .trim()
    .replace(/^\.+/, '')
  return `${safe.slice(0, 100) || 'rows'}.${extension}`
}
