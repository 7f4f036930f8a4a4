import { contextBridge, ipcRenderer, webFrame } from 'electron'
import type { KeyfobBridge } from '../shared/requests'
import { askAhead } from './ask-ahead'
import { spareMemory } from './spare-memory'

/** What the first screen is made of. Once anything has been told, these answers may be old. */
const ahead = askAhead(
  (method, request) => ipcRenderer.invoke('keyfob:ask', method, request),
  ['isLocked', 'listProviders', 'listAccounts'],
)
ipcRenderer.once('keyfob:tell', ahead.forget)

/** The window's one door to main. What may be asked, and by whom, is decided behind it. */
const bridge: KeyfobBridge = {
  ask: ahead.ask,
  listen(event, listener) {
    const forward = (_: unknown, told: unknown, payload: string) => {
      if (told === event) listener(payload)
    }
    ipcRenderer.on('keyfob:tell', forward)
    return () => ipcRenderer.off('keyfob:tell', forward)
  },
}

contextBridge.exposeInMainWorld('keyfob', bridge)
spareMemory(window, document, () => webFrame.clearCache())
