const { join } = require('node:path')
const { app, BrowserWindow } = require('electron')

app.whenReady().then(() => {
  const window = new BrowserWindow({ width: 1200, height: 760 })
  window.loadFile(join(__dirname, 'index.html'))
})
