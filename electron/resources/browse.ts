import type { Account } from '../../shared/account'
import { Failure } from '../../shared/failure'
import type { Page, RateLimit, ResourceSummary } from '../../shared/resource'
import type { Grounds, GroundsFinder } from '../accounts/grounds'
import type { Registry } from '../accounts/registry'
import type { Authorized } from '../http/authorized'
import { jsonOf } from '../http/get-json'
import { findProvider } from '../providers/catalogue'
import type { Provider, Resource } from '../providers/provider'
import { field } from '../support/field'
import { toRow } from './fields'
import { firstPage, nextPage } from './paging'

export interface BrowseWorld {
  readonly providers: readonly Provider[]
  readonly registry: Registry
  readonly grounds: GroundsFinder
  readonly authorized: Authorized
  readonly now: () => number
}

/** What an account can list, with the scopes it lacks for each. Asks nobody. Throws `not_found`. */
export function listResources(accountId: string, world: BrowseWorld): readonly ResourceSummary[] {
  const account = world.registry.get(accountId)
  const { resources } = findProvider(account.providerId, world.providers)
  return resources
    .filter((resource) => resource.parent === undefined)
    .map((resource) => summarize(resource, resources, account))
}

function summarize(resource: Resource, all: readonly Resource[], account: Account): ResourceSummary {
  const { id, label, icon, columns } = resource
  return {
    id,
    label,
    icon,
    columns: columns.map(({ label, field, type }) => ({ key: field, label, type })),
    missingScopes: missingScopes(resource, account),
    children: all
      .filter((each) => each.parent === id)
      .map((child) => ({
        id: child.id,
        label: child.label,
        columns: summarize(child, all, account).columns,
      })),
  }
}

function missingScopes(resource: Resource, account: Account): readonly string[] {
  return resource.scopes.filter((scope) => !account.scopes.granted.includes(scope))
}

/**
 * One page of a resource. `next` is what the page before gave. Throws `insufficient_scope` before asking when the grant
 * lacks a scope, `foreign_origin` for a next page elsewhere, and the failures of any request.
 */
export async function listRows(
  request: {
    readonly accountId: string
    readonly resourceId: string
    readonly parentId?: string | undefined
    readonly next?: string | undefined
  },
  world: BrowseWorld,
): Promise<Page> {
  const account = world.registry.get(request.accountId)
  const provider = findProvider(account.providerId, world.providers)
  const resource = provider.resources.find((each) => each.id === request.resourceId)
  if (!resource || (resource.parent !== undefined) !== (request.parentId !== undefined)) {
    throw new Failure('not_found', 'no such resource', { facts: { subject: request.resourceId } })
  }
  const missing = missingScopes(resource, account)
  if (missing.length > 0) {
    throw new Failure('insufficient_scope', 'the grant lacks a scope', {
      facts: { stage: 'resource', missingScopes: missing, subject: resource.label },
    })
  }
  const grounds = await world.grounds.of(account)
  const url = request.next ? nextUrl(request.next) : firstUrl(resource, grounds, request.parentId)
  const target = { accountId: account.id, origins: grounds.origins, headers: provider.apiHeaders }
  const response = await world.authorized.request(target, url)
  return toPage(response, await jsonOf(response), resource, url, world.now())
}

function firstUrl(resource: Resource, grounds: Grounds, parentId: string | undefined): URL {
  const values: Record<string, string> = parentId === undefined ? {} : { parent: parentId }
  return firstPage(grounds.address(resource.url, values), resource.paging)
}

/** The window hands back what it was given; whatever it is, the token goes to the provider's origins only. */
function nextUrl(next: string): URL {
  if (!URL.canParse(next)) throw new Failure('bad_request', 'not a next page')
  return new URL(next)
}

function toPage(response: Response, body: unknown, resource: Resource, url: URL, now: number): Page {
  // Some servers say `null` for an empty list.
  const found = field(body, resource.itemsPath) ?? []
  if (!Array.isArray(found)) {
    throw new Failure('response_invalid', `there is no list at ${resource.itemsPath}`, {
      facts: { stage: 'resource', host: url.host },
    })
  }
  const totalFound = resource.totalPath === undefined ? undefined : Number(field(body, resource.totalPath))
  const total = Number.isSafeInteger(totalFound) ? totalFound : undefined
  const next = nextPage(url, resource.paging, { body, headers: response.headers, count: found.length, total })
  const rateLimit = rateLimitOf(response.headers, now)
  return {
    rows: found.map((item, index) => toRow(item, resource, `${url.search}#${index}`)),
    ...(next ? { next: next.href } : {}),
    ...(total === undefined ? {} : { total }),
    ...(rateLimit ? { rateLimit } : {}),
  }
}

/** `X-RateLimit-*` and the `RateLimit-*` of the IETF draft; the reset is a time or a number of seconds. */
function rateLimitOf(headers: Headers, now: number): RateLimit | undefined {
  const number = (name: string) => {
    const text = headers.get(`x-ratelimit-${name}`) ?? headers.get(`ratelimit-${name}`)
    return text === null || text.trim() === '' ? undefined : Number(text)
  }
  const [remaining, limit, reset] = [number('remaining'), number('limit'), number('reset')]
  if (remaining === undefined || limit === undefined || !Number.isFinite(remaining + limit)) return undefined
  if (reset === undefined || !Number.isFinite(reset)) return { remaining, limit }
  const isInstant = reset > 1_000_000_000
  return { remaining, limit, resetsAt: isInstant ? reset * 1000 : now + reset * 1000 }
}
