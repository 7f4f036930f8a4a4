import { basename, join } from 'node:path'
import { type ActivityLog, createActivityLog } from './activity/activity-log'
import { readEntries, readTraces } from './activity/kept'
import { createTraces, type Traces } from './activity/trace'
import { createUsage, readUsage, type Usage } from './activity/usage'
import { readJsonFile, setAside } from './support/json-file'
import { createSaveSoon, type SaveSoon } from './support/save-soon'
import type { Understood } from './support/understood'

export interface History {
  readonly activity: ActivityLog
  readonly traces: Traces
  readonly usage: Usage
  /** Names that files were given that could not be understood in full, so that nothing was written over them. */
  readonly setAside: readonly string[]
  /** Writes down what is only in memory. */
  flush(): Promise<void>
}

interface Opened<Item> {
  readonly file: string
  readonly known: readonly Item[]
  /** Where its file is now; `stuck`: still there, not understood, and not to be moved. */
  readonly place: 'here' | 'aside' | 'stuck'
}

const savesNothing: SaveSoon = { changed: () => undefined, flush: async () => undefined }

/**
 * What happened, from the last runs and from now on, saved a moment after each change. A file that cannot be read is
 * no reason not to start. One that is not understood in full is set aside, and what was understood is written anew; one
 * that cannot be set aside is not written over. What cannot be moved or written is told to `onUnwritable`.
 */
export async function openHistory(options: {
  readonly profile: string
  readonly now: () => number
  readonly onUnwritable: (error: unknown) => void
}): Promise<History> {
  const { now, profile, onUnwritable } = options
  const aside: string[] = []

  async function open<Item>(name: string, read: (value: unknown) => Understood<Item>): Promise<Opened<Item>> {
    const file = join(profile, name)
    const content = await readJsonFile(file).catch(() => ({ kind: 'damaged' }) as const)
    const { known, isWhole } =
      content.kind === 'read' ? read(content.value) : { known: [], isWhole: content.kind === 'missing' }
    if (isWhole) return { file, known, place: 'here' }
    try {
      aside.push(basename(await setAside(file, now())))
      return { file, known, place: 'aside' }
    } catch (error) {
      onUnwritable(error)
      return { file, known, place: 'stuck' }
    }
  }

  function keep({ file, place }: Opened<unknown>, content: () => unknown): SaveSoon {
    if (place === 'stuck') return savesNothing
    const saved = createSaveSoon(file, content, onUnwritable)
    if (place === 'aside') saved.changed()
    return saved
  }

  const activityFile = await open('activity.json', readEntries)
  const flowsFile = await open('flows.json', readTraces)
  const usageFile = await open('usage.json', readUsage)
  const activity = createActivityLog({ now, known: activityFile.known })
  const traces = createTraces({ now, known: flowsFile.known })
  const usage = createUsage({ now, known: usageFile.known })
  const savedActivity = keep(activityFile, () => activity.list())
  const savedTraces = keep(flowsFile, () => traces.list().map(({ device: _, ...trace }) => trace))
  const savedUsage = keep(usageFile, () => usage.list())
  activity.changes.subscribe(savedActivity.changed)
  activity.changes.subscribe(([newest]) => {
    if (newest?.kind === 'renewed' && newest.accountId) usage.count(newest.accountId, 'renewals')
  })
  usage.changes.subscribe(savedUsage.changed)
  traces.changes.subscribe(savedTraces.changed)

  return {
    activity,
    traces,
    usage,
    setAside: aside,
    async flush() {
      await savedActivity.flush()
      await savedTraces.flush()
      await savedUsage.flush()
    },
  }
}
