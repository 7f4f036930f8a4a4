import type { Desktop } from '../../desktop/harness/desktop'
import { runToEnd } from '../../desktop/harness/tied-process'

/** By this name desktops find the menu entry of a window. */
export const windowName = 'keyfob'

/** Presses keys as a keyboard does: what goes through DevTools' protocol passes the menu by. */
export async function pressKeys({ env }: Desktop, ...keys: readonly string[]): Promise<void> {
  const search = ['search', '--sync', '--onlyvisible', '--classname', `^${windowName}$`]
  await runToEnd('xdotool', [...search, 'windowfocus', '--sync', 'key', '--clearmodifiers', ...keys], { env })
}
