import type { StoredRecord } from './state-file'

export type Records = Map<string, StoredRecord>

const limits: Readonly<Record<string, number>> = { Client: 200, Grant: 1000, Session: 200 }
const otherLimit = 4000
const spentTokensPerGrant = 20

/** Drops the oldest records of a model over its limit, so that neither memory nor file grows without end. */
export function trim(model: string, records: Records, pinned: string): void {
  if (model === 'RefreshToken') dropSpentTokens(records)
  const limit = limits[model] ?? otherLimit
  for (const key of records.keys()) {
    if (records.size <= limit) return
    if (key !== pinned) records.delete(key)
  }
}

/** Rotation leaves a spent token at every renewal; the latest few are enough to notice a reuse. */
function dropSpentTokens(records: Records): void {
  const spent = new Map<unknown, string[]>()
  for (const [key, { payload }] of records) {
    if (payload.consumed === undefined) continue
    spent.set(payload.grantId, [...(spent.get(payload.grantId) ?? []), key])
  }
  for (const keys of spent.values()) {
    for (const key of keys.slice(0, Math.max(0, keys.length - spentTokensPerGrant))) records.delete(key)
  }
}
