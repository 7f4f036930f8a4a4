import type { Column, ResourceSummary } from '../../../shared/resource'
import type { BrowsePlace, ParentRow } from '../../navigation'

/** What is being listed: a resource of the account, or what lies below one of its rows. */
export interface Listing {
  readonly id: string
  readonly label: string
  readonly columns: readonly Column[]
  readonly missingScopes: readonly string[]
  readonly children: ResourceSummary['children']
  /** One item can be read anew. */
  readonly rereadable?: boolean
  /** The resource in the list at the left that this belongs to. */
  readonly rootId: string
  readonly rootLabel: string
  readonly parents: readonly ParentRow[]
}

/** Undefined while the resources are not known, and for an account that can list nothing. */
export function listingOf(
  place: BrowsePlace,
  resources: readonly ResourceSummary[] | undefined,
): Listing | undefined {
  const parents = place.parents ?? []
  const rootId = parents[0]?.resourceId ?? place.resourceId
  const firstUsable = resources?.find((resource) => resource.missingScopes.length === 0)
  const root = resources?.find((resource) => resource.id === rootId) ?? firstUsable ?? resources?.[0]
  if (root === undefined) return undefined
  const shared = { rootId: root.id, rootLabel: root.label, parents }
  const below = [...root.children, ...(root.descendants ?? [])]
  const child = parents.length > 0 ? below.find((one) => one.id === place.resourceId) : undefined
  if (child === undefined) return { ...root, ...shared, parents: [] }
  const children = (child.childIds ?? []).flatMap((id) => below.find((one) => one.id === id) ?? [])
  return { ...child, ...shared, missingScopes: child.missingScopes ?? [], children }
}
