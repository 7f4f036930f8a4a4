import { useState } from 'react'
import type { ResourceSummary, Row } from '../../../shared/resource'
import type { SearchGroup } from '../../../shared/row-search'
import { useApp, useSelect } from '../../app-context'
import { ResourceIcon } from '../../components/resource-icon'
import { faceOf } from '../../people'
import { text } from '../../text'
import { cellText } from '../browse/cells'
import { placeOfFound } from './found-place'
import type { PaletteSection } from './palette-sections'

const shownFirst = 5
const cellsShown = 3
const mostRemembered = 50

/** What a search found, a section for each account and resource; a long one unfolds. */
export function useFoundSections(groups: readonly SearchGroup[]): readonly PaletteSection[] {
  const { keyfob, store, navigation } = useApp()
  const accounts = useSelect((state) => state.accounts)
  const providers = useSelect((state) => state.providers)
  const resources = useSelect((state) => state.resources)
  const [unfolded, setUnfolded] = useState<ReadonlySet<string>>(new Set())

  async function open(group: SearchGroup, row: Row) {
    const { accountId, resourceId } = group
    const found = { accountId, resourceId, row }
    store.change(({ foundRows }) => ({ foundRows: [...foundRows, found].slice(-mostRemembered) }))
    navigation.go(await placeOfFound(group, row.id, resources.get(accountId) ?? [], keyfob))
  }

  return groups.flatMap((group) => {
    const account = accounts.find(({ id }) => id === group.accountId)
    if (account === undefined) return []
    // A row that was seen and is then found by its provider too stays the row that the arrows are at.
    const list = ['rows', group.accountId, group.resourceId, group.parentId ?? ''].join(' ')
    const id = `${list} ${group.from}`
    const columns = columnsOf(group, resources.get(group.accountId))
    const provider = faceOf(
      providers.find((one) => one.id === account.providerId),
      account.providerId,
    ).name
    const rows = eachOnce(group.rows)
    const shown = unfolded.has(id) ? rows : rows.slice(0, shownFirst)
    const rest = rows.length - shown.length
    const entries = shown.map((row) => ({
      id: `${list} ${row.id}`,
      label: row.title,
      note: noteOf(row, columns),
      icon: <ResourceIcon name={group.icon} />,
      run: () => void open(group, row),
    }))
    const more = {
      id: `${id} more`,
      label: text.rowSearch.more(rest),
      ...(group.more ? { note: text.rowSearch.evenMore } : {}),
      icon: null,
      staysOpen: true,
      run: () => setUnfolded(new Set(unfolded).add(id)),
    }
    return [
      {
        id,
        title: text.rowSearch.heading(account.label, group.label),
        aside: group.from === 'seen' ? text.rowSearch.seen : text.rowSearch.asked(provider),
        entries: rest > 0 ? [...entries, more] : entries,
      },
    ]
  })
}

/** A provider may find a row twice. */
function eachOnce(rows: readonly Row[]): readonly Row[] {
  return [...new Map(rows.map((row) => [row.id, row])).values()]
}

function columnsOf({ resourceId }: SearchGroup, resources: readonly ResourceSummary[] = []) {
  const all = resources.flatMap((one) => [one, ...one.children, ...(one.descendants ?? [])])
  return all.find(({ id }) => id === resourceId)?.columns ?? []
}

/** The first cells that say more than the title does. */
function noteOf({ title, cells }: Row, columns: ResourceSummary['columns']): string {
  return cells
    .flatMap((cell, index) =>
      cell === null || cell === '' || cell === title ? [] : [cellText(cell, columns[index]?.type ?? 'text')],
    )
    .slice(0, cellsShown)
    .join(' · ')
}
