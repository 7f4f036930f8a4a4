// Loaded into the app before its own code (`electron -r`). Playwright attaches while the app starts, and now and then
// waits for ever for a window that comes up at that very moment: so `ready` is held back until Playwright is there, as
// its own loader does, which also changes Chromium's switches and is left out for that.
const { app } = require('electron')

const emit = app.emit.bind(app)
const whenReady = app.whenReady()
let attached
const held = new Promise((resolve) => {
  attached = resolve
})

let isReady = false
let ready = []
app.emit = (event, ...rest) => {
  if (event !== 'ready') return emit(event, ...rest)
  ready = rest
  return app.listenerCount('ready') > 0
}
app.isReady = () => isReady
app.whenReady = () => held

/** Playwright calls it by this name. */
globalThis.__playwright_run = async () => {
  await whenReady
  isReady = true
  attached()
  emit('ready', ...ready)
}
