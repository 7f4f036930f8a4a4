import { join } from 'node:path'
import { Failure } from '../../shared/failure'
import type { SearchResults } from '../../shared/row-search'
import type { Registry } from '../accounts/registry'
import { createAuthorized } from '../http/authorized'
import type { Clock } from '../support/clock'
import { createNotifier } from '../support/notifier'
import { createConsoleHistory } from './console-history'
import { createRowMemory } from './known-rows'
import { createPatientExchange } from './patient'
import { createRowFiles } from './row-files'
import { createTasks } from './tasks'

/** The parts of browsing that hold state. */
export function createBrowsing(deps: {
  readonly fetch: Parameters<typeof createAuthorized>[0]['fetch']
  readonly lease: Parameters<typeof createAuthorized>[0]['lease']
  readonly clock: Clock
  readonly registry: Pick<Registry, 'list' | 'changes'>
  readonly profile: string
  /** Whether rows are kept on disk, and when that has changed. */
  readonly keepsRows: () => boolean
  readonly onKeepingChange: (listener: () => void) => void
  readonly onSetAside: (name: string) => void
  readonly onFailure: (failure: Failure) => void
  readonly random?: () => number
}) {
  const { clock, registry } = deps
  const authorized = createAuthorized({ fetch: deps.fetch, lease: deps.lease })
  const rowFiles = createRowFiles({
    folder: join(deps.profile, 'rows'),
    isOn: deps.keepsRows,
    now: clock.now,
    onSetAside: deps.onSetAside,
    onFailure: deps.onFailure,
  })
  let accounts = new Set(registry.list().map(({ id }) => id))
  const isThere = (accountId: string) => accounts.has(accountId)
  const rowMemory = createRowMemory({ isThere, now: clock.now, files: rowFiles })
  const tasks = createTasks()

  registry.changes.subscribe((list) => {
    const now = new Set(list.map(({ id }) => id))
    const isGone = [...accounts].some((id) => !now.has(id))
    accounts = now
    // A list that could not be read is empty as well: only an account that was there can have gone.
    if (isGone) rowMemory.keepOnly([...now])
  })
  deps.onKeepingChange(() => {
    if (!deps.keepsRows()) void rowFiles.removeAll()
  })

  return {
    authorized,
    patient: createPatientExchange({ authorized, clock, random: deps.random ?? Math.random }),
    tasks,
    rowMemory,
    searches: createNotifier<SearchResults>(),
    consoleHistory: createConsoleHistory(),
    exportedFiles: new Map<string, string>(),
    async closeBrowsing() {
      tasks.cancelAll(new Failure('shutting_down', 'Keyfob is quitting'))
      await rowMemory.flush()
    },
  }
}
