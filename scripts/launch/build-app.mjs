import { createHash } from 'node:crypto'
import { existsSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { writeLicences } from '../package/write-licences.mjs'
import { projectRoot } from '../setup/project.mjs'
import { announce, SetupFailure } from '../setup/report.mjs'
import { run } from '../setup/run.mjs'
import { compileAhead } from './compile-ahead.mjs'

const sources = [
  'electron',
  'renderer',
  'shared',
  'scripts/package',
  'vite.config.ts',
  'package.json',
  'package-lock.json',
]
const dist = join(projectRoot, 'dist')
const fingerprintFile = join(dist, '.built-from')

/**
 * Builds `dist/` unless it was built from exactly these sources before.
 *
 * @throws {SetupFailure} with what the bundler said
 */
export function buildApp({ always = false } = {}) {
  const fingerprint = fingerprintOfSources()
  const built = existsSync(fingerprintFile) ? readFileSync(fingerprintFile, 'utf8') : undefined
  if (built === fingerprint && !always) return
  announce('building the app')
  forgetBuild()
  const vite = join(projectRoot, 'node_modules', 'vite', 'bin', 'vite.js')
  const env = { ...process.env, NODE_ENV: 'production' }
  const { ok, printed } = run(process.execPath, [vite, 'build', '--app', '--logLevel', 'warn'], { env })
  if (!ok)
    throw new SetupFailure(
      `the app could not be built; correct what is named here, then try again:\n${printed}`,
    )
  if (printed) console.log(printed)
  compileAhead(join(dist, 'main', 'app.cjs'))
  writeLicences()
  writeFileSync(fingerprintFile, fingerprint)
}

/** Makes the next `buildApp` build, for whoever writes to `dist/` by another way. */
export function forgetBuild() {
  rmSync(fingerprintFile, { force: true })
}

function fingerprintOfSources() {
  const hash = createHash('sha256')
  for (const file of sources.flatMap(filesOf)) {
    hash
      .update(`${file}\0`)
      .update(readFileSync(join(projectRoot, file)))
      .update('\0')
  }
  return hash.digest('hex')
}

function filesOf(path) {
  const absolute = join(projectRoot, path)
  if (!existsSync(absolute)) return []
  if (!statSync(absolute).isDirectory()) return [path]
  return readdirSync(absolute)
    .sort()
    .flatMap((entry) => filesOf(join(path, entry)))
}
