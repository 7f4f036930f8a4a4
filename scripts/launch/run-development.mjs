import { once } from 'node:events'
import { join, sep } from 'node:path'
import { projectRoot } from '../setup/project.mjs'
import { announce } from '../setup/report.mjs'
import { forgetBuild } from './build-app.mjs'
import { openElectron } from './open-electron.mjs'

const configFile = join(projectRoot, 'vite.config.ts')
const mainFolders = ['electron', 'shared'].map((folder) => join(projectRoot, folder))
const settleTime = 150

/**
 * Opens the app with its window served by Vite, which swaps changed components in place. A change under `electron/`
 * or `shared/` builds the main process anew and restarts the app. Ends when the person closes the app.
 *
 * @param {import('../setup/find-electron.mjs').ElectronRuntime} electron
 * @param {string[]} args for the app
 */
export async function runDevelopment(electron, args) {
  const { createBuilder, createServer } = await import('vite')
  const server = await createServer({ configFile })
  await server.listen()
  const url = server.resolvedUrls.local[0]
  announce(`the window is served from ${url}`)

  const app = createRestartableApp(() => openElectron(electron, { args, env: { KEYFOB_DEV_SERVER: url } }))
  onSettledChange(server.watcher, async () => {
    announce('building the main process anew')
    try {
      await buildMain(createBuilder)
      await app.restart()
    } catch (error) {
      console.error(`keyfob: the build failed, the app runs on as it was: ${error.message}`)
    }
  })
  await buildMain(createBuilder)
  await app.restart()
  await app.closedByPerson
  await server.close()
}

async function buildMain(createBuilder) {
  forgetBuild()
  const builder = await createBuilder({ configFile, logLevel: 'warn' })
  for (const name of ['main', 'sandbox', 'preload']) await builder.build(builder.environments[name])
}

function createRestartableApp(open) {
  let running
  let closed
  const closedByPerson = new Promise((resolve) => {
    closed = resolve
  })
  async function restart() {
    const previous = running
    running = undefined
    if (previous && previous.exitCode === null) {
      previous.kill()
      await once(previous, 'exit')
    }
    const child = open()
    running = child
    child.once('exit', () => running === child && closed())
  }
  return { restart, closedByPerson }
}

/** Calls back once per burst of changes (an editor saves several files), and never while a call is still busy. */
function onSettledChange(watcher, callback) {
  let timer
  let work = Promise.resolve()
  watcher.add(mainFolders)
  watcher.on('all', (_event, path) => {
    if (!mainFolders.some((folder) => path.startsWith(folder + sep))) return
    clearTimeout(timer)
    timer = setTimeout(() => {
      work = work.then(callback)
    }, settleTime)
  })
}
