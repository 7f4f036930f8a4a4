import { basename } from 'node:path'
import type { z } from 'zod'
import { readJsonFile, setAside, writeJsonFile } from '../support/json-file'

export interface ClientFile<Client> {
  /** Throws `disk_unwritable`. */
  read(): Promise<readonly Client[]>
  /** Throws `disk_full` and `disk_unwritable`; nothing has changed then. */
  write(clients: readonly Client[]): Promise<void>
}

/**
 * Records of clients on disk, without their secrets. Read once in a run, as nobody else writes them and every request
 * asks for them. A file that cannot be understood is set aside under a name that `onSetAside` is told, and nothing is
 * known.
 */
export function createClientFile<Client>(options: {
  readonly path: string
  readonly contents: z.ZodType<{ readonly clients: readonly Client[] }>
  readonly now: () => number
  readonly onSetAside: (name: string) => void
}): ClientFile<Client> {
  const { path, contents, now, onSetAside } = options
  let known: Promise<readonly Client[]> | undefined

  async function readOnce(): Promise<readonly Client[]> {
    const file = await readJsonFile(path)
    if (file.kind === 'missing') return []
    const parsed = contents.safeParse(file.kind === 'read' ? file.value : undefined)
    if (parsed.success) return parsed.data.clients
    onSetAside(basename(await setAside(path, now())))
    return []
  }

  return {
    read() {
      known ??= readOnce()
      known.catch(() => {
        known = undefined
      })
      return known
    },
    async write(clients) {
      await writeJsonFile(path, { version: 1, clients })
      known = Promise.resolve(clients)
    },
  }
}
