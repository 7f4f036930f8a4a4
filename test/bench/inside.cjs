// Loaded into the main process of any program that is measured, before its own code (`electron -r`): tells when its
// window has painted, and runs what the measuring process sends, in main or in the window.
const { app, ipcMain, shell } = require('electron')

const rows = Number(process.env.KEYFOB_BENCH_ROWS ?? 0)
if (process.env.KEYFOB_BENCH_PRELOAD) {
  app.whenReady().then(() => {
    const { defaultSession } = require('electron').session
    const filePath = process.env.KEYFOB_BENCH_PRELOAD
    if (defaultSession.registerPreloadScript)
      defaultSession.registerPreloadScript({ type: 'frame', filePath })
    else defaultSession.setPreloads([filePath])
  })
}

let contents
/** When what had begun; ms since the epoch. */
const marks = { running: Date.now() }
app.whenReady().then(() => {
  marks.ready = Date.now()
})

ipcMain.on('bench:asked', (_, reply) => {
  if (!JSON.parse(reply).ok) console.error('asked first of all:', reply)
})

shell.openExternal = async (url) => process.send({ opened: url })

app.on('web-contents-created', (_, created) => {
  contents ??= created
  marks.window ??= Date.now()
  created.once('dom-ready', async () => {
    marks.document ??= Date.now()
    const painted = await created.executeJavaScript(`(${whenPainted})(${rows})`)
    process.send({ painted: { ...painted, marks } })
  })
})

process.on('message', async ({ id, where, code }) => {
  try {
    const value =
      where === 'main'
        ? await new Function('electron', 'require', `return ${code}`)(require('electron'), require)
        : await contents.executeJavaScript(code)
    process.send({ id, value })
  } catch (error) {
    process.send({ id, error: String(error?.stack ?? error) })
  }
})

/** Runs in the window. When something, and when all list items stood on the screen; ms since the epoch. */
async function whenPainted(wanted) {
  const first = new Promise((resolve) => {
    new PerformanceObserver((list) => {
      const entry = list.getEntriesByName('first-contentful-paint')[0]
      if (entry) resolve(performance.timeOrigin + entry.startTime)
    }).observe({ type: 'paint', buffered: true })
  })
  const areThere = () => document.querySelectorAll('main li').length >= wanted
  await new Promise((resolve) => {
    if (areThere()) return resolve()
    const observer = new MutationObserver(() => {
      if (!areThere()) return
      observer.disconnect()
      resolve()
    })
    observer.observe(document, { childList: true, subtree: true })
  })
  await new Promise((resolve) =>
    requestAnimationFrame(() => {
      const { port1, port2 } = new MessageChannel()
      port1.onmessage = resolve
      port2.postMessage(0)
    }),
  )
  const whole = performance.timeOrigin + performance.now()
  return { first: await first, whole }
}
