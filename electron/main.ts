import './support/no-written-code'
import { join } from 'node:path'
import {
  app,
  type BrowserWindow,
  clipboard,
  Menu,
  net,
  powerMonitor,
  protocol,
  shell,
  utilityProcess,
} from 'electron'
import { policyPath, readPolicy } from './accounts/policy'
import { announce } from './announce'
import { createApi } from './api'
import { readAhead, serveWindow } from './app-protocol'
import { setUpAroundWindow } from './around-window'
import { installationWorld, isTrayShown, openSettingsOfSystem, systemBrowser, systemNames } from './computer'
import { createDialogs, tellOfFailedStart } from './dialogs'
import { serveApi } from './ipc'
import { readLicences } from './licences'
import { createNetwork } from './network/network'
import { keepNetworkHere } from './network-process'
import { openNetworkSession } from './network-session'
import { lineIn, opener } from './open-asked'
import { openExternally } from './open-externally'
import { catalogue } from './providers/catalogue'
import { quitCleanly } from './quit'
import { relaunch, restart } from './relaunch'
import { deleteAfterQuitting, deleteBeforeStart, finishArgument, isFinishing } from './removal/at-start'
import { createSandboxHost } from './sandbox-host'
import { createServices } from './services'
import { systemClock } from './support/clock'
import { printUncaught, redact, redactPrinting } from './support/redact'
import { takeSweepMark } from './sweep-mark'
import { openSystemKeychain } from './system-keychain'
import { appInfo, chromiumLicences, shippedClients, testWishes, updatesOfBuild } from './this-build'
import { updateSource } from './update/source'
import { findInstallation } from './update/update-way'
import { startUpkeep, tellOfAsides } from './upkeep'
import { startUtility } from './utility-process'
import { applyAppearance, isTrusted, lockPages, lookUpNoNamesAhead, openWindow, untilPainted } from './window'
import { openWindowMemory, type WindowMemory } from './window-memory'
import { createWishes } from './wishes'

redactPrinting(console)
printUncaught(process, console.error)
app.setName('Keyfob')
// Windows shows notifications only of programs that it knows by this.
app.setAppUserModelId('app.keyfob.desktop')
lookUpNoNamesAhead()
keepNetworkHere(process.platform, app.commandLine)
// Ours comes once the window has drawn itself; until then Electron would build one of its own.
Menu.setApplicationMenu(null)
app.commandLine.appendSwitch('ssl-version-min', 'tls1.2')
protocol.registerSchemesAsPrivileged([
  { scheme: 'app', privileges: { standard: true, secure: true, supportFetchAPI: true } },
])

const pages = join(import.meta.dirname, '../renderer')
const readPage = readAhead(pages)

let window: BrowserWindow | undefined
let memory: WindowMemory | undefined
let goesOn = () => process.platform === 'darwin'
/** The command line that was given last, while nothing can be opened yet. */
let given: unknown = process.argv
let heed = (line: unknown): void => {
  given = line
}

// Chromium rearranges the command line that it hands over itself.
if (!app.requestSingleInstanceLock({ line: process.argv })) app.quit()
else if (isFinishing(process.argv)) {
  deleteAfterQuitting(app.getPath('userData'))
  app.exit(0)
} else {
  deleteBeforeStart(app.getPath('userData'))
  app.on('second-instance', (_event, _line, _folder, handed) => heed(lineIn(handed)))
  app.on('window-all-closed', () => {
    if (!goesOn()) app.quit()
  })
  // Files are read while Electron gets ready.
  Promise.all([prepare(), app.whenReady()])
    .then(([prepared]) => start(prepared))
    .catch(giveUp)
}

type Prepared = Awaited<ReturnType<typeof prepare>>

/** All that needs no window. */
async function prepare() {
  const profile = app.getPath('userData')
  const vault = openSystemKeychain(profile)
  const sandbox = createSandboxHost({
    fork: () =>
      startUtility(utilityProcess, join(import.meta.dirname, '../sandbox/server-process.mjs'), {
        serviceName: 'Keyfob Sandbox Cloud',
        env: {},
      }),
    stateFile: join(profile, 'sandbox.json'),
    ...testWishes(),
  })
  const dialogs = createDialogs(() => window)
  const network = createNetwork({ openSession: openNetworkSession, now: systemClock.now })
  const [sweepMark, policy, shipped, windowMemory] = await Promise.all([
    takeSweepMark(profile, join(profile, 'accounts.json')),
    readPolicy(policyPath(process.platform, process.env)),
    shippedClients(),
    openWindowMemory(join(profile, 'window.json')),
  ])
  memory = windowMemory
  const services = await createServices({
    profile,
    providers: catalogue,
    policy,
    shippedClients: shipped,
    keychain: vault,
    fetch: network.fetch,
    clock: systemClock,
    sandbox,
    openBrowser: (url) => openExternally(url, shell),
    copy: (text) => clipboard.writeText(text),
    chooseFile: dialogs.chooseFile,
    showFile: (file) => shell.showItemInFolder(file),
    chooseBackup: dialogs.chooseBackup,
    computer: {
      findBrowser: systemBrowser,
      resolveProxy: network.resolveProxy,
      chooseAuthorityFile: dialogs.chooseAuthorityFile,
      isTrayShown,
      systemNames,
      readLicences: () => readLicences(join(import.meta.dirname, '../licences.json')),
      showChromiumLicences: () => shell.showItemInFolder(chromiumLicences()),
      openSystemSettings: openSettingsOfSystem,
    },
    restart,
    quit: () => app.quit(),
    appInfo: appInfo(),
    updates: {
      source: updateSource(...updatesOfBuild(policy.info)),
      platform: process.platform,
      arch: process.arch,
      findInstallation: () => findInstallation(installationWorld),
      loadEngine: () => import('./update/installer'),
      installer: { folder: profile, image: process.env.APPIMAGE, relaunch, quit: () => app.quit() },
      patience: 30_000,
    },
    patience: 5 * 60_000,
  })
  tellOfAsides(vault, services)
  return { profile, vault, sweepMark, sandbox, network, services }
}

async function start({ profile, vault, sweepMark, sandbox, network, services }: Prepared): Promise<void> {
  lockPages()
  serveWindow(protocol, pages, readPage)
  const tellWhatWaits = announce(services, () => window)
  serveApi(
    createApi(services),
    (event) => isTrusted(window, event),
    services.lock.isLocked,
    services.removal.isUnderWay,
    tellWhatWaits,
  )
  applyAppearance(services.settings.get())
  const first = showWindow()
  // macOS may say this while the app is being launched, when no window can be opened yet.
  app.on('activate', () => showWindow())
  const painted = untilPainted(first)
  network.use(services.settings.get())
  services.settings.changes.subscribe(network.use)
  warnOfMissingSandbox()
  const wish = createWishes({ show: showWindow, isLocked: services.lock.isLocked })
  const open = opener(services, wish)
  heed = (line) => {
    showWindow()
    open(line)
  }
  first.once('ready-to-show', () => open(given))
  const around = setUpAroundWindow(services, {
    profile,
    painted,
    wish,
    show: showWindow,
    zoom: (direction) => window && !window.isDestroyed() && memory?.zoom(window, direction),
  })
  goesOn = around.goesOn

  const endUpkeep = startUpkeep(services, vault, sweepMark, painted, {
    app,
    power: powerMonitor,
    isOnline: () => net.isOnline(),
    secondsIdle: () => powerMonitor.getSystemIdleTime(),
    lookAtNetwork: () => void network.lookAgain(),
  })
  const finish = async () => {
    endUpkeep()
    around.stop()
    await memory?.flush()
    await services.close()
    await vault.drain()
    if (!vault.hasFailed()) await sweepMark.leave()
    await sandbox.stop()
  }
  quitCleanly(app, finish, async () => {
    if (services.removal.endsProfile()) relaunch(process.env.APPIMAGE, [finishArgument])
    else await services.updates.finish()
  })
  if (services.removal.isUnderWay()) await services.removal.finish()
}

function showWindow(): BrowserWindow {
  if (window && !window.isDestroyed()) {
    if (window.isMinimized()) window.restore()
    window.show()
    window.focus()
    return window
  }
  window = openWindow(memory?.start() ?? { isMaximized: false, zoom: 1 })
  memory?.follow(window)
  return window
}

/** As root Chromium starts only without its sandbox, which whoever starts it has to ask for. */
function warnOfMissingSandbox(): void {
  if (app.commandLine.hasSwitch('no-sandbox'))
    console.warn('warning: the window runs without its sandbox; prefer an ordinary user to root')
}

async function giveUp(error: unknown): Promise<void> {
  const reason = redact(error instanceof Error ? error.message : error)
  console.error('Keyfob could not start:', reason)
  await app.whenReady()
  tellOfFailedStart(reason)
  app.exit(1)
}
