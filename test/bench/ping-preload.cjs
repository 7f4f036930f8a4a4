// A second preload for the measured window: the barest way to main and back.
const { contextBridge, ipcRenderer } = require('electron')

contextBridge.exposeInMainWorld('ping', () => ipcRenderer.invoke('bench:ping'))
