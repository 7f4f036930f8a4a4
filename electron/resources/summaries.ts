import type { Account } from '../../shared/account'
import type { ChildSummary, ResourceSummary } from '../../shared/resource'
import { findProvider } from '../providers/catalogue'
import type { Resource } from '../providers/provider'
import type { BrowseWorld } from './browse'
import { missingScopes } from './list-place'

/** What an account can list, with the scopes it lacks for each. Asks nobody. Throws `not_found`. */
export function listResources(accountId: string, world: BrowseWorld): readonly ResourceSummary[] {
  const account = world.registry.get(accountId)
  const { resources } = findProvider(account.providerId, world.providers)
  return resources
    .filter((resource) => resource.parent === undefined)
    .map((resource) => {
      const total = world.rowMemory.totalOf({ accountId, resourceId: resource.id })
      const below = (of: Resource) => resources.filter((each) => isUnder(each, of))
      return {
        ...summarize(resource, account),
        ...(total === undefined ? {} : { total }),
        ...(resource.search ? { searchable: true } : {}),
        children: below(resource).map((child) => summarizeChild(child, below(child), account)),
        descendants: allBelow(resource, below).map((each) => summarizeChild(each, below(each), account)),
      }
    })
}

function summarize(resource: Resource, account: Account): Omit<ResourceSummary, 'children'> {
  const { id, label, icon, columns, item } = resource
  return {
    id,
    label,
    icon,
    columns: columns.map(({ label, field, type }) => ({ key: field, label, type })),
    missingScopes: missingScopes(resource, account),
    ...(item ? { rereadable: true } : {}),
  }
}

function summarizeChild(resource: Resource, below: readonly Resource[], account: Account): ChildSummary {
  return { ...summarize(resource, account), childIds: below.map((each) => each.id) }
}

function allBelow(resource: Resource, below: (of: Resource) => readonly Resource[]): readonly Resource[] {
  const found = new Set(below(resource))
  // What is added while going through is gone through as well.
  for (const each of found) for (const child of below(each)) found.add(child)
  return [...found]
}

function isUnder({ parent }: Resource, { id }: Resource): boolean {
  return parent !== undefined && (typeof parent === 'string' ? parent === id : parent.includes(id))
}
