import { SetupFailure } from '../setup/report.mjs'
import { run } from '../setup/run.mjs'

/**
 * Asks an Electron what it is made of.
 *
 * @param {string} executable
 * @returns {import('./bill-of-materials.mjs').ElectronVersions}
 */
export function electronVersions(executable) {
  const env = { ...process.env, ELECTRON_RUN_AS_NODE: '1' }
  const { ok, stdout, tail } = run(executable, ['-p', 'JSON.stringify(process.versions)'], { env })
  if (!ok) throw new SetupFailure(`Electron could not be asked for its version. It said:\n${tail}`)
  return JSON.parse(stdout)
}
