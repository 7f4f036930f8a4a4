import { rmSync } from 'node:fs'
import { join } from 'node:path'
import { projectRoot } from '../setup/project.mjs'
import { setUp } from '../setup/set-up.mjs'
import { buildApp } from './build-app.mjs'
import { runShown } from './run-shown.mjs'
import { runVitest } from './run-vitest.mjs'

const inModules = (...path) => join(projectRoot, 'node_modules', ...path)

/** Each suite counts what it ran. Types and lint count as one test each. */
const suites = {
  types: () => runAsOne(inModules('typescript', 'bin', 'tsc'), ['-p', 'tsconfig.json']),
  lint: () => runAsOne(inModules('@biomejs', 'biome', 'bin', 'biome'), ['check', '.', '--error-on-warnings']),
  unit: () => runVitest(['unit', 'renderer']),
  flow: () => runVitest(['flow']),
  desktop: () => {
    buildApp()
    rmSync(join(projectRoot, 'out', 'failed'), { recursive: true, force: true })
    return runVitest(['desktop'])
  },
}

export const suiteNames = Object.keys(suites)

/**
 * Sets the machine up for the named suites and runs them one after the other, each with its output, whatever the
 * ones before came to.
 *
 * @param {string[]} names
 * @returns {Promise<{ passed: number, failed: number, skipped: number }>} the sum
 */
export async function runSuites(names) {
  await setUp({ purpose: names.includes('desktop') ? 'test' : 'check' })
  const sum = { passed: 0, failed: 0, skipped: 0 }
  for (const name of names) {
    console.log(`\n── ${name}`)
    const counts = await runOne(suites[name])
    for (const key of Object.keys(sum)) sum[key] += counts[key]
    console.log(`${name}: ${counts.passed} passed, ${counts.failed} failed, ${counts.skipped} skipped`)
  }
  console.log()
  return sum
}

/** A suite that cannot even start has failed; the others still run. */
async function runOne(suite) {
  try {
    return await suite()
  } catch (error) {
    console.error(error.message)
    return { passed: 0, failed: 1, skipped: 0 }
  }
}

async function runAsOne(program, args) {
  const ok = await runShown(process.execPath, [program, ...args])
  return { passed: ok ? 1 : 0, failed: ok ? 0 : 1, skipped: 0 }
}
