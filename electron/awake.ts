import { app, net, powerMonitor } from 'electron'
import { watchOnline } from './online'

const minute = 60_000

/**
 * Tells when the computer has woken up, has a network again, or its person comes back to the window, and when they have
 * locked the screen or put it to sleep. Returns what ends the looking.
 */
export function watchPresence(on: {
  readonly awake: () => void
  readonly away: () => void
  /** At most once a minute. */
  readonly looking: () => void
}): () => void {
  let lookedAt = 0
  powerMonitor.on('resume', on.awake)
  powerMonitor.on('unlock-screen', on.awake)
  powerMonitor.on('suspend', on.away)
  powerMonitor.on('lock-screen', on.away)
  app.on('browser-window-focus', () => {
    if (Date.now() - lookedAt < minute) return
    lookedAt = Date.now()
    on.looking()
  })
  return watchOnline(() => net.isOnline(), on.awake)
}
