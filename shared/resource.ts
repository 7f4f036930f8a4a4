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
  /** What can be listed below one row of this one. */
  readonly children: readonly {
    readonly id: string
    readonly label: string
    readonly columns: readonly Column[]
  }[]
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
}
