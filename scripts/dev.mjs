import { runDevelopment } from './launch/run-development.mjs'
import { reportFailure } from './setup/report.mjs'
import { setUp } from './setup/set-up.mjs'

try {
  const { electron } = await setUp({ purpose: 'start' })
  await runDevelopment(electron, process.argv.slice(2))
} catch (error) {
  reportFailure(error)
}
