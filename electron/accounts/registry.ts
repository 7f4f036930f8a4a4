import { basename } from 'node:path'
import { z } from 'zod'
import { type Account, account } from '../../shared/account'
import { Failure } from '../../shared/failure'
import { previousCopy, readJsonFile, setAside, writeJsonFile } from '../support/json-file'
import { createNotifier, type Notifier } from '../support/notifier'
import { createPerKey } from '../support/per-key'

const version = 1
const contents = z.object({
  version: z.literal(version),
  accounts: z.array(account).max(100_000),
  /** Disconnected here while their server could not be reached: their tokens wait in the keychain to be revoked. */
  leaving: z.array(account).max(100_000),
})
type Contents = z.infer<typeof contents>

export interface Registry {
  list(): readonly Account[]
  /** Throws `not_found`. */
  get(id: string): Account
  find(issuer: string, subject: string): Account | undefined
  /** Adds or replaces, on disk before it resolves. Throws `disk_full`, `disk_unwritable`, `profile_newer`. */
  put(account: Account): Promise<void>
  /** Replaces an account whole. One that has gone meanwhile is left alone. */
  replace(account: Account): Promise<void>
  /** Changes some members; durable ones at once. An account that has gone meanwhile is left alone. */
  update(id: string, difference: Partial<Account>): Promise<void>
  /** Notes something that may be lost in a crash (last use): written with the next change, or by `flush`. */
  note(id: string, difference: Partial<Account>): void
  remove(id: string): Promise<void>
  leaving(): readonly Account[]
  /** Takes the account off the list and keeps it for revocation. */
  leave(id: string): Promise<void>
  gone(id: string): Promise<void>
  flush(): Promise<void>
  readonly changes: Notifier<readonly Account[]>
}

export interface OpenedRegistry {
  readonly registry: Registry
  /** Name of a damaged file that was set aside. */
  readonly setAside?: string
}

/**
 * Opens the account records of a profile. A damaged file is set aside under a dated name and the copy before it is
 * used; a file of a newer version is left alone and nothing is written over it.
 */
export async function openRegistry(path: string, now: () => number): Promise<OpenedRegistry> {
  const read = await readContents(path)
  if (read !== 'damaged') return { registry: createRegistry(path, read) }
  const aside = await setAside(path, now())
  const previous = await readContents(previousCopy(path))
  const found = previous === 'damaged' || previous === 'newer' ? empty : previous
  return { registry: createRegistry(path, found), setAside: basename(aside) }
}

const empty: Contents = { version, accounts: [], leaving: [] }

async function readContents(path: string): Promise<Contents | 'damaged' | 'newer'> {
  const file = await readJsonFile(path)
  if (file.kind === 'missing') return empty
  if (file.kind === 'damaged') return 'damaged'
  const parsed = contents.safeParse(file.value)
  if (parsed.success) return parsed.data
  const header = z.object({ version: z.number().gt(version) }).safeParse(file.value)
  return header.success ? 'newer' : 'damaged'
}

function createRegistry(path: string, found: Contents | 'newer'): Registry {
  const isNewer = found === 'newer'
  const changes = createNotifier<readonly Account[]>()
  const inTurn = createPerKey()
  let state = found === 'newer' ? empty : found
  let unwritten = false

  async function save(): Promise<void> {
    if (isNewer) {
      throw new Failure('profile_newer', 'the accounts were written by a newer Keyfob', {
        facts: { subject: path },
      })
    }
    unwritten = false
    await writeJsonFile(path, state)
  }

  /** Memory changes only when the disk has: a full disk leaves both as they were. */
  function change(make: (before: Contents) => Contents): Promise<void> {
    return inTurn.inTurn(path, async () => {
      const before = state
      state = make(before)
      if (state === before) return
      try {
        await save()
      } catch (error) {
        state = before
        throw error
      }
      changes.announce(state.accounts)
    })
  }

  const without = (accounts: readonly Account[], id: string) => accounts.filter((each) => each.id !== id)
  const replaced = (accounts: readonly Account[], by: Account) =>
    accounts.map((each) => (each.id === by.id ? by : each))
  const changed = (accounts: readonly Account[], id: string, difference: Partial<Account>) =>
    accounts.map((each) => (each.id === id ? { ...each, ...difference } : each))

  return {
    changes,
    list: () => state.accounts,
    get(id) {
      const found = state.accounts.find((each) => each.id === id)
      if (!found) throw new Failure('not_found', 'no such account', { facts: { subject: id } })
      return found
    },
    find: (issuer, subject) =>
      state.accounts.find((each) => each.issuer === issuer && each.person.subject === subject),
    put: (added) =>
      change((before) => {
        const known = before.accounts.some((each) => each.id === added.id)
        return { ...before, accounts: known ? replaced(before.accounts, added) : [...before.accounts, added] }
      }),
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
    note(id, difference) {
      state = { ...state, accounts: changed(state.accounts, id, difference) }
      unwritten = true
      changes.announce(state.accounts)
    },
    remove: (id) => change((before) => ({ ...before, accounts: without(before.accounts, id) })),
    leaving: () => state.leaving,
    leave: (id) =>
      change((before) => ({
        ...before,
        accounts: without(before.accounts, id),
        leaving: [...without(before.leaving, id), ...before.accounts.filter((each) => each.id === id)],
      })),
    gone: (id) => change((before) => ({ ...before, leaving: without(before.leaving, id) })),
    flush: () => inTurn.inTurn(path, async () => (unwritten && !isNewer ? save() : undefined)),
  }
}
