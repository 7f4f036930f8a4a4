import { makeTestDebs } from '../package/make-test-debs.mjs'
import { isOnPath } from '../setup/run.mjs'
import { setUp } from '../setup/set-up.mjs'
import { ensureSystemPackages } from '../setup/system-packages.mjs'
import { runVitest } from './run-vitest.mjs'

/**
 * Packs Keyfob and tests it as it is installed: from apt to the menu entry, through an upgrade, to its removal.
 *
 * @returns {Promise<{ passed: number, failed: number, skipped: number }>}
 */
export async function runInstalled() {
  if (process.platform !== 'linux' || !isOnPath('apt-get') || process.getuid() !== 0) {
    console.log('keyfob: testing the installed app needs root on a Debian-like Linux; nothing was tested')
    return { passed: 0, failed: 0, skipped: 1 }
  }
  const { electron } = await setUp({ purpose: 'test' })
  ensureSystemPackages(['installed'])
  const { current, next } = await makeTestDebs(electron)
  process.env.KEYFOB_DEB = current
  process.env.KEYFOB_NEXT_DEB = next
  return runVitest(['installed'])
}
