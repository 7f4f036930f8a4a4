import { createHash } from 'node:crypto'
import type { Adapter, AdapterPayload } from 'oidc-provider'
import { type SandboxState, type StoredRecord, writeState } from './state-file'
import { type Records, trim } from './store-limits'

/** The models worth keeping over a restart. The rest lives for minutes; a restart ends the flow it belongs to. */
const kept = new Set(['Client', 'Grant', 'RefreshToken', 'AccessToken', 'ClientCredentials', 'Session'])

/** The models whose loss would break a connected account: a change is on disk before the answer goes out. */
const awaited = new Set(['Client', 'Grant', 'RefreshToken'])

/** Their ids are names that the server never hands out as a credential. Every other id is kept as a hash only. */
const plainIds = new Set(['Client', 'Grant'])

const debounce = 200

/**
 * Seconds that a record stays after its end. The provider judges the end itself (with its clock tolerance), and must
 * still find an expired device code to call it `expired_token` (RFC 8628 §3.5).
 */
const linger = (model: string) => (model === 'DeviceCode' ? 600 : 60)

export type Store = {
  adapterFor(model: string): Adapter
  /** Writes what is not on disk yet. Never rejects: a full disk costs durability, not service. */
  flush(): Promise<void>
  close(): Promise<void>
  /** Drops every record of a model, as if each had expired at this moment. */
  forget(model: string): void
  count(model: string): number
}

/**
 * Keeps what the authorization server must remember, in memory and in one JSON file. The file holds hashes of tokens
 * and client secrets, never the values: whoever reads it cannot use what it describes.
 */
export function createStore(deps: {
  file: string
  base: Omit<SandboxState, 'records'>
  records: SandboxState['records']
  /** The id of a client that stays however many others are registered. */
  pinnedClient: string
  onWriteError(error: unknown): void
}): Store {
  const models = new Map<string, Records>()
  for (const [model, records] of Object.entries(deps.records)) {
    models.set(model, new Map(Object.entries(records)))
  }
  sweep()
  const sweeper = setInterval(sweep, 60_000)
  sweeper.unref()

  let dirty = false
  let timer: NodeJS.Timeout | undefined
  let writing: Promise<void> | undefined

  function recordsOf(model: string): Records {
    const records = models.get(model) ?? new Map<string, StoredRecord>()
    models.set(model, records)
    return records
  }

  function sweep(): void {
    for (const records of models.values()) {
      for (const [key, record] of records) if (isOver(record)) records.delete(key)
    }
  }

  async function changed(model: string): Promise<void> {
    if (!kept.has(model)) return
    dirty = true
    if (awaited.has(model)) return flush()
    timer ??= setTimeout(() => void flush(), debounce)
  }

  async function flush(): Promise<void> {
    clearTimeout(timer)
    timer = undefined
    // A write under way took its picture earlier: whoever waits here needs the next one, shared with other waiters.
    while (writing) await writing
    if (!dirty) return
    dirty = false
    writing = writeState(deps.file, snapshot())
      .catch((error) => {
        dirty = true
        deps.onWriteError(error)
      })
      .finally(() => {
        writing = undefined
      })
    await writing
  }

  function snapshot(): SandboxState {
    const entries = [...models].filter(([model]) => kept.has(model))
    return {
      ...deps.base,
      records: Object.fromEntries(entries.map(([model, records]) => [model, Object.fromEntries(records)])),
    }
  }

  function adapterFor(model: string): Adapter {
    const records = recordsOf(model)
    const keyOf = (id: string) => (plainIds.has(model) ? id : hash(id))

    const live = (key: string | undefined) => {
      const record = key === undefined ? undefined : records.get(key)
      return record && !isOver(record) ? record : undefined
    }
    const restore = (record: StoredRecord | undefined, id?: string): AdapterPayload | undefined =>
      record && { ...structuredClone(record.payload), ...(id === undefined ? {} : { jti: id }) }
    const findBy = (name: 'uid' | 'userCode', value: string) =>
      [...records.values()].find((record) => record.payload[name] === value && !isOver(record))

    return {
      async upsert(id, payload, expiresIn) {
        records.delete(keyOf(id))
        records.set(keyOf(id), {
          payload: plain(model, payload),
          ...(expiresIn === undefined ? {} : { expiresAt: Date.now() + (expiresIn + linger(model)) * 1000 }),
        })
        trim(model, records, deps.pinnedClient)
        await changed(model)
      },
      async find(id) {
        return restore(live(keyOf(id)), model === 'Client' ? undefined : id)
      },
      async findByUid(uid) {
        return restore(findBy('uid', uid))
      },
      async findByUserCode(userCode) {
        const record = findBy('userCode', userCode)
        return restore(record, String(record?.payload.rawId))
      },
      async consume(id) {
        const record = live(keyOf(id))
        if (record) record.payload.consumed = Math.floor(Date.now() / 1000)
        await changed(model)
      },
      async destroy(id) {
        records.delete(keyOf(id))
        await changed(model)
      },
      async revokeByGrantId(grantId) {
        for (const [key, record] of records) if (record.payload.grantId === grantId) records.delete(key)
        await changed(model)
      },
    }
  }

  return {
    adapterFor,
    flush,
    async close() {
      clearInterval(sweeper)
      await flush()
    },
    forget(model) {
      recordsOf(model).clear()
      void changed(model)
    },
    count: (model) => [...recordsOf(model).values()].filter((record) => !isOver(record)).length,
  }
}

export function hash(value: string): string {
  return createHash('sha256').update(value).digest('base64url')
}

function isOver(record: StoredRecord): boolean {
  return record.expiresAt !== undefined && record.expiresAt <= Date.now()
}

/** The payload as JSON would keep it, without the value that is the credential itself. */
function plain(model: string, payload: AdapterPayload): Record<string, unknown> {
  const copy = JSON.parse(JSON.stringify(payload)) as Record<string, unknown>
  if (model === 'DeviceCode') copy.rawId = copy.jti
  if (model !== 'Client') delete copy.jti
  if (typeof copy.client_secret === 'string') copy.client_secret = hash(copy.client_secret)
  return copy
}
