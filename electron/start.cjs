// The package's main file. Electron imports it as a module, for which Node reads all of it twice: so it is short, and
// what it runs is read once, with the compiled form that the build has laid beside it.
const { existsSync, readFileSync } = require('node:fs')
const Module = require('node:module')
const { join } = require('node:path')
const { Script } = require('node:vm')

const bundle = join(__dirname, 'app.cjs')
const compiled = `${bundle}.compiled`

// V8 refuses what another V8, or one with other flags, has compiled, and compiles as ever.
// The build writes nothing but ASCII, which needs no decoding.
const script = new Script(Module.wrap(readFileSync(bundle, 'latin1')), {
  filename: bundle,
  ...(existsSync(compiled) ? { cachedData: readFileSync(compiled) } : {}),
})
// Chunks that come later require the bundle too, and must find this one: another would start the app once more.
const running = new Module(bundle, module)
running.filename = bundle
running.paths = module.paths
require.cache[bundle] = running
script.runInThisContext()(running.exports, running.require.bind(running), running, bundle, __dirname)
running.loaded = true
