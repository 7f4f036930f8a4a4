import { printCounts } from './launch/print-counts.mjs'
import { runInstalled } from './launch/run-installed.mjs'
import { runSuites, suiteNames } from './launch/run-suites.mjs'
import { reportFailure } from './setup/report.mjs'

/** Everything that is tested, `npm test` and `npm run test:installed`, counted in one line. */
try {
  const sum = await runSuites(suiteNames)
  for (const [kind, count] of Object.entries(await installed())) sum[kind] += count
  printCounts(sum)
} catch (error) {
  reportFailure(error)
}

/** What cannot even be packed has failed, and takes away nothing of the count before. */
async function installed() {
  console.log('\n── installed')
  try {
    return await runInstalled()
  } catch (error) {
    console.error(error.message)
    return { passed: 0, failed: 1, skipped: 0 }
  }
}
