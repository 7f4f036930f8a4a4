import { parseArgs } from 'node:util'
import { makePackages } from './package/make-packages.mjs'
import { targetNames } from './package/plan-targets.mjs'
import { reportFailure, SetupFailure } from './setup/report.mjs'

try {
  const { values, positionals } = parseArgs({
    allowPositionals: true,
    options: { compare: { type: 'boolean', default: true } },
    allowNegative: true,
  })
  const unknown = positionals.filter((name) => !targetNames.includes(name))
  if (unknown.length > 0) {
    throw new SetupFailure(`there is no package ${unknown.join(', ')}: choose from ${targetNames.join(', ')}`)
  }
  if (!(await makePackages({ wanted: positionals, compare: values.compare }))) process.exitCode = 1
} catch (error) {
  reportFailure(error)
}
