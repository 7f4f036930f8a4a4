import type { Account } from '../../shared/account'
import { Failure, type FailureReport } from '../../shared/failure'
import type { Row } from '../../shared/resource'
import type { SearchGroup, SearchResults } from '../../shared/row-search'
import { rowMatches } from '../../shared/rows'
import type { Resource, ResourceSearch } from '../providers/provider'
import { createAtMost } from '../support/at-most'
import type { Notifier } from '../support/notifier'
import { ask } from './ask'
import type { BrowseWorld } from './browse'
import { toRow } from './fields'
import { withValue } from './json-path'
import { findPlace, type ListPlace, missingScopes } from './list-place'
import type { PageRequest } from './paging'
import { itemsIn } from './read-page'
import type { Task } from './tasks'

export interface SearchWorld extends BrowseWorld {
  readonly searches: Notifier<SearchResults>
}

const mostRowsInGroup = 50
const accountsAtOnce = 4
/** A search is not worth waiting for a server that asks to be left alone. ms */
const longestWait = 5_000

/**
 * Looks in the rows of every list seen before, and asks the searches of every provider that has one. What is found is
 * announced as it comes; the answer is all of it. One account that fails does not stop the others.
 */
export function searchRows(
  { requestId, text }: { readonly requestId: string; readonly text: string },
  world: SearchWorld,
): Promise<SearchResults> {
  return world.tasks.run(requestId, async (task) => {
    const asked = world.registry
      .list()
      .map((account) => ({ account, resources: searchable(account, world) }))
      .filter(({ resources }) => resources.length > 0)
    let results: SearchResults = {
      requestId,
      text,
      groups: searchSeen(text, world),
      pending: asked.map(({ account }) => account.id),
      failed: [],
    }
    const change = (difference: (before: SearchResults) => Partial<SearchResults>) => {
      if (task.signal.aborted) return
      results = { ...results, ...difference(results) }
      world.searches.announce(results)
    }
    change(() => ({}))
    const atMost = createAtMost(accountsAtOnce)
    await Promise.all(
      asked.map(({ account, resources }) =>
        atMost(async () => {
          task.signal.throwIfAborted()
          const { groups, failure } = await searchAccount(account, resources, text, task, world)
          change((before) => ({
            groups: merged(before.groups, groups),
            pending: before.pending.filter((id) => id !== account.id),
            ...(failure ? { failed: [...before.failed, { accountId: account.id, failure }] } : {}),
          }))
        }),
      ),
    )
    return results
  })
}

/** Nothing of an account whose provider is not known here, which must not keep others from being searched. */
function resourcesOf({ providerId }: Account, { providers }: SearchWorld): readonly Resource[] {
  return providers.find(({ id }) => id === providerId)?.resources ?? []
}

function searchable(account: Account, world: SearchWorld): readonly Resource[] {
  return resourcesOf(account, world).filter(
    (resource) =>
      resource.search && resource.parent === undefined && missingScopes(resource, account).length === 0,
  )
}

function searchSeen(text: string, world: SearchWorld): readonly SearchGroup[] {
  const accounts = new Map(world.registry.list().map((account) => [account.id, account]))
  return world.rowMemory.lists().flatMap(({ address, rows }) => {
    const account = accounts.get(address.accountId)
    const resource = account && resourcesOf(account, world).find(({ id }) => id === address.resourceId)
    const found = rows.filter((row) => rowMatches(row, text))
    if (!resource || found.length === 0) return []
    return [groupOf(resource, address.accountId, found, 'seen', address.parentId)]
  })
}

async function searchAccount(
  account: Account,
  resources: readonly Resource[],
  text: string,
  task: Task,
  world: SearchWorld,
): Promise<{ readonly groups: readonly SearchGroup[]; readonly failure?: FailureReport }> {
  const groups: SearchGroup[] = []
  let failure: FailureReport | undefined
  for (const resource of resources) {
    try {
      const rows = await searchResource(account, resource, text, task, world)
      if (rows.length > 0) groups.push(groupOf(resource, account.id, rows, 'provider'))
    } catch (error) {
      if (!(error instanceof Failure) || task.signal.aborted) throw error
      failure = { code: error.code, message: error.message, facts: error.facts }
    }
  }
  return { groups, ...(failure ? { failure } : {}) }
}

async function searchResource(
  account: Account,
  { id, search }: Resource,
  text: string,
  task: Task,
  world: SearchWorld,
): Promise<readonly Row[]> {
  if (!search) return []
  const place = await findPlace({ accountId: account.id, resourceId: id }, world)
  // One search is many requests, and `progress` tells of one.
  const quiet = { signal: task.signal, tell: () => {} }
  const { body } = await ask(place, searchRequest(place, search, text), quiet, world, longestWait)
  const path = search.itemsPath ?? place.resource.itemsPath
  return itemsIn(body, path, new URL(place.list.address).host).map((item, index) =>
    toRow(item, place.resource, `#search.${index}`),
  )
}

function searchRequest(place: ListPlace, search: ResourceSearch, text: string): PageRequest {
  const value = search.template?.replaceAll('{text}', () => text.replace(/["'\\]/g, '\\$&')) ?? text
  const url = new URL(place.address(search.url))
  if (search.body) return { url, body: withValue(search.body, search.parameter, value) }
  url.searchParams.set(search.parameter, value)
  return { url }
}

function groupOf(
  { id, label, icon }: Resource,
  accountId: string,
  rows: readonly Row[],
  from: SearchGroup['from'],
  parentId?: string,
): SearchGroup {
  return {
    accountId,
    resourceId: id,
    label,
    icon,
    ...(parentId === undefined ? {} : { parentId }),
    rows: rows.slice(0, mostRowsInGroup),
    from,
    more: rows.length > mostRowsInGroup,
  }
}

/** A provider knows better than memory: its rows come in place of those seen, and what it did not find stays. */
function merged(seen: readonly SearchGroup[], fresh: readonly SearchGroup[]): readonly SearchGroup[] {
  const rest = seen.flatMap((group) => {
    const same = fresh.find(
      ({ accountId, resourceId }) =>
        group.parentId === undefined && accountId === group.accountId && resourceId === group.resourceId,
    )
    const known = new Set(same?.rows.map((row) => row.id))
    const rows = group.rows.filter((row) => !known.has(row.id))
    return rows.length > 0 ? [{ ...group, rows }] : []
  })
  return [...rest, ...fresh]
}
