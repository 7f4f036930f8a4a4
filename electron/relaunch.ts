import { app } from 'electron'
import { withoutAsked } from './start-arguments'

/** Quits as a person would, and starts again. */
export function restart(): void {
  relaunch()
  app.quit()
}

/** Has Keyfob started again once it has ended. An AppImage is started by its file: what it unpacked to is gone by then. */
export function relaunch(program = process.env.APPIMAGE, more: readonly string[] = []): void {
  app.relaunch({
    args: [...withoutAsked(process.argv.slice(1)), ...more],
    ...(program === undefined ? {} : { execPath: program }),
  })
}
