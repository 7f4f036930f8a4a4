import { watchOnline } from './online'
import { listen } from './support/listen'

const minute = 60_000

/** What tells of the person and their computer: Electron's `app` and `powerMonitor`. */
export interface PresenceWorld {
  readonly app: NodeJS.EventEmitter
  readonly power: NodeJS.EventEmitter
  readonly isOnline: () => boolean
}

/**
 * Tells when the computer has woken up, has a network again, or its person comes back to the window, and when they have
 * locked the screen or put it to sleep. Returns what ends the looking.
 */
export function watchPresence(
  { app, power, isOnline }: PresenceWorld,
  on: {
    readonly awake: () => void
    readonly away: () => void
    /** At most once a minute. */
    readonly looking: () => void
  },
): () => void {
  let lookedAt = 0
  const ends = [
    listen(power, 'resume', on.awake),
    listen(power, 'unlock-screen', on.awake),
    listen(power, 'suspend', on.away),
    listen(power, 'lock-screen', on.away),
    listen(app, 'browser-window-focus', () => {
      if (Date.now() - lookedAt < minute) return
      lookedAt = Date.now()
      on.looking()
    }),
    watchOnline(isOnline, on.awake),
  ]
  return () => {
    for (const end of ends) end()
  }
}
