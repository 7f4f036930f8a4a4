import { existsSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { projectRoot } from './project.mjs'
import { announce, SetupFailure } from './report.mjs'
import { run, runNpm } from './run.mjs'
import { ensureSystemPackages } from './system-packages.mjs'

const keytarFolder = join(projectRoot, 'node_modules', 'keytar')
const binary = join(keytarFolder, 'build', 'Release', 'keytar.node')

/**
 * Makes sure that keytar's native binary loads: the published one where it can be downloaded, else compiled
 * here. It is built on Node-API, so one binary serves Node and every Electron.
 */
export function ensureKeytar() {
  if (loads()) return
  announce("fetching keytar's native binary for this system")
  run(process.execPath, [join(projectRoot, 'node_modules', 'prebuild-install', 'bin.js'), '-r', 'napi'], {
    cwd: keytarFolder,
    timeout: 60_000,
  })
  if (loads()) return
  announce('no published binary could be had, compiling keytar here')
  ensureSystemPackages(['compile'])
  const { tail } = runNpm(['run', 'build'], { cwd: keytarFolder, env: compileEnvironment() })
  if (loads()) return
  throw new SetupFailure(
    `keytar's native binary could neither be downloaded nor compiled; it needs a C++ compiler, Python 3 and, on Linux, libsecret's development files. The compiler said:\n${tail}`,
  )
}

/** In a process of its own: a binary that is half there must not take this one down. */
function loads() {
  return existsSync(binary) && run(process.execPath, ['-e', `require(${JSON.stringify(keytarFolder)})`]).ok
}

/** Node's own headers, where they came with it, spare node-gyp a download. */
function compileEnvironment() {
  const nodeFolder = dirname(dirname(process.execPath))
  const hasHeaders = existsSync(join(nodeFolder, 'include', 'node', 'node_api.h'))
  return hasHeaders ? { ...process.env, npm_config_nodedir: nodeFolder } : process.env
}
