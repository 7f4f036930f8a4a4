import { useEffect, useState } from 'react'
import type { ResourceSummary } from '../../shared/resource'
import { useApp } from '../app-context'

export interface Counts {
  /** Items by resource id, where their number is known by now. */
  readonly amounts: ReadonlyMap<string, number>
  /** What was seen while looking wins over what was counted. */
  readonly note: (resourceId: string, amount: number) => void
}

/**
 * How many items an account's resources hold: as main remembers it, else asked one after the other once `mayAsk`, so
 * that what the person looks at comes first. The first failure ends the asking; leaving cancels it.
 */
export function useCounts(
  accountId: string,
  resources: readonly ResourceSummary[] | undefined,
  mayAsk: boolean,
): Counts {
  const { keyfob } = useApp()
  const [counted, setCounted] = useState<ReadonlyMap<string, number>>(new Map())
  const note = (id: string, amount: number) =>
    setCounted((before) => (before.get(id) === amount ? before : new Map(before).set(id, amount)))

  useEffect(() => {
    if (!mayAsk || resources === undefined) return
    let open: string | null = null
    let left = false
    async function askAll(uncounted: readonly ResourceSummary[]) {
      for (const { id } of uncounted) {
        if (left) return
        open = crypto.randomUUID()
        const amount = await keyfob.countRows({ accountId, resourceId: id, requestId: open })
        open = null
        if (amount !== null && !left) setCounted((before) => new Map([[id, amount], ...before]))
      }
    }
    const uncounted = resources.filter(
      ({ total, missingScopes }) => total === undefined && missingScopes.length === 0,
    )
    // A number that cannot be had is not shown; the list itself says why when it is opened.
    askAll(uncounted).catch(() => undefined)
    return () => {
      left = true
      if (open !== null) keyfob.cancelRequest({ requestId: open }).catch(() => undefined)
    }
  }, [keyfob, accountId, resources, mayAsk])

  const told = (resources ?? []).flatMap(({ id, total }) =>
    total === undefined ? [] : [[id, total] as const],
  )
  return { amounts: new Map([...told, ...counted]), note }
}
