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

const listeners = new Set<(told: unknown, payload: string) => void>()
ipcRenderer.on('keyfob:tell', (_, told: unknown, payload: string) => {
  for (const listener of [...listeners]) listener(told, payload)
})

/** The window's one door to main. What may be asked, and by whom, is decided behind it. */
const bridge: KeyfobBridge = {
  ask: ahead.ask,
  listen(event, listener) {
    const forward = (told: unknown, payload: string) => {
      if (told === event) listener(payload)
    }
    listeners.add(forward)
    return () => listeners.delete(forward)
  },
}

contextBridge.exposeInMainWorld('keyfob', bridge)
spareMemory(window, document, () => webFrame.clearCache())
