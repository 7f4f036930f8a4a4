import type { Account } from './account'

export type SkipReason =
  /** The same person at the same provider is here already. */
  | 'already_here'
  /** The file names them twice. */
  | 'twice_in_the_file'
  /** Its server was on the other computer. */
  | 'on_the_other_computer'
  | 'unknown_provider'
  /** A policy of this computer forbids it. */
  | 'policy'

/** What an import has done. Nothing that was here before has been replaced. */
export interface ImportReport {
  /** To be reconnected one after the other: they have no tokens yet. */
  readonly added: readonly Account[]
  readonly skipped: readonly {
    readonly label: string
    readonly providerId: string
    readonly reason: SkipReason
  }[]
  /** Names of custom providers that came along. */
  readonly providers: readonly { readonly name: string; readonly host: string }[]
  /** Clients of the person's own whose client secret stayed behind: it has to be entered here once more. */
  readonly clientsToEnter: readonly { readonly providerId: string; readonly clientId: string }[]
}

export type BackupOutcome =
  | { readonly kind: 'saved'; readonly file: string; readonly accounts: number }
  /** The person chose no file. */
  | { readonly kind: 'no_file' }

export type ImportOutcome =
  | { readonly kind: 'imported'; readonly file: string; readonly report: ImportReport }
  | { readonly kind: 'no_file' }
