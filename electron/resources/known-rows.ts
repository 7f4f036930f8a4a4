import type { KnownRows, ListAddress, Page, Row } from '../../shared/resource'
import type { RowFiles } from './row-files'

/** A list as it was last seen. */
export interface KnownList extends KnownRows {
  readonly address: ListAddress
}

export interface RowMemory {
  /** Remembers a page; the first one begins the list anew. */
  note(address: ListAddress, page: Page, isFirst: boolean): void
  noteTotal(address: ListAddress, total: number): void
  totalOf(address: ListAddress): number | undefined
  /** From memory, else from disk where the person keeps rows there. */
  recall(address: ListAddress): Promise<KnownRows | undefined>
  /** Every list in memory, the one seen last first. */
  lists(): readonly KnownList[]
  /** The accounts there are now: rows of others are forgotten, on disk as well. */
  keepOnly(accountIds: readonly string[]): void
  /** Writes what is not on disk yet. */
  flush(): Promise<void>
}

/** Enough to find one's way while offline; not a copy of the cloud. */
const mostRows = 5_000
/** Characters of JSON, over all lists: the lists seen longest ago make room. */
const mostText = 64 * 1024 * 1024

interface Kept {
  readonly address: ListAddress
  readonly rows: Map<string, Row>
  at: number
  total: number | undefined
  complete: boolean
  text: number
}

export function createRowMemory(deps: {
  /** What comes in of an account that has gone meanwhile is not remembered. */
  readonly isThere: (accountId: string) => boolean
  readonly now: () => number
  readonly files: RowFiles
  readonly mostText?: number
}): RowMemory {
  const lists = new Map<string, Kept>()
  const totals = new Map<string, number>()
  const read = new Set<string>()
  const limit = deps.mostText ?? mostText

  function note(address: ListAddress, page: Page, isFirst: boolean) {
    const key = keyOf(address)
    const before = isFirst ? undefined : lists.get(key)
    const kept = before ?? {
      address: plain(address),
      rows: new Map(),
      at: deps.now(),
      total: undefined,
      complete: true,
      text: 0,
    }
    // Pages from the middle, with nothing before them, are no list.
    if ((!isFirst && !before) || !deps.isThere(address.accountId)) return
    lists.delete(key)
    lists.set(key, kept)
    for (const row of page.rows) {
      const old = kept.rows.get(row.id)
      if (!old && kept.rows.size >= mostRows) break
      kept.rows.set(row.id, row)
      kept.text += row.json.length - (old?.json.length ?? 0)
    }
    if (page.total !== undefined) {
      kept.total = page.total
      totals.set(key, page.total)
    }
    const seen = page.rows.every((row) => kept.rows.has(row.id))
    kept.complete = page.next === undefined && page.repeats !== true && seen
    makeRoom()
    deps.files.changed(address.accountId, () => listsOf(address.accountId))
  }

  function makeRoom() {
    let text = [...lists.values()].reduce((sum, list) => sum + list.text, 0)
    for (const [key, list] of lists) {
      if (text <= limit) return
      lists.delete(key)
      text -= list.text
    }
  }

  function listsOf(accountId: string): readonly KnownList[] {
    return [...lists.values()].filter(({ address }) => address.accountId === accountId).map(asKnown)
  }

  return {
    note,
    noteTotal(address, total) {
      if (deps.isThere(address.accountId)) totals.set(keyOf(address), total)
    },
    totalOf: (address) => totals.get(keyOf(address)),
    async recall(address) {
      const inMemory = lists.get(keyOf(address))
      if (inMemory) return withoutAddress(asKnown(inMemory))
      if (!read.has(address.accountId)) {
        const fromDisk = await deps.files.read(address.accountId)
        if (!deps.isThere(address.accountId)) return undefined
        read.add(address.accountId)
        for (const list of fromDisk)
          if (!lists.has(keyOf(list.address))) lists.set(keyOf(list.address), asKept(list))
      }
      const found = lists.get(keyOf(address))
      return found && withoutAddress(asKnown(found))
    },
    lists: () => [...lists.values()].reverse().map(asKnown),
    keepOnly(accountIds) {
      const isGone = (key: string) => !accountIds.includes(JSON.parse(key)[0])
      for (const key of lists.keys()) if (isGone(key)) lists.delete(key)
      for (const key of totals.keys()) if (isGone(key)) totals.delete(key)
      deps.files.keepOnly(accountIds)
    },
    flush: () => deps.files.flush(),
  }
}

function asKnown({ address, rows, at, total, complete }: Kept): KnownList {
  return { address, rows: [...rows.values()], at, complete, ...(total === undefined ? {} : { total }) }
}

function asKept({ address, rows, at, total, complete }: KnownList): Kept {
  const text = rows.reduce((sum, row) => sum + row.json.length, 0)
  return { address, rows: new Map(rows.map((row) => [row.id, row])), at, total, complete, text }
}

function withoutAddress({ address: _, ...known }: KnownList): KnownRows {
  return known
}

function plain({ accountId, resourceId, parentId }: ListAddress): ListAddress {
  return { accountId, resourceId, ...(parentId === undefined ? {} : { parentId }) }
}

function keyOf({ accountId, resourceId, parentId }: ListAddress): string {
  return JSON.stringify([accountId, resourceId, parentId ?? null])
}
