import { mkdirSync, readFileSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { buildApp } from '../launch/build-app.mjs'
import { projectRoot } from '../setup/project.mjs'
import { SetupFailure } from '../setup/report.mjs'
import { electronVersions } from './electron-versions.mjs'
import { lookAround, settingsFor } from './look-around.mjs'
import { pack } from './pack.mjs'
import { writePackageFiles } from './write-package-files.mjs'

const output = join(projectRoot, 'out', 'installed')

/**
 * Packs this version and the one that would come after it as Debian packages that differ in nothing else, packed for
 * speed: `npm run dist` makes the ones to publish.
 *
 * @param {import('../setup/find-electron.mjs').ElectronRuntime} electron
 * @returns {Promise<{ current: string, next: string }>} their files
 */
export async function makeTestDebs(electron) {
  const world = await lookAround(electron)
  buildApp()
  const versions = electronVersions(electron.executable)
  const { version } = JSON.parse(readFileSync(join(projectRoot, 'package.json'), 'utf8'))
  rmSync(output, { recursive: true, force: true })
  const { settings, env } = settingsFor(world, { folder: electron.folder, version: versions.electron })

  function packAs(packed, folder) {
    writePackageFiles(versions, packed)
    mkdirSync(folder, { recursive: true })
    const [{ file, problem }] = pack({
      platform: 'linux',
      arch: process.arch,
      targets: ['deb'],
      output: folder,
      settings: { ...settings, 'deb.compression': 'zst', 'extraMetadata.version': packed },
      env,
    })
    if (file) return file
    throw new SetupFailure(`the package to test could not be made:\n${problem}`)
  }
  return {
    current: packAs(version, join(output, 'current')),
    next: packAs(after(version), join(output, 'next')),
  }
}

/** The next patch of a version. */
function after(version) {
  const [, start, patch] = version.match(/^(\d+\.\d+\.)(\d+)/)
  return `${start}${Number(patch) + 1}`
}
