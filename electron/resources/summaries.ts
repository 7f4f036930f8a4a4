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

function allBelow(
  resource: Resource,
  below: (of: Resource) => readonly Resource[],
  seen: ReadonlySet<Resource> = new Set(),
): readonly Resource[] {
  return below(resource).reduce<readonly Resource[]>((found, each) => {
    const known = new Set([...seen, ...found])
    return known.has(each) ? found : [...found, each, ...allBelow(each, below, new Set([...known, each]))]
  }, [])
}

function isUnder({ parent }: Resource, { id }: Resource): boolean {
  return parent !== undefined && (Array.isArray(parent) ? parent.includes(id) : parent === id)
}
