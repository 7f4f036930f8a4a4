import { createRequire } from 'node:module'
import { dirname, join } from 'node:path'
import {
  app,
  type BrowserWindow,
  clipboard,
  Menu,
  powerMonitor,
  protocol,
  shell,
  utilityProcess,
} from 'electron'
import { Failure } from '../shared/failure'
import type { PolicyInfo } from '../shared/policy'
import type { Wish } from '../shared/wish'
import { accountIdOf } from './accounts/account-secret'
import { revokeLeaving } from './accounts/leaving'
import { policyPath, readPolicy } from './accounts/policy'
import { rebuild } from './accounts/rebuild'
import { startRenewalSchedule } from './accounts/renewal-schedule'
import { readShippedClients } from './accounts/shipped-clients'
import { announce } from './announce'
import { createApi } from './api'
import { readAhead, serveWindow } from './app-protocol'
import { setUpAroundWindow } from './around-window'
import { wishFor } from './asked-wish'
import { watchPower } from './awake'
import { installationWorld, isTrayShown, openSettingsOfSystem, systemBrowser, systemNames } from './computer'
import { createDialogs } from './dialogs'
import { lockWhenIdle } from './idle-lock'
import { serveApi } from './ipc'
import { keychainName } from './keychain-name'
import { readLicences } from './licences'
import { createNetwork } from './network/network'
import { openNetworkSession } from './network-session'
import { openExternally } from './open-externally'
import { serviceName } from './profile'
import { catalogue, findProvider } from './providers/catalogue'
import { quitCleanly } from './quit'
import { deleteAfterQuitting, deleteBeforeStart, finishArgument, isFinishing } from './removal/at-start'
import { createSandboxHost } from './sandbox-host'
import { createServices, type Services } from './services'
import { readStartArguments, withoutAsked } from './start-arguments'
import { systemClock } from './support/clock'
import { printUncaught, redactPrinting } from './support/redact'
import { updateSource } from './update/source'
import { findInstallation } from './update/update-way'
import { startUtility } from './utility-process'
import { createKeychainVault, type Keychain, type KeychainVault } from './vault/keychain-vault'
import { listInOwnProcess } from './vault/list-entries'
import { applyAppearance, isTrusted, lockPages, lookUpNoNamesAhead, openWindow } from './window'
import { openWindowMemory, type WindowMemory } from './window-memory'
import { createWishes } from './wishes'

redactPrinting(console)
printUncaught(process, console.error)
warnOfMissingSandbox()
app.setName('Keyfob')
// Windows shows notifications only of programs that it knows by this.
app.setAppUserModelId('app.keyfob.desktop')
lookUpNoNamesAhead()
// Ours comes with the window; until then Electron would build one of its own.
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
  app.on('activate', () => showWindow())
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
  const vault = createKeychainVault({
    load: loadKeytar,
    ...(process.platform === 'linux' ? { list: listEntries } : {}),
    service: serviceName(profile, app.getPath('appData')),
    name: () => keychainName(process.platform),
    patience: 60_000,
  })
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
  const [policy, shipped, windowMemory] = await Promise.all([
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
    appInfo: {
      version: app.getVersion(),
      electron: process.versions.electron ?? '',
      chromium: process.versions.chrome ?? '',
      node: process.versions.node,
      platform: `${process.platform} ${process.arch}`,
    },
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
  vault.asides.subscribe((name) => tellOfAside(name, services))
  return { profile, vault, sandbox, network, services }
}

async function start({ profile, vault, sandbox, network, services }: Prepared): Promise<void> {
  lockPages()
  serveWindow(protocol, pages, readPage)
  network.use(services.settings.get())
  services.settings.changes.subscribe(network.use)
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
  const wish = createWishes({ show: showWindow, isLocked: services.lock.isLocked })
  const open = opener(services, wish)
  heed = (line) => {
    showWindow()
    open(line)
  }
  first.once('ready-to-show', () => open(given))
  const around = setUpAroundWindow(services, {
    profile,
    wish,
    show: showWindow,
    zoom: (direction) => window && !window.isDestroyed() && memory?.zoom(window, direction),
  })
  goesOn = around.goesOn

  const renewals = startRenewalSchedule({
    ...services,
    isRenewedAhead: ({ providerId }) =>
      !services.lock.isLocked() &&
      (findProvider(providerId, services.providers).base.kind !== 'sandbox' ||
        sandbox.issuer() !== undefined),
  })
  const revokeWaiting = () => void (services.lock.isLocked() || revokeLeaving(services))
  const leaving = setInterval(revokeWaiting, untilNextTry)
  services.lock.changes.subscribe((locked) => {
    if (locked) return
    renewals.wake()
    revokeWaiting()
  })
  watchPower({
    awake() {
      renewals.wake()
      revokeWaiting()
    },
    away() {
      if (services.settings.get().lockWithScreen) services.lock.lock()
    },
  })
  const endIdleLock = lockWhenIdle(() => powerMonitor.getSystemIdleTime(), services.settings, services.lock)
  const sweeping = setTimeout(() => sweep(services, vault), untilIdle)
  const finish = async () => {
    clearTimeout(sweeping)
    endIdleLock()
    clearInterval(leaving)
    renewals.stop()
    around.stop()
    await memory?.flush()
    await services.close()
    await sandbox.stop()
    await vault.drain()
  }
  quitCleanly(app, finish, async () => {
    if (services.removal.endsProfile()) relaunch(process.env.APPIMAGE, [finishArgument])
    else await services.updates.finish()
  })
  if (services.removal.isUnderWay()) await services.removal.finish()
}

/** Until a revocation that did not reach its server is tried again. ms */
const untilNextTry = 5 * 60_000

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

/** After the start, as listing the whole keychain takes its time. ms */
const untilIdle = 3_000

/** What a crash has left in the keychain is removed, or goes back to the accounts; what could not be revoked is tried. */
function sweep(services: Services, keychain: KeychainVault): void {
  if (services.removal.isUnderWay()) return
  void revokeLeaving(services)
  rebuild({ ...services, keychain }).catch((error: unknown) => console.error('sweeping the keychain:', error))
}

/** Names no account where the window shows it: Keyfob may be locked by then. */
function tellOfAside(secretName: string, { activity, notices, registry }: Services): void {
  const account = registry.list().find(({ id }) => id === accountIdOf(secretName))
  const told = account && { accountId: account.id, label: account.label, providerId: account.providerId }
  activity.record({ kind: 'entry_set_aside', ...told })
  void keychainName(process.platform).then((subject) =>
    notices.announce({ id: `entry_set_aside ${secretName}`, kind: 'entry_set_aside', subject }),
  )
}

function lineIn(handed: unknown): unknown {
  return typeof handed === 'object' && handed !== null && 'line' in handed ? handed.line : undefined
}

/** Opens what a command line asks for. */
function opener(services: Services, wish: (wanted: Wish) => void): (line: unknown) => void {
  return (line) => {
    const { asked, ignored } = readStartArguments(line)
    for (const name of ignored) console.warn('ignored:', name)
    if (!asked) return
    const here = { providers: services.providers, accounts: services.registry.list() }
    const wanted = wishFor(asked, here)
    if (wanted) wish(wanted)
    else console.warn('ignored:', `--${asked.kind} names what is not here`)
  }
}

function restart(): void {
  relaunch()
  app.quit()
}

/** An AppImage is started by its file: what it unpacked to is gone with this process. */
function relaunch(program = process.env.APPIMAGE, more: readonly string[] = []): void {
  app.relaunch({
    args: [...withoutAsked(process.argv.slice(1)), ...more],
    ...(program === undefined ? {} : { execPath: program }),
  })
}

/** Required, not imported: to find a module by `import` takes Node several times as long. */
async function loadKeytar(): Promise<Keychain> {
  return createRequire(import.meta.url)('keytar')
}

/** Elsewhere the system would ask the person about a program that it does not know. */
function listEntries(service: string): Promise<readonly string[]> {
  const file = join(import.meta.dirname, '../listing/list-process.cjs')
  const options = { serviceName: 'Keyfob Keychain Listing', env: process.env }
  return listInOwnProcess(() => startUtility(utilityProcess, file, options), service)
}

/** Replaced by the build with what `KEYFOB_CLIENTS` held then. */
declare const __KEYFOB_CLIENTS__: string

/** Clients of this build: made into it, or in `clients.json` beside it. A file that is damaged is told of, not fatal. */
function shippedClients() {
  const folders = app.isPackaged ? [process.resourcesPath, dirname(process.execPath)] : [app.getAppPath()]
  return readShippedClients(
    __KEYFOB_CLIENTS__,
    folders.map((folder) => join(folder, 'clients.json')),
  ).catch((error: unknown) => {
    console.error('clients of this build:', error instanceof Failure ? error.facts.subject : error)
    return []
  })
}

/** Electron brings it along, beside its program; on macOS it is packed inside. */
function chromiumLicences(): string {
  const isInside = process.platform === 'darwin' && app.isPackaged
  return join(isInside ? process.resourcesPath : dirname(process.execPath), 'LICENSES.chromium.html')
}

/** Replaced by the build with what `KEYFOB_UPDATES` held then. */
declare const __KEYFOB_UPDATES__: string

/** Tests bring their own, from this computer; a packaged app does not listen. */
function updatesOfBuild(policy: PolicyInfo): Parameters<typeof updateSource> {
  const ofTest = app.isPackaged ? undefined : process.env.KEYFOB_TEST_UPDATES
  return [ofTest ?? __KEYFOB_UPDATES__, policy, ofTest !== undefined]
}

/** What tests ask of the sandbox; a packaged app does not listen. */
function testWishes() {
  const { KEYFOB_SANDBOX_RECORD_SECRETS: recordSecretsTo, KEYFOB_SANDBOX_TOKEN_LIFETIME: lifetime } =
    process.env
  if (app.isPackaged) return {}
  return { recordSecretsTo, accessTokenLifetime: lifetime ? Number(lifetime) : undefined }
}

/** As root Chromium starts only without its sandbox, which whoever starts it has to ask for. */
function warnOfMissingSandbox(): void {
  if (app.commandLine.hasSwitch('no-sandbox'))
    console.warn('warning: the window runs without its sandbox; prefer an ordinary user to root')
}

function giveUp(error: unknown): void {
  console.error('Keyfob could not start:', error instanceof Error ? error.message : error)
  app.exit(1)
}
