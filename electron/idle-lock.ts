import type { Settings } from '../shared/settings'
import type { Lock } from './lock'
import type { SettingsStore } from './settings-store'

/** How often it is looked whether the person is still there. ms */
const between = 10_000

/**
 * Locks Keyfob when the person has touched neither keyboard nor mouse, in any program, for as many minutes as the
 * settings say. Nothing is looked at while they say never. Returns the function that ends it.
 *
 * @param idleTime seconds since the last touch
 */
export function lockWhenIdle(
  idleTime: () => number,
  settings: Pick<SettingsStore, 'get' | 'changes'>,
  lock: Pick<Lock, 'lock'>,
): () => void {
  let timer: NodeJS.Timeout | undefined

  function look(minutes: number): void {
    if (idleTime() >= minutes * 60) lock.lock()
  }

  function follow({ autoLockMinutes }: Settings): void {
    clearInterval(timer)
    timer = autoLockMinutes ? setInterval(() => look(autoLockMinutes), between) : undefined
  }

  follow(settings.get())
  const unsubscribe = settings.changes.subscribe(follow)
  return () => {
    unsubscribe()
    clearInterval(timer)
  }
}
