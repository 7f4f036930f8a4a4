import type { Account } from '../shared/account'
import type { ActivityEntry } from '../shared/activity'
import type { ImportReport } from '../shared/backup'
import type { ClientSummary } from '../shared/client'
import type { FailureReport } from '../shared/failure'
import type { FlowTrace } from '../shared/flow-trace'
import type { ProviderSummary } from '../shared/provider-summary'
import type { RemovalStatus } from '../shared/removal'
import type { ResourceSummary, Row } from '../shared/resource'
import type { RevocationReport } from '../shared/revocation'
import type { Settings, VaultStatus } from '../shared/settings'
import type { UpdateStatus } from '../shared/update'
import type { Wish } from '../shared/wish'
import type { ConsoleDraft } from './console-draft'
import type { KeptLists } from './kept-lists'

/** What the person asked to connect; `accountId` for an account that exists already. */
export interface ConnectWish {
  readonly providerId?: string
  readonly accountId?: string
  /** Scopes asked for on top of those the account has. */
  readonly scopes?: readonly string[]
  /** The account's client was not accepted: it is asked for first. */
  readonly entersClient?: boolean
}

/** A revocation as far as it has come; it outlives its account so that the proof can be read. */
export interface Revocation {
  readonly account: Account
  readonly startedAt: number
  readonly state: 'running' | 'ended' | 'failed' | 'forgotten'
  readonly report?: RevocationReport
  readonly failure?: FailureReport
}

export interface FoundRow {
  readonly accountId: string
  readonly resourceId: string
  readonly row: Row
}

export interface NoticeLine {
  readonly id: string
  readonly tone: 'good' | 'warn' | 'bad'
  readonly text: string
  /** It is about Keyfob itself and names no account, so it may stay while Keyfob is locked. */
  readonly ofKeyfob?: boolean
}

export interface State {
  /** Providers and accounts have arrived: before that nothing may be called empty. */
  readonly loaded: boolean
  /** While Keyfob is locked the window knows of no account. */
  readonly locked: boolean
  readonly loadFailure?: FailureReport
  readonly providers: readonly ProviderSummary[]
  readonly accounts: readonly Account[]
  /** Clients whose secret may run out, with the accounts that hang on them. */
  readonly clients?: readonly ClientSummary[]
  readonly vault?: VaultStatus
  readonly settings?: Settings
  /** Newest change last; by flow id. */
  readonly flows: ReadonlyMap<string, FlowTrace>
  readonly activity?: readonly ActivityEntry[]
  readonly resources: ReadonlyMap<string, readonly ResourceSummary[]>
  /** Rows that a search found and that were opened, so that their lists need not be read to show them. */
  readonly foundRows: readonly FoundRow[]
  /** Lists that were left, as they were. */
  readonly lists: KeptLists
  /** What is being written in the API console; it outlasts leaving the screen, not locking. */
  readonly consoleDraft?: ConsoleDraft
  readonly revocations: ReadonlyMap<string, Revocation>
  readonly update?: UpdateStatus
  /** Of removing everything; absent: not known yet. */
  readonly removal?: RemovalStatus
  readonly notices: readonly NoticeLine[]
  readonly connecting: ConnectWish | null
  /** The account whose row is to be brought before the person; a new object each time it is wanted. */
  readonly wantedAccount?: { readonly id: string } | undefined
  /** The backup that was read last, until the person is done with it. */
  readonly imported?: { readonly file: string; readonly report: ImportReport } | undefined
  /** Asked for outside the window, and not done yet. */
  readonly wishes: readonly Wish[]
  /** How often the person asked to look anew. */
  readonly refreshes: number
}

export interface Store {
  get(): State
  change(update: (state: State) => Partial<State>): void
  /** Forgets all that is not in `next`. */
  replace(next: State): void
  subscribe(listener: () => void): () => void
}

export const emptyState: State = {
  loaded: false,
  locked: false,
  providers: [],
  accounts: [],
  flows: new Map(),
  resources: new Map(),
  foundRows: [],
  lists: new Map(),
  revocations: new Map(),
  notices: [],
  connecting: null,
  wishes: [],
  refreshes: 0,
}

/** What the window knows, in one place that knows no React. */
export function createStore(initial: State = emptyState): Store {
  let state = initial
  const listeners = new Set<() => void>()
  function replace(next: State): void {
    state = next
    for (const listener of listeners) listener()
  }
  return {
    get: () => state,
    change: (update) => replace({ ...state, ...update(state) }),
    replace,
    subscribe(listener) {
      listeners.add(listener)
      return () => listeners.delete(listener)
    },
  }
}

/** A copy of `map` in which `key` is `value`. */
export function withEntry<Key, Value>(map: ReadonlyMap<Key, Value>, key: Key, value: Value) {
  return new Map(map).set(key, value)
}

/** A copy of `map` without `key`. */
export function withoutEntry<Key, Value>(map: ReadonlyMap<Key, Value>, key: Key): ReadonlyMap<Key, Value> {
  const copy = new Map(map)
  copy.delete(key)
  return copy
}
