import { app, Menu, type MenuItemConstructorOptions, nativeImage, Tray } from 'electron'
import icon from '../build/icon-256.png?inline'
import type { Wish } from '../shared/wish'
import { withDot } from './tray-icon'
import { type TrayLine, type TrayView, trayView } from './tray-menu'

export interface TrayWorld {
  readonly wish: (wish: Wish) => void
  readonly show: () => void
  readonly lock: () => void
}

export interface ShownTray {
  update(...of: Parameters<typeof trayView>): void
  remove(): void
}

const size = process.platform === 'darwin' ? 18 : 32

/** Puts Keyfob's icon into the tray. */
export function showTray(world: TrayWorld): ShownTray {
  const calm = nativeImage.createFromDataURL(icon).resize({ width: size, height: size, quality: 'best' })
  const dotted = nativeImage.createFromBitmap(withDot(calm.toBitmap(), size), { width: size, height: size })
  const tray = new Tray(calm)
  let shown = ''
  // On macOS a click opens the menu.
  if (process.platform !== 'darwin') tray.on('click', world.show)
  return {
    update(accounts, isLocked) {
      const view = trayView(accounts, isLocked)
      // A menu that is open closes when it is set again: only a real change may do that.
      if (JSON.stringify(view) === shown || tray.isDestroyed()) return
      shown = JSON.stringify(view)
      draw(view)
    },
    remove: () => tray.destroy(),
  }

  function draw({ attention, tooltip, lines }: TrayView) {
    tray.setImage(attention ? dotted : calm)
    tray.setToolTip(tooltip)
    tray.setContextMenu(Menu.buildFromTemplate(lines.map(itemOf)))
  }

  function itemOf(line: TrayLine): MenuItemConstructorOptions {
    switch (line.kind) {
      case 'separator':
        return { type: 'separator' }
      case 'words':
        return { label: line.label, enabled: false }
      case 'wish':
        return { label: line.label, click: () => world.wish(line.wish) }
      case 'show':
        return { label: line.label, click: world.show }
      case 'lock':
        return { label: line.label, click: world.lock }
      case 'quit':
        return { label: line.label, click: () => app.quit() }
    }
  }
}
