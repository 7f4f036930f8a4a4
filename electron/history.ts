import { basename, join } from 'node:path'
import { type ActivityLog, createActivityLog } from './activity/activity-log'
import { readEntries, readTraces } from './activity/kept'
import { createTraces, type Traces } from './activity/trace'
import { createUsage, readUsage, type Usage } from './activity/usage'
import { readJsonFile, setAside } from './support/json-file'
import { createSaveSoon } from './support/save-soon'

export interface History {
  readonly activity: ActivityLog
  readonly traces: Traces
  readonly usage: Usage
  /** Names that damaged files were given, so that nothing was written over them. */
  readonly setAside: readonly string[]
  /** Writes down what is only in memory. */
  flush(): Promise<void>
}

/**
 * What happened, from the last runs and from now on, saved a moment after each change. A file that cannot be read is
 * no reason not to start; one that cannot be written is told to `onUnwritable`.
 */
export async function openHistory(options: {
  readonly profile: string
  readonly now: () => number
  readonly onUnwritable: (error: unknown) => void
}): Promise<History> {
  const { now, profile, onUnwritable } = options
  const activityFile = join(profile, 'activity.json')
  const flowsFile = join(profile, 'flows.json')
  const usageFile = join(profile, 'usage.json')
  const damaged: string[] = []

  async function read(file: string): Promise<unknown> {
    const content = await readJsonFile(file).catch(() => ({ kind: 'damaged' }) as const)
    if (content.kind !== 'damaged') return content.kind === 'read' ? content.value : undefined
    const name = await setAside(file, now()).catch(() => undefined)
    if (name) damaged.push(basename(name))
    return undefined
  }

  const activity = createActivityLog({ now, known: readEntries(await read(activityFile)) })
  const traces = createTraces({ now, known: readTraces(await read(flowsFile)) })
  const savedActivity = createSaveSoon(activityFile, () => activity.list(), onUnwritable)
  const savedTraces = createSaveSoon(
    flowsFile,
    () => traces.list().map(({ device: _, ...trace }) => trace),
    onUnwritable,
  )
  const usage = createUsage({ now, known: readUsage(await read(usageFile)) })
  const savedUsage = createSaveSoon(usageFile, () => usage.list(), onUnwritable)
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
    setAside: damaged,
    async flush() {
      await savedActivity.flush()
      await savedTraces.flush()
      await savedUsage.flush()
    },
  }
}
