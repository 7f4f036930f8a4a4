import { ensureElectron } from './electron-runtime.mjs'
import { ensureKeytar } from './keytar.mjs'
import { ensurePackages } from './npm-packages.mjs'
import { ensureSystemPackages } from './system-packages.mjs'

/**
 * Makes this machine ready and returns what the launching scripts need. Looks first and does only what is
 * missing, so that a ready machine is asked for well under a second.
 *
 * @param {{ purpose: 'check' | 'start' | 'test', retryOfficialElectron?: boolean }} options `check` runs what
 *   needs Node alone, `start` opens the app on a display that is there, `test` also needs a display, a keyring
 *   and a browser of its own.
 * @returns {Promise<{ electron?: import('./find-electron.mjs').ElectronRuntime }>} no Electron for `check`
 * @throws {SetupFailure} with a sentence that names the cause and the cure
 */
export async function setUp({ purpose, retryOfficialElectron = false }) {
  ensurePackages()
  if (purpose === 'check') return {}
  ensureSystemPackages(purpose === 'test' ? ['run', 'test'] : ['run'])
  ensureKeytar()
  return { electron: await ensureElectron({ retryOfficial: retryOfficialElectron }) }
}
