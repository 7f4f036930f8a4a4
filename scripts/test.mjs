import { printCounts } from './launch/print-counts.mjs'
import { runSuites, suiteNames } from './launch/run-suites.mjs'
import { reportFailure, SetupFailure } from './setup/report.mjs'

try {
  const wanted = process.argv.slice(2)
  const unknown = wanted.filter((name) => !suiteNames.includes(name))
  if (unknown.length > 0) {
    throw new SetupFailure(`there is no suite ${unknown.join(', ')}: choose from ${suiteNames.join(', ')}`)
  }
  printCounts(await runSuites(wanted.length > 0 ? wanted : suiteNames))
} catch (error) {
  reportFailure(error)
}
