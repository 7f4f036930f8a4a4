import type { ResourceSummary } from '../../../shared/resource'
import type { SearchGroup } from '../../../shared/row-search'
import type { Keyfob } from '../../keyfob'
import type { BrowsePlace, ParentRow } from '../../navigation'

/** Where a row that was found is listed. Asks main only for the name of the row above it. */
export async function placeOfFound(
  { accountId, resourceId, parentId }: SearchGroup,
  rowId: string,
  resources: readonly ResourceSummary[],
  keyfob: Keyfob,
): Promise<BrowsePlace> {
  const place: BrowsePlace = { screen: 'browse', accountId, resourceId, rowId }
  if (parentId === undefined) return place
  const root = resources.find(({ children, descendants }) =>
    [...children, ...(descendants ?? [])].some((child) => child.id === resourceId),
  )
  if (root === undefined) return place
  const title = await titleOf(accountId, root, resourceId, parentId, keyfob)
  const parent: ParentRow = { resourceId: root.id, rowId: parentId, title: title ?? parentId }
  return { ...place, parents: [parent] }
}

async function titleOf(
  accountId: string,
  root: ResourceSummary,
  childId: string,
  rowId: string,
  keyfob: Keyfob,
): Promise<string | undefined> {
  if (!root.children.some(({ id }) => id === childId)) return undefined
  const known = await keyfob.knownRows({ accountId, resourceId: root.id }).catch(() => null)
  return known?.rows.find(({ id }) => id === rowId)?.title
}
