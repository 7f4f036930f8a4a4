import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { projectRoot } from '../setup/project.mjs'
import { runShown } from './run-shown.mjs'

/**
 * Runs vitest projects of vite.config.ts and counts what happened. A file that breaks before its tests are known
 * counts as one failure, and so does a run that ends badly for any other reason.
 *
 * @param {string[]} projects
 * @returns {Promise<{ passed: number, failed: number, skipped: number }>}
 */
export async function runVitest(projects, extraArgs = []) {
  const folder = mkdtempSync(join(tmpdir(), 'keyfob-results-'))
  const results = join(folder, 'results.json')
  const ok = await runShown(process.execPath, [
    join(projectRoot, 'node_modules', 'vitest', 'vitest.mjs'),
    'run',
    ...projects.flatMap((project) => ['--project', project]),
    '--reporter=default',
    '--reporter=json',
    `--outputFile.json=${results}`,
    ...extraArgs,
  ])
  const counts = count(results)
  rmSync(folder, { recursive: true, force: true })
  if (counts.failed === 0 && (!ok || counts.passed + counts.skipped === 0)) counts.failed = 1
  return counts
}

function count(file) {
  const counts = { passed: 0, failed: 0, skipped: 0 }
  for (const { status, assertionResults } of readResults(file)) {
    if (status === 'failed' && !assertionResults.some((test) => test.status === 'failed')) counts.failed += 1
    for (const test of assertionResults) {
      counts[test.status === 'passed' || test.status === 'failed' ? test.status : 'skipped'] += 1
    }
  }
  return counts
}

function readResults(file) {
  try {
    return JSON.parse(readFileSync(file, 'utf8')).testResults
  } catch {
    return []
  }
}
