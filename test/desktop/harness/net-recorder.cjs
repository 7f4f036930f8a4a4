// Loaded into the app's main process before its own code (`electron -r`): writes down every connection that
// Node opens, one `address:port` a line. What Chromium opens is in its own log.
const { appendFileSync } = require('node:fs')
const { subscribe } = require('node:diagnostics_channel')

const file = process.env.KEYFOB_TEST_CONNECTIONS
if (file) {
  appendFileSync(file, 'listening\n')
  subscribe('net.client.socket', ({ socket }) => {
    socket.once('connectionAttempt', (address, port) => appendFileSync(file, `${address}:${port}\n`))
  })
  subscribe('udp.socket', ({ socket }) => {
    socket.once('listening', () => appendFileSync(file, 'udp\n'))
  })
}
