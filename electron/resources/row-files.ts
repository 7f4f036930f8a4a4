import { mkdir, readdir, rm, writeFile } from 'node:fs/promises'
import { basename, join } from 'node:path'
import { z } from 'zod'
import type { Failure } from '../../shared/failure'
import { diskFailure, readJsonFile, replace, setAside } from '../support/json-file'
import type { KnownList } from './known-rows'

/** Rows on disk, one file an account, for whoever turned that on. Nothing of it is needed: it can all be asked again. */
export interface RowFiles {
  /** Something is new: it is on disk some seconds later, once for many changes. */
  changed(accountId: string, lists: () => readonly KnownList[]): void
  read(accountId: string): Promise<readonly KnownList[]>
  /** Removes the files of other accounts. */
  keepOnly(accountIds: readonly string[]): void
  /** Removes every file: the person turned it off. */
  removeAll(): Promise<void>
  flush(): Promise<void>
}

const text = z.string()
const row = z.object({
  id: text,
  title: text,
  cells: z.array(z.union([text, z.number(), z.boolean(), z.null()])),
  webUrl: text.optional(),
  json: text,
})
const content = z.object({
  version: z.literal(1),
  lists: z.array(
    z.object({
      address: z.object({ accountId: text, resourceId: text, parentId: text.optional() }),
      rows: z.array(row),
      at: z.number(),
      total: z.number().optional(),
      complete: z.boolean(),
    }),
  ),
})

export function createRowFiles(deps: {
  readonly folder: string
  /** Whether the person wants rows on disk. */
  readonly isOn: () => boolean
  readonly now: () => number
  /** Told the name that a file was given that could not be understood. */
  readonly onSetAside: (name: string) => void
  /** Told why nothing can be written. */
  readonly onFailure: (failure: Failure) => void
  /** ms */
  readonly delay?: number
}): RowFiles {
  const waiting = new Map<string, () => readonly KnownList[]>()
  let timer: NodeJS.Timeout | undefined
  let tail: Promise<void> = Promise.resolve()
  const fileOf = (accountId: string) => join(deps.folder, `${accountId}.json`)
  const inTurn = (task: () => Promise<void>): Promise<void> => {
    tail = tail
      .then(task)
      .catch((error: unknown) => deps.onFailure(diskFailure(error, 'cannot write rows', deps.folder)))
    return tail
  }

  function flush(): Promise<void> {
    clearTimeout(timer)
    timer = undefined
    return inTurn(async () => {
      for (const [accountId, lists] of waiting) {
        waiting.delete(accountId)
        if (deps.isOn()) await write(accountId, lists())
      }
    })
  }

  /** Without a copy of what was before: rows of an account that is gone are gone. */
  async function write(accountId: string, lists: readonly KnownList[]): Promise<void> {
    await mkdir(deps.folder, { recursive: true, mode: 0o700 })
    const fresh = `${fileOf(accountId)}.new`
    await writeFile(fresh, JSON.stringify({ version: 1, lists }), { mode: 0o600 })
    await replace(fresh, fileOf(accountId))
  }

  return {
    changed(accountId, lists) {
      if (!deps.isOn()) return
      waiting.set(accountId, lists)
      timer ??= setTimeout(flush, deps.delay ?? 5_000)
    },
    async read(accountId) {
      if (!deps.isOn()) return []
      const file = await readJsonFile(fileOf(accountId))
      if (file.kind === 'missing') return []
      const parsed = content.safeParse(file.kind === 'read' ? file.value : undefined)
      if (parsed.success) return parsed.data.lists as readonly KnownList[]
      deps.onSetAside(basename(await setAside(fileOf(accountId), deps.now())))
      return []
    },
    keepOnly(accountIds) {
      for (const accountId of waiting.keys()) if (!accountIds.includes(accountId)) waiting.delete(accountId)
      void inTurn(async () => {
        for (const file of await filesIn(deps.folder)) {
          const accountId = file.slice(0, file.indexOf('.'))
          if (!accountIds.includes(accountId)) await rm(join(deps.folder, file), { force: true })
        }
      })
    },
    removeAll() {
      waiting.clear()
      return inTurn(() => rm(deps.folder, { recursive: true, force: true }))
    },
    flush,
  }
}

async function filesIn(folder: string): Promise<readonly string[]> {
  try {
    return await readdir(folder)
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return []
    throw error
  }
}
