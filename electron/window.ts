import { join } from 'node:path'
import { app, BrowserWindow, type IpcMainInvokeEvent, nativeTheme, session, type WebContents } from 'electron'
import type { Settings } from '../shared/settings'
import { appOrigin } from './app-protocol'

/** The window's page in development; never in a packaged app. */
const devServer = app.isPackaged ? undefined : process.env.KEYFOB_DEV_SERVER

const background = { light: '#F7F6F3', dark: '#17171A' } as const

/** Opens the window. It gets a page, a preload and nothing else: no Node, no navigation, no other windows. */
export function openWindow(): BrowserWindow {
  const window = new BrowserWindow({
    width: 1200,
    height: 760,
    minWidth: 900,
    minHeight: 600,
    title: 'Keyfob',
    show: false,
    autoHideMenuBar: true,
    icon: join(import.meta.dirname, '../../build/icon-256.png'),
    backgroundColor: background[nativeTheme.shouldUseDarkColors ? 'dark' : 'light'],
    webPreferences: {
      preload: join(import.meta.dirname, '../preload/preload.cjs'),
      contextIsolation: true,
      sandbox: true,
      nodeIntegration: false,
      webviewTag: false,
      navigateOnDragDrop: false,
      spellcheck: false,
      devTools: !app.isPackaged,
    },
  })
  window.once('ready-to-show', () => window.show())
  void window.loadURL(devServer ?? `${appOrigin}/index.html`)
  return window
}

/** Locks every page that may ever exist in the app, ours included. */
export function lockPages(): void {
  app.on('web-contents-created', (_, contents) => lockPage(contents))
  const { defaultSession } = session
  defaultSession.setPermissionRequestHandler((_contents, _permission, decide) => decide(false))
  defaultSession.setPermissionCheckHandler(() => false)
  defaultSession.setDevicePermissionHandler(() => false)
  defaultSession.on('will-download', (event) => event.preventDefault())
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
