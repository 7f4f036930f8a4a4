import type { Settings } from '../../shared/settings'
import type { Notifier } from '../support/notifier'
import type { Updates } from './updates'

/** After the start, when nobody waits for anything. ms */
const untilFirst = 60_000
const day = 24 * 60 * 60_000

/**
 * Looks for a newer version once a day, for whoever turned that on; nobody else's Keyfob asks. Found versions are told
 * to `onFound` once; failures to nobody, since nobody asked. Returns the function that ends it.
 */
export function checkByItself(deps: {
  readonly updates: Pick<Updates, 'check' | 'status'>
  readonly settings: { get(): Settings; readonly changes: Notifier<Settings> }
  readonly onFound: (version: string) => void
}): () => void {
  const { updates, settings } = deps
  let timer: NodeJS.Timeout | undefined
  let told: string | undefined

  async function look(): Promise<void> {
    timer = setTimeout(look, day)
    const { state: before, hindrance } = await updates.status()
    // What was found, and what is being done about it, stays as it is.
    if (hindrance !== undefined || (before !== 'idle' && before !== 'current')) return
    const { state, found } = await updates.check()
    if (state !== 'available' || !found || found.version === told) return
    told = found.version
    deps.onFound(found.version)
  }

  function follow({ checkForUpdates }: Settings): void {
    if (checkForUpdates) timer ??= setTimeout(look, untilFirst)
    else {
      clearTimeout(timer)
      timer = undefined
    }
  }

  follow(settings.get())
  const end = settings.changes.subscribe(follow)
  return () => {
    end()
    clearTimeout(timer)
  }
}
