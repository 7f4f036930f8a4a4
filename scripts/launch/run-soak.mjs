import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { existsSync, readFileSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { projectRoot } from '../setup/project.mjs'
import { setUp } from '../setup/set-up.mjs'
import { buildApp } from './build-app.mjs'

const resultFile = join(projectRoot, 'out', 'soak.txt')

/**
 * Kills and restarts the real app again and again while it connects, renews and revokes accounts at the sandbox, and
 * looks for what was lost, torn or leaked. Its last line is the count.
 *
 * @param {number} cycles
 * @param {number} seed the same one does the same things; when they happen is up to the machine
 * @returns {Promise<boolean>} whether all is well
 */
export async function runSoak(cycles, seed) {
  if (process.platform !== 'linux') {
    console.log('keyfob: the soak needs a private keyring, which only Linux has')
    return true
  }
  await setUp({ purpose: 'test' })
  buildApp()
  rmSync(resultFile, { force: true })
  console.log(`\n${cycles} cycles from seed ${seed}`)
  const vitest = join(projectRoot, 'node_modules', 'vitest', 'vitest.mjs')
  const child = spawn(process.execPath, [vitest, 'run', '--project', 'soak'], {
    cwd: projectRoot,
    stdio: ['ignore', 'inherit', 'inherit'],
    env: {
      ...process.env,
      KEYFOB_SOAK_CYCLES: String(cycles),
      KEYFOB_SOAK_SEED: String(seed),
      KEYFOB_SOAK_RESULT: resultFile,
    },
  })
  const [code] = await once(child, 'close')
  console.log(existsSync(resultFile) ? readFileSync(resultFile, 'utf8') : 'The soak broke off.')
  return code === 0
}
