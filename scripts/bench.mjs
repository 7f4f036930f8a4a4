import { parseArgs } from 'node:util'
import { runBench } from './launch/run-bench.mjs'
import { reportFailure, SetupFailure } from './setup/report.mjs'

try {
  const { values } = parseArgs({
    options: {
      only: { type: 'string', default: '' },
      pairs: { type: 'string', default: '' },
    },
  })
  if (!/^([1-9]\d{0,3})?$/.test(values.pairs)) {
    throw new SetupFailure(`--pairs takes a whole number, not ${values.pairs}`)
  }
  if (!(await runBench(values))) process.exitCode = 1
} catch (error) {
  reportFailure(error)
}
