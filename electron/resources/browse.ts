import { Failure } from '../../shared/failure'
import type { KnownRows, ListAddress, Page, Row } from '../../shared/resource'
import { field } from '../support/field'
import { type AskWorld, ask, whileSomebodyWaits } from './ask'
import { toRow } from './fields'
import type { RowMemory } from './known-rows'
import { findPlace } from './list-place'
import { firstPage, laterPage } from './paging'
import { readPage } from './read-page'
import type { Task, Tasks } from './tasks'
import { readNext, start } from './trail'

export interface BrowseWorld extends AskWorld {
  readonly tasks: Tasks
  readonly rowMemory: RowMemory
}

type Asked<T> = T & { readonly requestId?: string | undefined }

/** Pages without a row that are passed over before the person is shown one. */
const mostEmptyPages = 20

/**
 * One page of a list. `next` is what the page before gave. Throws `not_found`, `insufficient_scope` before asking when
 * the grant lacks a scope, `foreign_origin` for a next page elsewhere, `cancelled`, and the failures of any request.
 */
export function listRows(
  { requestId, ...wanted }: Asked<ListAddress & { readonly next?: string | undefined }>,
  world: BrowseWorld,
): Promise<Page> {
  return world.tasks.run(requestId, (task) => readRows(wanted, task, world))
}

/** The same within a task; `longestWait` (ms) for a server that asks to be left alone. */
export async function readRows(
  wanted: ListAddress & { readonly next?: string | undefined },
  task: Task,
  world: BrowseWorld,
  longestWait = whileSomebodyWaits,
): Promise<Page> {
  const place = await findPlace(wanted, world)
  let name = wanted.next
  for (let empty = 0; ; empty += 1) {
    const { trail, next } = name === undefined ? { trail: start, next: undefined } : readNext(name)
    const request = next === undefined ? firstPage(place.list) : laterPage(place.list, next)
    const answer = await ask(place, request, task, world, longestWait)
    task.signal.throwIfAborted()
    const page = readPage(place, request, answer, trail, world.now())
    world.rowMemory.note(wanted, page, next === undefined)
    if (page.rows.length > 0 || page.next === undefined || empty >= mostEmptyPages) return page
    name = page.next
  }
}

/** What was last seen of a list, without asking its server. Throws `not_found`. */
export async function knownRows(wanted: ListAddress, world: BrowseWorld): Promise<KnownRows | null> {
  world.registry.get(wanted.accountId)
  return (await world.rowMemory.recall(wanted)) ?? null
}

/** How many items a list has, by its first page alone; null where the API does not say. */
export function countRows(
  { requestId, ...wanted }: Asked<ListAddress>,
  world: BrowseWorld,
): Promise<number | null> {
  return world.tasks.run(requestId, async (task) => {
    const place = await findPlace(wanted, world)
    const isWhole = place.list.paging.style === 'none'
    if (!isWhole && place.resource.totalPath === undefined) return null
    const request = firstPage(place.list)
    const page = readPage(place, request, await ask(place, request, task, world), start, world.now())
    const total = page.total ?? (isWhole ? page.rows.length : undefined)
    if (total !== undefined) world.rowMemory.noteTotal(wanted, total)
    return total ?? null
  })
}

/** One item, anew and whole. Throws `not_found` where the provider's data has no address for one. */
export function getItem(
  { requestId, rowId, ...wanted }: Asked<ListAddress & { readonly rowId: string }>,
  world: BrowseWorld,
): Promise<Row> {
  return world.tasks.run(requestId, async (task) => {
    const place = await findPlace(wanted, world)
    const { item } = place.resource
    if (!item) throw new Failure('not_found', 'an item cannot be read alone', { facts: { subject: rowId } })
    const url = new URL(place.address(item.url, { id: rowId }))
    const { body } = await ask(place, { url }, task, world)
    const found = item.path === undefined ? body : field(body, item.path)
    if (found === undefined || found === null) {
      throw new Failure('response_invalid', 'there is no item in the answer', {
        facts: { stage: 'resource', host: url.host },
      })
    }
    return toRow(found, place.resource, rowId)
  })
}
