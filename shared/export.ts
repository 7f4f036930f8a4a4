import type { ListAddress } from './resource'

export interface ExportRequest extends ListAddress {
  readonly requestId: string
  readonly format: 'csv' | 'json'
  /** Keys of the columns to write, in order; absent: all. JSON always holds the items as the server sent them. */
  readonly columns?: readonly string[] | undefined
  /** As typed into the filter box. */
  readonly filter?: string | undefined
  readonly sort?: { readonly column: string; readonly descending: boolean } | undefined
}

export type ExportOutcome =
  | {
      readonly kind: 'saved'
      readonly file: string
      readonly rows: number
      readonly bytes: number
      /** False: the server began to repeat itself, so rows may be missing. */
      readonly complete: boolean
    }
  /** The person chose no file. */
  | { readonly kind: 'no_file' }
