import { powerMonitor } from 'electron'

/** Tells when the computer has woken up, and when its person has locked the screen or put it to sleep. */
export function watchPower(on: { readonly awake: () => void; readonly away: () => void }): void {
  powerMonitor.on('resume', on.awake)
  powerMonitor.on('unlock-screen', on.awake)
  powerMonitor.on('suspend', on.away)
  powerMonitor.on('lock-screen', on.away)
}
