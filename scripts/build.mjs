import { buildApp } from './launch/build-app.mjs'
import { ensurePackages } from './setup/npm-packages.mjs'
import { reportFailure } from './setup/report.mjs'

try {
  ensurePackages()
  buildApp({ always: true })
} catch (error) {
  reportFailure(error)
}
