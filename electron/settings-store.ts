import type { Failure } from '../shared/failure'
import { type Settings, settings as schema } from '../shared/settings'
import { writeJsonFile } from './support/json-file'
import { openKeptFile } from './support/kept-file'
import { createNotifier, type Notifier } from './support/notifier'
import { createPerKey } from './support/per-key'

export interface SettingsStore {
  get(): Settings
  /** On disk before it resolves. Throws `disk_full` or `disk_unwritable`; nothing has changed then. */
  change(difference: Partial<Settings>): Promise<Settings>
  readonly changes: Notifier<Settings>
  /** Name of a damaged file that was set aside. */
  readonly setAside?: string
  /** Why nothing can be written: the file cannot be read. Every change throws it. */
  readonly closed?: Failure
}

/** Opens the settings; those that are not known are the usual ones. Never throws. */
export async function openSettings(path: string, now: () => number): Promise<SettingsStore> {
  const { value, ...trouble } = await openKeptFile(path, schema, now)
  const changes = createNotifier<Settings>()
  const perKey = createPerKey()
  let current: Settings = value ?? schema.parse({})
  return {
    ...trouble,
    changes,
    get: () => current,
    // Two at once would both begin with what was before, and the later one take the other back.
    change: (difference) =>
      perKey.inTurn(path, async () => {
        if (trouble.closed) throw trouble.closed
        const changed = { ...current, ...difference }
        await writeJsonFile(path, changed)
        current = changed
        changes.announce(current)
        return current
      }),
  }
}
