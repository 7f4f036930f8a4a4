import type { FailureReport } from './failure'

export const columnTypes = ['text', 'number', 'bytes', 'date', 'state', 'link', 'money'] as const
export type ColumnType = (typeof columnTypes)[number]

export interface Column {
  readonly key: string
  readonly label: string
  readonly type: ColumnType
}

/** A kind of thing an account can list, as the window sees it. */
export interface ResourceSummary {
  readonly id: string
  readonly label: string
  /** lucide icon name, chosen by the provider file. */
  readonly icon: string
  readonly columns: readonly Column[]
  /** Scopes the grant lacks for this resource; empty when it can be listed. */
  readonly missingScopes: readonly string[]
  /** Items over all pages, as the server said the last time it was asked; absent: it has not said. */
  readonly total?: number
  /** The provider's own search can be asked, so `searchRows` finds what was never listed. */
  readonly searchable?: boolean
  /** One item can be read anew and whole by `getItem`. */
  readonly rereadable?: boolean
  /** What can be listed below one row of this one. */
  readonly children: readonly ChildSummary[]
  /** All that can be reached below it, children of children as well, each once; `childIds` point into this. */
  readonly descendants?: readonly ChildSummary[]
}

export interface ChildSummary {
  readonly id: string
  readonly label: string
  readonly columns: readonly Column[]
  readonly icon?: string
  readonly missingScopes?: readonly string[]
  readonly rereadable?: boolean
  /** What can be listed below one row of this one; a folder may name itself here. */
  readonly childIds?: readonly string[]
}

export type Cell = string | number | boolean | null

export interface Row {
  /** Stable id of the item at its provider. */
  readonly id: string
  readonly title: string
  /** One cell per column, in column order. */
  readonly cells: readonly Cell[]
  /** Where a person can look at it in their browser. */
  readonly webUrl?: string
  /** The item as the server sent it, as JSON text: parsed once, by the detail that shows it. */
  readonly json: string
}

/** Quota as the server's headers tell it. `resetsAt` in ms since the epoch. */
export interface RateLimit {
  readonly remaining: number
  readonly limit: number
  readonly resetsAt?: number
}

export interface Page {
  readonly rows: readonly Row[]
  /** Opaque: hand it back to get the next page. Absent on the last one. */
  readonly next?: string
  readonly total?: number
  readonly rateLimit?: RateLimit
  /** The server began to send again what it had sent: the list was ended here, and rows may be missing. */
  readonly repeats?: boolean
}

/** Which list is meant. */
export interface ListAddress {
  readonly accountId: string
  readonly resourceId: string
  /** For a child resource: the row it belongs to. */
  readonly parentId?: string | undefined
}

/** Rows as they were the last time the server was asked, for while it cannot be reached. */
export interface KnownRows {
  readonly rows: readonly Row[]
  /** When the oldest of them came, in ms since the epoch. */
  readonly at: number
  readonly total?: number
  /** False when the list went on, or more rows were seen than are remembered. */
  readonly complete: boolean
}

/**
 * How a request that the window named by a `requestId` stands. Told while it lasts; its end is the answer itself.
 * - `asking`: the server is being asked.
 * - `waiting`: it asked for patience, or is asked again after a fault; goes on at `until` (ms since the epoch).
 * - `writing`: the file is being written.
 */
export interface RequestProgress {
  readonly requestId: string
  readonly state: 'asking' | 'waiting' | 'writing'
  readonly until?: number
  /** Why it waits. */
  readonly why?: FailureReport
  /** Pages and rows so far. */
  readonly pages: number
  readonly rows: number
  readonly total?: number
}
