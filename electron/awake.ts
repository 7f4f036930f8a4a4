import { powerMonitor } from 'electron'

/** Tells when the computer has woken up. */
export function onPowerAndNetwork(woken: () => void): void {
  powerMonitor.on('resume', woken)
  powerMonitor.on('unlock-screen', woken)
}
