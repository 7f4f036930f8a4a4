import { join } from 'node:path'
import { app, BrowserWindow, Menu, Notification } from 'electron'
import type { Account } from '../shared/account'
import type { Wish } from '../shared/wish'
import { listClients } from './accounts/client-list'
import { menuTemplate } from './menu-template'
import type { NotificationWords } from './notification-words'
import type { Services } from './services'
import { listen } from './support/listen'
import { createDesktopTeller } from './tell-on-desktop'
import type { ShownTray } from './tray'
import { hasDeveloperTools } from './window'

export interface AroundWindow {
  /** Whether Keyfob goes on without a window. */
  goesOn(): boolean
  stop(): void
}

/** After the window is there. ms */
const untilTray = 1_500
/** So that several changes are one. ms */
const untilTold = 2_000
const betweenLooks = 60 * 60_000

/** Menu, tray and notifications: they follow the accounts, the settings and the lock. */
export function setUpAroundWindow(
  services: Services,
  deps: {
    readonly profile: string
    /** The menu waits for it: Electron takes a while to make one. */
    readonly painted: Promise<void>
    readonly wish: (wish: Wish) => void
    readonly show: () => unknown
    readonly zoom: (direction: 1 | -1 | 0) => unknown
  },
): AroundWindow {
  const { lock, registry, settings } = services
  let tray: ShownTray | undefined
  let accounts: readonly Account[] = registry.list()

  const drawMenu = () => {
    const template = menuTemplate({
      ...deps,
      platform: process.platform,
      hasDeveloperTools: hasDeveloperTools(),
      isLocked: lock.isLocked(),
      lock: lock.lock,
    })
    Menu.setApplicationMenu(Menu.buildFromTemplate(template))
  }
  const drawTray = () => tray?.update(accounts, lock.isLocked())
  const look = lookSoon(services, deps)

  async function openTray(): Promise<void> {
    if (!(await services.isTrayShown())) return
    const { showTray } = await import('./tray')
    tray = showTray({ wish: deps.wish, show: () => void deps.show(), lock: lock.lock })
    drawTray()
  }

  let hasStopped = false
  void deps.painted.then(() => hasStopped || drawMenu())
  const opening = setTimeout(() => {
    openTray().catch((error: unknown) => console.error('tray:', error))
  }, untilTray)
  const ends = [
    lock.changes.subscribe(() => {
      drawMenu()
      drawTray()
      look.soon()
    }),
    registry.changes.subscribe((changed) => {
      accounts = changed
      drawTray()
      look.soon()
    }),
    settings.changes.subscribe(() => look.soon()),
    listen(app, 'browser-window-blur', look.soon),
  ]
  return {
    goesOn: () => process.platform === 'darwin' || (tray !== undefined && settings.get().keepInTray),
    stop() {
      hasStopped = true
      clearTimeout(opening)
      look.stop()
      for (const end of ends) end()
      tray?.remove()
    },
  }
}

function lookSoon(
  services: Services,
  {
    profile,
    wish,
    show,
  }: { readonly profile: string; readonly wish: (wish: Wish) => void; readonly show: () => unknown },
) {
  let vaultIsOpen = false
  const end = services.vaultChanges.subscribe(({ state }) => {
    vaultIsOpen = state === 'available'
  })
  const look = createDesktopTeller({
    file: join(profile, 'notified.json'),
    clock: services.clock,
    accounts: services.registry.list,
    clients: async () => (vaultIsOpen && !services.lock.isLocked() ? listClients(services) : []),
    providerName: (id) => services.providers.find((provider) => provider.id === id)?.name ?? id,
    isWanted: () => services.settings.get().notifications && Notification.isSupported(),
    isLocked: services.lock.isLocked,
    isWatched: () => BrowserWindow.getFocusedWindow() !== null,
    show: (words, wanted) => showNotification(words, () => (wanted ? wish(wanted) : show())),
  })
  let timer: NodeJS.Timeout | undefined
  const soon = () => {
    clearTimeout(timer)
    timer = setTimeout(look, untilTold)
  }
  const hourly = setInterval(look, betweenLooks)
  soon()
  return {
    soon,
    stop() {
      end()
      clearTimeout(timer)
      clearInterval(hourly)
    },
  }
}

/** Kept until they are gone: one that nobody holds on to would lose its click. */
const open = new Set<Notification>()

function showNotification(words: NotificationWords, onClick: () => void): void {
  const notification = new Notification(words)
  open.add(notification)
  notification.on('click', () => {
    open.delete(notification)
    onClick()
  })
  notification.on('close', () => open.delete(notification))
  notification.on('failed', () => open.delete(notification))
  notification.show()
}
