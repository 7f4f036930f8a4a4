import type { MenuItemConstructorOptions } from 'electron'
import type { Wish } from '../shared/wish'
import { textAround } from './text'

export interface MenuWorld {
  readonly platform: NodeJS.Platform
  readonly hasDeveloperTools: boolean
  /** Nothing of any account can be asked for then. */
  readonly isLocked: boolean
  readonly wish: (wish: Wish) => void
  readonly lock: () => void
  /** 1: larger, -1: smaller, 0: the usual size. */
  readonly zoom: (direction: 1 | -1 | 0) => unknown
}

type Item = MenuItemConstructorOptions

/** The application menu: everything that has a shortcut, once. */
export function menuTemplate(world: MenuWorld): Item[] {
  const isMac = world.platform === 'darwin'
  return [
    ...(isMac ? [appMenu(world)] : []),
    fileMenu(world),
    { role: 'editMenu' },
    viewMenu(world),
    ...(isMac ? [{ role: 'windowMenu' } as const] : []),
    helpMenu(world),
  ]
}

const { menu } = textAround
const separator: Item = { type: 'separator' }

function appMenu(world: MenuWorld): Item {
  return {
    label: textAround.app,
    submenu: [
      asking(world, menu.about, { kind: 'go', to: 'about' }),
      separator,
      asking(world, menu.settings, { kind: 'go', to: 'settings' }, 'Cmd+,'),
      separator,
      { role: 'services' },
      separator,
      { role: 'hide' },
      { role: 'hideOthers' },
      { role: 'unhide' },
      separator,
      { role: 'quit', label: menu.quit },
    ],
  }
}

function fileMenu(world: MenuWorld): Item {
  const isMac = world.platform === 'darwin'
  return {
    label: menu.file,
    submenu: [
      asking(world, menu.connect, { kind: 'connect' }, 'CmdOrCtrl+N'),
      separator,
      ...(isMac ? [] : [asking(world, menu.settings, { kind: 'go', to: 'settings' }, 'Ctrl+,')]),
      { label: menu.lock, accelerator: 'CmdOrCtrl+L', enabled: !world.isLocked, click: world.lock },
      separator,
      { role: 'close', label: menu.close },
      ...(isMac ? [] : [{ role: 'quit', label: menu.quit, accelerator: 'Ctrl+Q' } as const]),
    ],
  }
}

function viewMenu(world: MenuWorld): Item {
  const { isLocked, platform } = world
  const isMac = platform === 'darwin'
  return {
    label: menu.view,
    submenu: [
      asking(world, menu.accounts, { kind: 'go', to: 'accounts' }, 'CmdOrCtrl+1'),
      asking(world, menu.browse, { kind: 'go', to: 'browse' }, 'CmdOrCtrl+2'),
      asking(world, menu.activity, { kind: 'go', to: 'activity' }, 'CmdOrCtrl+3'),
      asking(world, menu.settingsScreen, { kind: 'go', to: 'settings' }, 'CmdOrCtrl+4'),
      separator,
      asking(world, menu.search, { kind: 'search' }, 'CmdOrCtrl+K'),
      asking(world, menu.refresh, { kind: 'refresh' }, 'CmdOrCtrl+R'),
      asking(world, menu.back, { kind: 'back' }, isMac ? 'Cmd+[' : 'Alt+Left'),
      asking(world, menu.forward, { kind: 'forward' }, isMac ? 'Cmd+]' : 'Alt+Right'),
      separator,
      { label: menu.larger, accelerator: 'CmdOrCtrl+Plus', click: () => world.zoom(1) },
      // The same key without Shift.
      { label: menu.larger, accelerator: 'CmdOrCtrl+=', visible: false, click: () => world.zoom(1) },
      { label: menu.smaller, accelerator: 'CmdOrCtrl+-', click: () => world.zoom(-1) },
      { label: menu.usualSize, accelerator: 'CmdOrCtrl+0', click: () => world.zoom(0) },
      { role: 'togglefullscreen', label: menu.fullScreen },
      ...(isLocked || !world.hasDeveloperTools
        ? []
        : [separator, { role: 'toggleDevTools', label: menu.developer } as const]),
    ],
  }
}

function helpMenu(world: MenuWorld): Item {
  return {
    role: 'help',
    label: menu.help,
    submenu: [
      asking(world, menu.shortcuts, { kind: 'shortcuts' }, 'CmdOrCtrl+/'),
      asking(world, menu.doctor, { kind: 'go', to: 'doctor' }, 'CmdOrCtrl+Shift+D'),
      ...(world.platform === 'darwin' ? [] : [asking(world, menu.about, { kind: 'go', to: 'about' })]),
    ],
  }
}

function asking({ isLocked, wish }: MenuWorld, label: string, wanted: Wish, accelerator?: string): Item {
  return {
    label,
    enabled: !isLocked,
    click: () => wish(wanted),
    ...(accelerator ? { accelerator } : {}),
  }
}
