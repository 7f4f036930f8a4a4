import { contextBridge, ipcRenderer } from 'electron'
import type { KeyfobBridge } from '../shared/requests'

/** The window's one door to main. What may be asked, and by whom, is decided behind it. */
const bridge: KeyfobBridge = {
  ask: (method, request) => ipcRenderer.invoke('keyfob:ask', method, request),
  listen(event, listener) {
    const forward = (_: unknown, told: unknown, payload: string) => {
      if (told === event) listener(payload)
    }
    ipcRenderer.on('keyfob:tell', forward)
    return () => ipcRenderer.off('keyfob:tell', forward)
  },
}

contextBridge.exposeInMainWorld('keyfob', bridge)
