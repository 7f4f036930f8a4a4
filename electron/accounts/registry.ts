import { basename } from 'node:path'
import type { Account } from '../../shared/account'
import { Failure } from '../../shared/failure'
import { type Disk, previousCopy, readJsonFile, setAside, writeJsonFile } from '../support/json-file'
import { createNotifier, type Notifier } from '../support/notifier'
import { createPerKey } from '../support/per-key'
import { type Contents, type Found, fromFile, isReadable, noAccounts, toFile } from './registry-format'

export interface Registry {
  list(): readonly Account[]
  /** Throws `not_found`. */
  get(id: string): Account
  /**
   * The account of a person at an issuer, through that provider: one that was added by hand may claim any issuer, and must
   * not pass for an account of another.
   */
  find(providerId: string, issuer: string, subject: string): Account | undefined
  /**
   * Adds or replaces, on disk before it resolves. Throws `disk_full`, `disk_unwritable`, `profile_newer`; as all that change
   * a record, `unexpected` where it could not be read again.
   */
  put(account: Account): Promise<void>
  /** Adds several that are not there yet, in one write. Throws as `put`. */
  add(accounts: readonly Account[]): Promise<void>
  /** Replaces an account whole. One that has gone meanwhile is left alone. */
  replace(account: Account): Promise<void>
  /** Changes some members; durable ones at once. An account that has gone meanwhile is left alone. */
  update(id: string, difference: Partial<Account>): Promise<void>
  /** Notes something that may be lost in a crash (last use): written with the next change, or by `flush`. */
  note(id: string, difference: Partial<Account>): void
  /** As `note`, of the whole account: for what the keychain holds too. */
  noteAll(account: Account): void
  /** Puts the accounts in the person's order. Those that `ids` does not name come after the others, as they were. */
  arrange(ids: readonly string[]): Promise<void>
  remove(id: string): Promise<void>
  leaving(): readonly Account[]
  /** Takes the account off the list and keeps it for revocation. */
  leave(id: string): Promise<void>
  /** Adds a grant that is on no list, for revocation: what an account had before. */
  depart(account: Account): Promise<void>
  gone(id: string): Promise<void>
  flush(): Promise<void>
  readonly changes: Notifier<readonly Account[]>
}

export interface OpenedRegistry {
  readonly registry: Registry
  /** Name of a damaged file that was set aside. */
  readonly setAside?: string
  /** The same of the copy before it. */
  readonly copySetAside?: string
  /** Why nothing can be written: `profile_newer` or `disk_unwritable`. Every change throws it. */
  readonly closed?: Failure
}

/**
 * Opens the account records of a profile. Never throws: a damaged file is set aside under a dated name and the copy
 * before it is used; so is one with a record that cannot be understood, and the others are used; a file of a newer version, or one that cannot be read, is left alone and nothing is written over it.
 */
export async function openRegistry(path: string, now: () => number, disk?: Disk): Promise<OpenedRegistry> {
  try {
    const { contents, ...asides } = await readContents(path, now, disk)
    // What was understood must not be lost with the file that was set aside.
    if (asides.setAside !== undefined && !(contents instanceof Failure))
      await writeJsonFile(path, toFile(contents), disk).catch(() => undefined)
    return {
      registry: createRegistry(path, contents, disk),
      ...asides,
      ...(contents instanceof Failure ? { closed: contents } : {}),
    }
  } catch (error) {
    if (!(error instanceof Failure)) throw error
    return { registry: createRegistry(path, error, disk), closed: error }
  }
}

async function readContents(
  path: string,
  now: () => number,
  disk: Disk | undefined,
): Promise<Pick<OpenedRegistry, 'setAside' | 'copySetAside'> & { readonly contents: Contents | Failure }> {
  // The next write would take a file's place, and nothing that could not be read is overwritten.
  const unlessWhole = async (one: One, at: string) =>
    isWhole(one) ? undefined : basename(await setAside(at, now(), disk))
  const current = await readOne(path, disk)
  const damaged = await unlessWhole(current, path)
  const asides = damaged === undefined ? {} : { setAside: damaged }
  if (typeof current === 'object') return { contents: contentsOf(current), ...asides }
  const previous = await readOne(previousCopy(path), disk)
  const damagedCopy = await unlessWhole(previous, previousCopy(path))
  return {
    contents: typeof previous === 'object' ? contentsOf(previous) : noAccounts,
    ...asides,
    ...(damagedCopy === undefined ? {} : { copySetAside: damagedCopy }),
  }
}

type One = Found | Failure | 'missing' | 'damaged'

function isWhole(one: One): boolean {
  return one === 'missing' || one instanceof Failure || (one !== 'damaged' && one.isWhole)
}

function contentsOf(one: Found | Failure): Contents | Failure {
  return one instanceof Failure ? one : one.contents
}

async function readOne(path: string, disk: Disk | undefined): Promise<One> {
  const file = await readJsonFile(path, disk)
  if (file.kind !== 'read') return file.kind
  const found = fromFile(file.value)
  if (found !== 'newer') return found
  return new Failure('profile_newer', 'the accounts were written by a newer Keyfob', {
    facts: { subject: path },
  })
}

function createRegistry(path: string, found: Contents | Failure, disk: Disk | undefined): Registry {
  const closed = found instanceof Failure ? found : undefined
  const changes = createNotifier<readonly Account[]>()
  const inTurn = createPerKey()
  let state = found instanceof Failure ? noAccounts : found
  let unwritten = false

  async function save(contents: Contents): Promise<void> {
    if (closed) throw closed
    unwritten = false
    try {
      await writeJsonFile(path, toFile(contents), disk)
    } catch (error) {
      unwritten = true
      throw error
    }
  }

  /** One record that does not come back would be an account that is lost. */
  function areReadable(after: Contents, before: Contents): boolean {
    const known = new Set([...before.accounts, ...before.leaving])
    return [...after.accounts, ...after.leaving].every((each) => known.has(each) || isReadable(each))
  }

  /** Memory changes only when the disk has: a full disk leaves both as they were. */
  function change(make: (before: Contents) => Contents): Promise<void> {
    return inTurn.inTurn(path, async () => {
      const after = make(state)
      if (after === state) return
      if (!areReadable(after, state)) throw new Failure('unexpected', 'a record that could not be read again')
      await save(after)
      // Made again, as notes may have come in meanwhile.
      state = make(state)
      changes.announce(state.accounts)
    })
  }

  const without = (accounts: readonly Account[], id: string) => accounts.filter((each) => each.id !== id)
  const replaced = (accounts: readonly Account[], by: Account) =>
    accounts.map((each) => (each.id === by.id ? by : each))
  const changed = (accounts: readonly Account[], id: string, difference: Partial<Account>) =>
    accounts.map((each) => (each.id === id ? { ...each, ...difference } : each))

  function noted(accounts: Contents['accounts']): void {
    // Whoever uses a token is not to fail by a note.
    if (!areReadable({ ...state, accounts }, state)) return
    state = { ...state, accounts }
    unwritten = true
    changes.announce(state.accounts)
  }

  return {
    changes,
    list: () => state.accounts,
    get(id) {
      const found = state.accounts.find((each) => each.id === id)
      if (!found) throw new Failure('not_found', 'no such account', { facts: { subject: id } })
      return found
    },
    find: (providerId, issuer, subject) =>
      state.accounts.find(
        (each) => each.providerId === providerId && each.issuer === issuer && each.person.subject === subject,
      ),
    put: (added) =>
      change((before) => {
        const known = before.accounts.some((each) => each.id === added.id)
        return { ...before, accounts: known ? replaced(before.accounts, added) : [...before.accounts, added] }
      }),
    add: (added) =>
      change((before) =>
        added.length === 0 ? before : { ...before, accounts: [...before.accounts, ...added] },
      ),
    replace: (account) =>
      change((before) =>
        before.accounts.some((each) => each.id === account.id)
          ? { ...before, accounts: replaced(before.accounts, account) }
          : before,
      ),
    update: (id, difference) =>
      change((before) =>
        before.accounts.some((each) => each.id === id)
          ? { ...before, accounts: changed(before.accounts, id, difference) }
          : before,
      ),
    note: (id, difference) => noted(changed(state.accounts, id, difference)),
    noteAll: (account) => noted(replaced(state.accounts, account)),
    arrange(ids) {
      const places = new Map(ids.map((id, place) => [id, place]))
      const placeOf = ({ id }: Account) => places.get(id) ?? ids.length
      return change((before) => ({
        ...before,
        accounts: before.accounts.toSorted((one, other) => placeOf(one) - placeOf(other)),
      }))
    },
    remove: (id) => change((before) => ({ ...before, accounts: without(before.accounts, id) })),
    leaving: () => state.leaving,
    leave: (id) =>
      change((before) => ({
        ...before,
        accounts: without(before.accounts, id),
        leaving: [...without(before.leaving, id), ...before.accounts.filter((each) => each.id === id)],
      })),
    depart: (account) => change((before) => ({ ...before, leaving: [...before.leaving, account] })),
    gone: (id) => change((before) => ({ ...before, leaving: without(before.leaving, id) })),
    flush: () => inTurn.inTurn(path, async () => (unwritten && !closed ? save(state) : undefined)),
  }
}
