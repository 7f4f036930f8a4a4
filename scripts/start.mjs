import { once } from 'node:events'
import { buildApp } from './launch/build-app.mjs'
import { hasDisplay, openElectron } from './launch/open-electron.mjs'
import { runTour } from './launch/run-tour.mjs'
import { announce, reportFailure } from './setup/report.mjs'
import { setUp } from './setup/set-up.mjs'

try {
  process.exitCode = hasDisplay() ? await openApp() : await showTour()
} catch (error) {
  reportFailure(error)
}

async function openApp() {
  const { electron } = await setUp({ purpose: 'start' })
  buildApp()
  const app = openElectron(electron, { args: process.argv.slice(2) })
  const [code] = await once(app, 'exit')
  return code ?? 1
}

async function showTour() {
  announce('there is no display here, so the app runs on an invisible one and you get the tour as pictures')
  return (await runTour()) ? 0 : 1
}
