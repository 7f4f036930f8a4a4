// Loaded into the app's main process before its own code (`electron -r`): lets a test ask what the window may ask, see
// the links that are opened, and end everything at a given call to the keychain.
const { createHash } = require('node:crypto')
const { appendFileSync } = require('node:fs')
const { join } = require('node:path')
const { app, shell } = require('electron')
const keytar = require('keytar')

const plant = process.env.KEYFOB_SOAK_PLANT
const inPlace = (name) => name.replace(/\/\d+\./, '/0.')

/** Faults that the soak must find, for its own test. */
if (plant === 'without-generations') {
  const { getPassword, setPassword, deletePassword } = keytar
  keytar.getPassword = (service, name) => getPassword(service, inPlace(name))
  keytar.setPassword = (service, name, text) => setPassword(service, inPlace(name), text)
  keytar.deletePassword = (service, name) =>
    name.includes('/') ? Promise.resolve(true) : deletePassword(service, name)
}
if (plant === 'token-in-a-log') {
  const { setPassword } = keytar
  keytar.setPassword = (service, name, text) => {
    appendFileSync(join(app.getPath('userData'), 'debug.log'), `keeping ${text}\n`)
    return setPassword(service, name, text)
  }
}

if (plant === 'token-misread') {
  const { getPassword } = keytar
  keytar.getPassword = async (service, name) => {
    const text = await getPassword(service, name)
    return text && name.startsWith('account-') ? misread(JSON.parse(text)) : text
  }
}

/** A whole entry, with another refresh token than the one that was kept. */
function misread(head) {
  const secret = JSON.parse(head.d ?? '{}')
  if (!secret.tokens) return JSON.stringify(head)
  const tokens = { ...JSON.parse(secret.tokens), refreshToken: 'x'.repeat(43) }
  const d = JSON.stringify({ ...secret, tokens: JSON.stringify(tokens) })
  const h = createHash('sha256').update(d).digest().subarray(0, 16).toString('base64url')
  return JSON.stringify({ ...head, d, h })
}

let writesLeft = Number.POSITIVE_INFINITY
let diesAfter = false

for (const name of ['setPassword', 'deletePassword']) {
  const carryOut = keytar[name]
  keytar[name] = async (service, entry, ...rest) => {
    if (entry.startsWith('probe-')) return carryOut(service, entry, ...rest)
    writesLeft -= 1
    const isLast = writesLeft <= 0
    if (isLast && !diesAfter) die()
    const result = await carryOut(service, entry, ...rest)
    if (isLast) die()
    return result
  }
}

/** The whole app at once: it leads its process group. */
function die() {
  process.kill(-process.pid, 'SIGKILL')
  // The signal is on its way: nothing more may happen.
  Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0)
}

shell.openExternal = async (url) => process.send({ opened: url })

app.on('web-contents-created', (_, contents) => {
  contents.once('did-finish-load', () => process.send({ ready: true }))
  process.on('message', async ({ id, method, request, arm }) => {
    if (arm) {
      writesLeft = arm.writes
      diesAfter = arm.after
      return
    }
    const code = `window.keyfob.ask(${JSON.stringify(method)}, ${JSON.stringify(request)})`
    const reply = await contents
      .executeJavaScript(code)
      .then(JSON.parse, () => ({ ok: false, code: 'window_gone' }))
    process.send({ id, reply })
  })
})
