import { parseArgs } from 'node:util'
import { runSoak } from './launch/run-soak.mjs'
import { reportFailure, SetupFailure } from './setup/report.mjs'

try {
  const { values } = parseArgs({
    options: {
      cycles: { type: 'string', default: '100' },
      seed: { type: 'string', default: String(Date.now() % 1_000_000) },
    },
  })
  for (const [name, value] of Object.entries(values)) {
    if (!/^[1-9]\d{0,8}$/.test(value)) throw new SetupFailure(`--${name} takes a whole number, not ${value}`)
  }
  if (!(await runSoak(Number(values.cycles), Number(values.seed)))) process.exitCode = 1
} catch (error) {
  reportFailure(error)
}
