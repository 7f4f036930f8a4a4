import { runSuites, suiteNames } from './launch/run-suites.mjs'
import { reportFailure, SetupFailure } from './setup/report.mjs'

try {
  const wanted = process.argv.slice(2)
  const unknown = wanted.filter((name) => !suiteNames.includes(name))
  if (unknown.length > 0) {
    throw new SetupFailure(`there is no suite ${unknown.join(', ')}: choose from ${suiteNames.join(', ')}`)
  }
  const { passed, failed, skipped } = await runSuites(wanted.length > 0 ? wanted : suiteNames)
  if (failed > 0) process.exitCode = 1
  console.log(`${passed} passed, ${failed} failed${skipped > 0 ? `, ${skipped} skipped` : ''}`)
} catch (error) {
  reportFailure(error)
}
