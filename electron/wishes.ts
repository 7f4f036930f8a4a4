import type { BrowserWindow } from 'electron'
import type { Wish } from '../shared/wish'
import { tell } from './ipc'

/**
 * Passes on what was asked for outside the window, which opens or comes to the front for it. While Keyfob is locked
 * that is all that happens.
 */
export function createWishes(deps: {
  readonly show: () => BrowserWindow
  readonly isLocked: () => boolean
}): (wish: Wish) => void {
  return (wish) => {
    const { webContents } = deps.show()
    const pass = () => {
      if (!deps.isLocked()) tell(webContents, 'wish', wish)
    }
    if (webContents.isLoading()) webContents.once('did-finish-load', pass)
    else pass()
  }
}
