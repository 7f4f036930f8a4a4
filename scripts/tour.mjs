import { runTour } from './launch/run-tour.mjs'
import { reportFailure } from './setup/report.mjs'

try {
  if (!(await runTour())) process.exitCode = 1
} catch (error) {
  reportFailure(error)
}
