import { createHash } from 'node:crypto'
import { type FileHandle, mkdir, open, rm } from 'node:fs/promises'
import { dirname } from 'node:path'
import { Failure } from '../../shared/failure'
import { networkFailure } from '../http/network-failure'
import { redirects } from '../http/redirect'
import type { Fetch } from '../support/fetch'
import { diskFailure } from '../support/json-file'
import type { OfferedFile } from './offer'

export interface DownloadWorld {
  /** Not a guarded one: this holds the answer to its own limits. */
  readonly fetch: Fetch
  readonly signal: AbortSignal
  /** Told how many bytes have come. */
  readonly onProgress: (received: number) => void
  /** How long it may take until the next bytes come. ms */
  readonly patience: number
}

/**
 * Downloads a file to `path`, for its owner alone, and compares size and checksum with what was signed. What does not
 * match is not left lying. Throws `update_damaged`, `update_elsewhere`, `update_not_found`, `server_unavailable`,
 * `cancelled`, disk and network failures.
 */
export async function downloadFile(file: OfferedFile, path: string, world: DownloadWorld): Promise<void> {
  const silence = new AbortController()
  const signal = AbortSignal.any([world.signal, silence.signal])
  let timer: NodeJS.Timeout | undefined
  const wait = () => {
    clearTimeout(timer)
    timer = setTimeout(() => silence.abort(), world.patience)
  }
  wait()
  try {
    const response = await world.fetch(file.url.href, {
      signal,
      redirect: 'manual',
      credentials: 'omit',
      cache: 'no-store',
    })
    await refuseOddAnswer(response, file)
    await write(response, file, path, (received) => {
      wait()
      world.onProgress(received)
    })
  } catch (error) {
    await rm(path, { force: true }).catch(() => undefined)
    throw networkFailure(error, file.url, {
      timedOut: silence.signal.aborted,
      cancelled: world.signal.aborted,
      reason: world.signal.reason,
    })
  } finally {
    clearTimeout(timer)
  }
}

async function refuseOddAnswer(response: Response, file: OfferedFile): Promise<void> {
  const { status, type, redirected, headers } = response
  const length = headers.get('content-length')
  const failure =
    redirected || type === 'opaqueredirect' || redirects.has(status)
      ? elsewhere(file, headers.get('location'))
      : status >= 500
        ? new Failure('server_unavailable', 'the update is not served', {
            facts: { ...hostOf(file), status },
          })
        : status !== 200
          ? new Failure('update_not_found', 'the update is not there', { facts: { ...hostOf(file), status } })
          : length !== null && Number(length) !== file.size
            ? damaged(file)
            : undefined
  if (!failure) return
  await response.body?.cancel()
  throw failure
}

async function write(
  response: Response,
  file: OfferedFile,
  path: string,
  onProgress: (received: number) => void,
): Promise<void> {
  const reader = response.body?.getReader()
  try {
    await writePieces(reader, file, path, onProgress)
  } finally {
    // What cannot be written, or is not what was offered, need not be sent to its end.
    await reader?.cancel().catch(() => undefined)
  }
}

async function writePieces(
  reader: ReadableStreamDefaultReader<Uint8Array> | undefined,
  file: OfferedFile,
  path: string,
  onProgress: (received: number) => void,
): Promise<void> {
  const hash = createHash('sha512')
  let received = 0
  const handle = await onDisk(path, async () => {
    await mkdir(dirname(path), { recursive: true, mode: 0o700 })
    return open(path, 'w', 0o600)
  })
  try {
    while (reader) {
      const { done, value } = await reader.read()
      if (done) break
      received += value.byteLength
      if (received > file.size) throw damaged(file)
      hash.update(value)
      await onDisk(path, () => writeAll(handle, value))
      onProgress(received)
    }
    if (received !== file.size || hash.digest('base64') !== file.sha512) throw damaged(file)
    await onDisk(path, () => handle.sync())
  } finally {
    await handle.close()
  }
}

async function writeAll(handle: FileHandle, bytes: Uint8Array): Promise<void> {
  let written = 0
  while (written < bytes.byteLength) written += (await handle.write(bytes, written)).bytesWritten
}

async function onDisk<T>(path: string, task: () => Promise<T>): Promise<T> {
  try {
    return await task()
  } catch (error) {
    throw diskFailure(error, 'cannot write the update', path)
  }
}

const hostOf = ({ url }: OfferedFile) => ({ host: url.host })

function damaged(file: OfferedFile): Failure {
  return new Failure('update_damaged', 'the update is not what was signed', { facts: hostOf(file) })
}

function elsewhere(file: OfferedFile, location: string | null): Failure {
  const to = location !== null && URL.canParse(location, file.url) ? new URL(location, file.url).host : ''
  return new Failure('update_elsewhere', 'the update lies on another server', {
    facts: { ...hostOf(file), ...(to === '' ? {} : { subject: to }) },
  })
}
