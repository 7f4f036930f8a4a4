import { copyFileSync, existsSync, mkdirSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { projectRoot } from '../setup/project.mjs'
import { announce, SetupFailure } from '../setup/report.mjs'
import { run } from '../setup/run.mjs'

const folder = join(projectRoot, 'node_modules', 'keytar')
const binary = join(folder, 'build', 'Release', 'keytar.node')
const kept = join(projectRoot, 'out', 'package-files', 'keytar.node')
const here = `${process.platform} ${process.arch}`
let placed = here

/**
 * Puts keytar's binary for a system where electron-builder packs it from. Another system's is downloaded: it cannot be
 * compiled here.
 *
 * @throws {SetupFailure} when it cannot be had
 */
export function placeKeytarFor(platform, arch) {
  const wanted = `${platform} ${arch}`
  if (wanted === placed) return
  if (wanted === here) return restoreKeytar()
  if (placed === here) copy(binary, kept)
  announce(`fetching keytar's binary for ${wanted}`)
  const fetched = run(
    process.execPath,
    [
      join(projectRoot, 'node_modules', 'prebuild-install', 'bin.js'),
      ...['--runtime', 'napi', '--platform', platform, '--arch', arch],
    ],
    { cwd: folder, timeout: 120_000 },
  )
  placed = wanted
  if (!fetched.ok) {
    restoreKeytar()
    throw new SetupFailure(`keytar's published binary for ${wanted} could not be had:\n${fetched.tail}`)
  }
}

/** Puts back the binary of this system. */
export function restoreKeytar() {
  if (placed !== here && existsSync(kept)) copy(kept, binary)
  placed = here
}

function copy(from, to) {
  mkdirSync(dirname(to), { recursive: true })
  copyFileSync(from, to)
}
