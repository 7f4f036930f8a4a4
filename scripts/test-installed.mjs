import { printCounts } from './launch/print-counts.mjs'
import { runInstalled } from './launch/run-installed.mjs'
import { reportFailure } from './setup/report.mjs'

try {
  printCounts(await runInstalled())
} catch (error) {
  reportFailure(error)
}
