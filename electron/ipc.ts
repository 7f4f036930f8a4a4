import { type IpcMainInvokeEvent, ipcMain, type WebContents } from 'electron'
import type { KeyfobEvents } from '../shared/events'
import type { KeyfobApi } from '../shared/keyfob-api'
import { answer } from './ipc-answer'

/**
 * Opens the door for the window: who asks is checked first, then what is asked. `tellFirst` runs before each reply, so
 * that the window knows what has changed by the time it hears that it was done. What goes to the window is JSON text: the
 * bridge copies objects name by name, and a page of rows has thousands.
 */
export function serveApi(
  api: KeyfobApi,
  isTrusted: (event: IpcMainInvokeEvent) => boolean,
  isLocked: () => boolean,
  isRemoving: () => boolean,
  tellFirst: () => void,
): void {
  ipcMain.handle('keyfob:ask', async (event, method: unknown, request: unknown) => {
    if (!isTrusted(event))
      return JSON.stringify({ ok: false, code: 'bad_request', message: 'not from our window', facts: {} })
    const reply = await answer(api, method, request, isLocked, isRemoving)
    tellFirst()
    return JSON.stringify(reply)
  })
}

/** Tells the window that something has changed. */
export function tell<Event extends keyof KeyfobEvents>(
  window: WebContents | undefined,
  event: Event,
  payload: KeyfobEvents[Event],
): void {
  if (window && !window.isDestroyed()) window.send('keyfob:tell', event, JSON.stringify(payload))
}
