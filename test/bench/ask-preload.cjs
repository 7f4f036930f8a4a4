// Loaded into the window before its page: asks for what the measuring process wants, as soon as a window can ask.
const { ipcRenderer } = require('electron')

ipcRenderer
  .invoke('keyfob:ask', ...JSON.parse(process.env.KEYFOB_BENCH_ASK))
  .then((reply) => ipcRenderer.send('bench:asked', reply))
