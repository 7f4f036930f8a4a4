import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { existsSync, readFileSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { projectRoot } from '../setup/project.mjs'
import { setUp } from '../setup/set-up.mjs'
import { buildApp } from './build-app.mjs'

const resultFile = join(projectRoot, 'out', 'bench.json')
const tableFile = join(projectRoot, 'out', 'bench.txt')

/**
 * Measures the built app against the barest programs that do the same work, in the same run, and prints the table.
 *
 * @param {{ only: string, pairs: string }} options names of measurements, by commas (empty: all), and how many pairs
 *   of each (empty: its own number)
 * @returns {Promise<boolean>} whether everything could be measured; no number is a failure
 */
export async function runBench({ only, pairs }) {
  if (process.platform !== 'linux') {
    console.log('keyfob: the bench needs a private keyring and display, which only Linux has')
    return true
  }
  await setUp({ purpose: 'test' })
  buildApp()
  for (const file of [resultFile, tableFile]) rmSync(file, { force: true })
  const vitest = join(projectRoot, 'node_modules', 'vitest', 'vitest.mjs')
  const child = spawn(process.execPath, [vitest, 'run', '--project', 'bench'], {
    cwd: projectRoot,
    stdio: ['ignore', 'inherit', 'inherit'],
    env: {
      ...process.env,
      KEYFOB_BENCH_ONLY: only,
      KEYFOB_BENCH_PAIRS: pairs,
      KEYFOB_BENCH_RESULT: resultFile,
    },
  })
  const [code] = await once(child, 'close')
  console.log(existsSync(tableFile) ? `\n${readFileSync(tableFile, 'utf8')}` : 'The bench broke off.')
  return code === 0
}
