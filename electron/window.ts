import { join } from 'node:path'
import {
  app,
  BrowserWindow,
  type IpcMainInvokeEvent,
  nativeTheme,
  type Session,
  session,
  type WebContents,
} from 'electron'
import type { Settings } from '../shared/settings'
import { appOrigin } from './app-protocol'
import { frameOf } from './window-frame'
import type { WindowStart } from './window-memory'

/** In a packaged app only who asks for them on its command line gets them: `--developer-tools`. */
export function hasDeveloperTools(): boolean {
  return !app.isPackaged || app.commandLine.hasSwitch('developer-tools')
}

/** The window's page in development; never in a packaged app. */
const devServer = app.isPackaged ? undefined : process.env.KEYFOB_DEV_SERVER

/** From a page that is loaded until it has drawn itself, as a rule, and until it is not waited for. ms */
const breath = 200
const longest = 3_000

const background = { light: '#F7F6F3', dark: '#17171A' } as const

/** Opens the window. It gets a page, a preload and nothing else: no Node, no navigation, no other windows. */
export function openWindow(start: WindowStart): BrowserWindow {
  const window = new BrowserWindow({
    width: 1200,
    height: 760,
    ...start.area,
    minWidth: 900,
    minHeight: 600,
    title: 'Keyfob',
    ...frameOf(process.platform),
    show: false,
    autoHideMenuBar: true,
    backgroundColor: background[nativeTheme.shouldUseDarkColors ? 'dark' : 'light'],
    webPreferences: {
      preload: join(import.meta.dirname, '../preload/preload.cjs'),
      contextIsolation: true,
      sandbox: true,
      nodeIntegration: false,
      webviewTag: false,
      navigateOnDragDrop: false,
      spellcheck: false,
      zoomFactor: start.zoom,
      devTools: hasDeveloperTools(),
      // A middle click would ask for a new window.
      disableBlinkFeatures: 'Auxclick',
    },
  })
  window.once('ready-to-show', () => {
    if (start.isMaximized) window.maximize()
    window.webContents.setZoomFactor(start.zoom)
    window.show()
  })
  // Reading the picture takes a while; macOS has the icon from the package.
  if (process.platform !== 'darwin')
    void untilPainted(window).then(() => {
      if (!window.isDestroyed()) window.setIcon(join(import.meta.dirname, '../../build/icon-256.png'))
    })
  void window.loadURL(devServer ?? `${appOrigin}/index.html`)
  return window
}

/** Resolves when the window has drawn itself, or has had time enough to: what a start can do without waits for that. */
export function untilPainted(window: BrowserWindow): Promise<void> {
  return new Promise((resolve) => {
    window.webContents.once('did-finish-load', () => setTimeout(resolve, breath))
    setTimeout(resolve, longest)
  })
}

/**
 * Locks every page and every session that may ever exist in the app, ours included. To be called before the first
 * session is used.
 */
export function lockPages(): void {
  app.on('web-contents-created', (_, contents) => lockPage(contents))
  app.on('session-created', lockSession)
  lockSession(session.defaultSession)
  if (!devServer) void session.defaultSession.setProxy(nowhere)
}

/** `<link rel="dns-prefetch">` is a way out of a page that no content security policy covers. */
export function lookUpNoNamesAhead(): void {
  app.commandLine.appendSwitch('blink-settings', 'dnsPrefetchingEnabled=false')
}

/** The window's own session has nobody to speak to: what gets past everything else ends at a closed port. */
const nowhere = {
  mode: 'fixed_servers',
  proxyRules: 'socks5://127.0.0.1:9',
  proxyBypassRules: '<-loopback>',
} as const

function lockSession(each: Session): void {
  each.setPermissionRequestHandler((_contents, _permission, decide) => decide(false))
  each.setPermissionCheckHandler(() => false)
  each.setDevicePermissionHandler(() => false)
  each.setDisplayMediaRequestHandler((_request, decide) => decide({}))
  each.setBluetoothPairingHandler((_details, decide) => decide({ confirmed: false }))
  each.on('will-download', (event) => event.preventDefault())
  // Chromium fetches a dictionary from its maker for every session, whether or not a page wants one.
  each.setSpellCheckerLanguages([])
  each.setSpellCheckerEnabled(false)
}

function lockPage(contents: WebContents): void {
  const isOurs = (url: string) => originOf(url) === (devServer ? originOf(devServer) : appOrigin)
  contents.on('will-navigate', (event) => {
    if (!(devServer && isOurs(event.url))) event.preventDefault()
  })
  contents.on('will-frame-navigate', (event) => {
    if (!event.isMainFrame || !(devServer && isOurs(event.url))) event.preventDefault()
  })
  contents.on('will-redirect', (event) => event.preventDefault())
  contents.on('will-attach-webview', (event) => event.preventDefault())
  // Left alone, the first device in reach is chosen.
  contents.on('select-bluetooth-device', (event, _devices, choose) => {
    event.preventDefault()
    choose('')
  })
  // No content security policy covers peer-to-peer connections: only those through the session's proxy are left.
  contents.setWebRTCIPHandlingPolicy('disable_non_proxied_udp')
  contents.setWindowOpenHandler(() => ({ action: 'deny' }))
}

/** Whether a request comes from the top frame of our window, showing our page. */
export function isTrusted(window: BrowserWindow | undefined, event: IpcMainInvokeEvent): boolean {
  const frame = event.senderFrame
  if (!window || window.isDestroyed() || !frame || frame !== window.webContents.mainFrame) return false
  return originOf(frame.url) === (devServer ? originOf(devServer) : appOrigin)
}

export function applyAppearance({ appearance }: Settings): void {
  nativeTheme.themeSource = appearance
}

/** `URL.origin` is "null" for schemes of one's own. */
function originOf(url: string): string {
  if (!URL.canParse(url)) return ''
  const { protocol, host } = new URL(url)
  return `${protocol}//${host}`
}
