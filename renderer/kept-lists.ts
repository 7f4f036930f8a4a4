import type { Account } from '../shared/account'
import type { ListAddress } from '../shared/resource'
import type { Listed } from './list-reader'

/** A list that was left, for whoever comes back to it. */
export interface KeptList extends Listed {
  readonly accountId: string
  /** px */
  readonly scrollTop: number
}

/** By address; the one left last comes last. */
export type KeptLists = ReadonlyMap<string, KeptList>

/** Over all lists: those left longest ago make room. */
const mostRows = 250_000

/** The list left at an address, to go on from. */
export function keptAt(lists: KeptLists, address: ListAddress): KeptList | undefined {
  return lists.get(keyOf(address))
}

/** Without rows there is nothing to keep, and those that stood in for what could not be had are kept by main. */
export function withKept(lists: KeptLists, address: ListAddress, left: Listed, scrollTop: number): KeptLists {
  const next = new Map(lists)
  next.delete(keyOf(address))
  if (left.rows.length === 0 || left.asOf !== undefined) return next
  const { failure: _, arrived: __, ...rest } = left
  next.set(keyOf(address), { ...rest, state: 'idle', accountId: address.accountId, scrollTop })
  let rows = [...next.values()].reduce((sum, list) => sum + list.rows.length, 0)
  for (const [key, list] of next) {
    if (rows <= mostRows) break
    next.delete(key)
    rows -= list.rows.length
  }
  return next
}

/** Those of accounts that there are. */
export function keptOf(lists: KeptLists, accounts: readonly Pick<Account, 'id'>[]): KeptLists {
  const ids = new Set(accounts.map(({ id }) => id))
  return new Map([...lists].filter(([, { accountId }]) => ids.has(accountId)))
}

function keyOf({ accountId, resourceId, parentId }: ListAddress): string {
  return JSON.stringify([accountId, resourceId, parentId ?? null])
}
