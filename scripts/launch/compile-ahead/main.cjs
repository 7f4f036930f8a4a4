// Runs in Electron while the app is built, and writes down how V8 has compiled a bundle: it takes that only from the
// same V8 with the same flags, which is why Node cannot do it.
const { readFileSync, writeFileSync } = require('node:fs')
const { createRequire, wrap } = require('node:module')
const { dirname } = require('node:path')
const { Script } = require('node:vm')

const [bundle, compiled] = process.argv.slice(-2)
const requireThere = createRequire(bundle)

/** Stands for all of Electron: the bundle begins to run, and nothing comes of it. */
const nothing = new Proxy(() => {}, {
  get: (_, name) => (name === Symbol.toPrimitive ? () => '' : name === 'then' ? undefined : nothing),
  apply: () => false,
  construct: () => nothing,
})

const script = new Script(wrap(readFileSync(bundle, 'latin1')), { filename: bundle })
const run = script.runInThisContext()
// What the start needs is compiled when it runs for the first time.
run(
  {},
  (name) => (name === 'electron' ? nothing : requireThere(name)),
  { exports: {} },
  bundle,
  dirname(bundle),
)
writeFileSync(compiled, script.createCachedData())
process.exit(0)
