import { basename } from 'node:path'
import { type Settings, settings as schema } from '../shared/settings'
import { readJsonFile, setAside, writeJsonFile } from './support/json-file'
import { createNotifier, type Notifier } from './support/notifier'
import { createPerKey } from './support/per-key'

export interface SettingsStore {
  get(): Settings
  /** On disk before it resolves. Throws `disk_full` or `disk_unwritable`; nothing has changed then. */
  change(difference: Partial<Settings>): Promise<Settings>
  readonly changes: Notifier<Settings>
  /** Name of a damaged file that was set aside. */
  readonly setAside?: string
}

export async function openSettings(path: string, now: () => number): Promise<SettingsStore> {
  const file = await readJsonFile(path)
  const parsed = schema.safeParse(file.kind === 'read' ? file.value : {})
  const damaged = file.kind === 'damaged' || !parsed.success
  const aside = damaged ? await setAside(path, now()).then(basename, () => undefined) : undefined
  const changes = createNotifier<Settings>()
  const inTurn = createPerKey()
  let current: Settings = parsed.success ? parsed.data : schema.parse({})
  return {
    ...(aside ? { setAside: aside } : {}),
    changes,
    get: () => current,
    // Two at once would both begin with what was before, and the later one take the other back.
    change: (difference) =>
      inTurn.inTurn(path, async () => {
        const changed = { ...current, ...difference }
        await writeJsonFile(path, changed)
        current = changed
        changes.announce(current)
        return current
      }),
  }
}
