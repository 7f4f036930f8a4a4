import type { Account } from '../../shared/account'
import { Failure } from '../../shared/failure'
import type { ListAddress } from '../../shared/resource'
import type { Grounds, GroundsFinder } from '../accounts/grounds'
import type { Registry } from '../accounts/registry'
import type { ApiTarget } from '../http/authorized'
import type { SaidBy } from '../http/refusal-body'
import { findProvider } from '../providers/catalogue'
import type { Provider, Resource } from '../providers/provider'
import { fillTexts } from './json-path'
import type { PagedList } from './paging'

/** Where a list is: whose, what it holds, and how to fill its addresses. */
export interface ListPlace {
  readonly account: Account
  readonly resource: Resource
  readonly target: ApiTarget
  readonly grounds: Grounds
  readonly list: PagedList
  /** Fills `{base}`, `{parent}` and what else is named. */
  readonly address: (template: string, values?: Readonly<Record<string, string>>) => string
}

export interface PlaceWorld {
  readonly providers: readonly Provider[]
  readonly registry: Registry
  readonly grounds: GroundsFinder
}

/** Throws `not_found`, and `insufficient_scope` before anybody is asked when the grant lacks a scope. */
export async function findPlace(wanted: ListAddress, world: PlaceWorld): Promise<ListPlace> {
  const account = world.registry.get(wanted.accountId)
  const { resources } = findProvider(account.providerId, world.providers)
  const resource = resources.find((each) => each.id === wanted.resourceId)
  if (!resource || (resource.parent !== undefined) !== (wanted.parentId !== undefined)) {
    throw new Failure('not_found', 'no such resource', { facts: { subject: wanted.resourceId } })
  }
  const missing = missingScopes(resource, account)
  if (missing.length > 0) {
    throw new Failure('insufficient_scope', 'the grant lacks a scope', {
      facts: { stage: 'resource', missingScopes: missing, subject: resource.label },
    })
  }
  return placeOf(account, resource, await world.grounds.of(account), wanted.parentId)
}

function placeOf(account: Account, resource: Resource, grounds: Grounds, parentId?: string): ListPlace {
  const { provider } = grounds
  const parent: Record<string, string> = parentId === undefined ? {} : { parent: parentId }
  const address: ListPlace['address'] = (template, values = {}) => {
    const all = { ...parent, ...values }
    return grounds.address(keepSlashes(template, all), all)
  }
  const paging =
    resource.paging.style === 'cursor' && resource.paging.continueUrl
      ? { ...resource.paging, continueUrl: address(resource.paging.continueUrl) }
      : resource.paging
  return {
    account,
    resource,
    grounds,
    address,
    target: {
      accountId: account.id,
      origins: grounds.origins,
      headers: { ...provider.apiHeaders, ...resource.headers },
      refusedBy: refusedByOf(provider),
      limitedBy: provider.limitedBy,
    },
    list: {
      address: address(resource.url),
      ...(resource.body ? { body: fillTexts(resource.body, parent) } : {}),
      paging,
      idField: resource.idField,
    },
  }
}

/** Where a 200 of the API says that the token is refused: what proves it after a revocation says it before. */
export function refusedByOf({ proof }: Provider): SaidBy | undefined {
  return proof.at === 'userinfo' ? undefined : proof.refusedBy
}

export function missingScopes(resource: Resource, account: Account): readonly string[] {
  return resource.scopes.filter((scope) => !account.scopes.granted.includes(scope))
}

/** `{+name}`: a value that is a path itself ("owner/repository"). A dot segment in it would lead elsewhere. */
function keepSlashes(template: string, values: Readonly<Record<string, string>>): string {
  return template.replace(/\{\+(\w+)\}/g, (_, name: string) => {
    const parts = (values[name] ?? '').split('/')
    if (parts.some((part) => part === '.' || part === '..' || part === '')) {
      throw new Failure('bad_request', 'not a path', { facts: { subject: name } })
    }
    return parts.map(encodeURIComponent).join('/')
  })
}
