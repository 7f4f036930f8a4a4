import { createHash } from 'node:crypto'
import {
  copyFileSync,
  createReadStream,
  lstatSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  writeFileSync,
} from 'node:fs'
import { basename, join } from 'node:path'
import { pipeline } from 'node:stream/promises'
import { buildApp } from '../launch/build-app.mjs'
import { projectRoot } from '../setup/project.mjs'
import { announce } from '../setup/report.mjs'
import { setUp } from '../setup/set-up.mjs'
import { bareOptions } from './bare-app.mjs'
import { electronVersions } from './electron-versions.mjs'
import { lookAround, settingsFor } from './look-around.mjs'
import { pack, unpackedFolder } from './pack.mjs'
import { planTargets } from './plan-targets.mjs'
import { largest, sizeReport } from './size-report.mjs'
import { packageFiles, writePackageFiles } from './write-package-files.mjs'

/** For the bench. */
const sizesFile = join(projectRoot, 'out', 'package-sizes.json')
const output = join(projectRoot, 'out', 'packages')
const bareOutput = join(projectRoot, 'out', 'bare')

/**
 * Makes every package that this computer can make, says which it left out and why, and how large they are beside
 * packages of the bare Electron made in the same run.
 *
 * @param {{ wanted: string[], compare: boolean }} options names of targets; none: all
 * @returns {Promise<boolean>} whether all that was tried could be made and is as small as it should be
 */
export async function makePackages({ wanted, compare }) {
  const { electron } = await setUp({ purpose: 'start' })
  const world = await lookAround(electron)
  const { build, leftOut } = planTargets(world, wanted)
  // What is built in by the environment is no source that a build would be compared by.
  buildApp({ always: true })
  const versions = electronVersions(electron.executable)
  const { version } = JSON.parse(readFileSync(join(projectRoot, 'package.json'), 'utf8'))
  writePackageFiles(versions, version)
  mkdirSync(output, { recursive: true })
  copyFileSync(join(packageFiles, 'keyfob.cdx.json'), join(output, `keyfob-${version}.cdx.json`))

  const common = settingsFor(world, { folder: electron.folder, version: versions.electron })
  const measured = []
  const failed = []
  for (const group of groupsOf(build)) {
    const packed = pack({ ...group, ...common, output })
    const made = packed.filter(({ file }) => file)
    failed.push(...packed.filter(({ problem }) => problem))
    const bare = compare && made.length > 0 ? packBare(group, made, common) : []
    for (const { target, problem } of bare)
      if (problem) announce(`not compared: the bare Electron could not be packed as ${target}:\n${problem}`)
    measured.push(...made.map(({ target, file }) => measure(target, file, bare)))
    if (group.platform === 'linux' && bare.length > 0) measured.push(measureFolders(group.arch))
  }
  await writeChecksums()
  return report({ measured, failed, leftOut })
}

/** The packages of one system and architecture are made together. */
function groupsOf(packages) {
  const names = [...new Set(packages.map(({ platform, arch }) => `${platform} ${arch}`))]
  return names.map((name) => {
    const [platform, arch] = name.split(' ')
    const own = packages.filter((each) => each.platform === platform && each.arch === arch)
    return { platform, arch, targets: own.map(({ target }) => target) }
  })
}

function packBare({ platform, arch }, made, { settings, env }) {
  const { electronDist, electronVersion } = settings
  return pack({
    platform,
    arch,
    targets: made.map(({ target }) => target),
    output: bareOutput,
    isBare: true,
    settings: {
      electronVersion: electronVersion ?? electronOfPackage(),
      ...(electronDist ? { electronDist } : {}),
    },
    options: bareOptions(),
    env: { ...env, CSC_IDENTITY_AUTO_DISCOVERY: 'false' },
  })
}

function electronOfPackage() {
  return JSON.parse(readFileSync(join(projectRoot, 'package.json'), 'utf8')).devDependencies.electron
}

function measure(target, file, bare) {
  const other = bare.find((each) => each.target === target && each.file)
  return { file: basename(file), bytes: sizeOf(file), bareBytes: other && sizeOf(other.file) }
}

function measureFolders(arch) {
  const folder = unpackedFolder(output, arch)
  const bareBytes = sizeOf(unpackedFolder(bareOutput, arch))
  return { file: `installed (${basename(folder)})`, bytes: sizeOf(folder), bareBytes }
}

/** In bytes, of a file or of all in a folder. */
function sizeOf(path) {
  const stat = lstatSync(path)
  if (!stat.isDirectory()) return stat.size
  return readdirSync(path).reduce((sum, entry) => sum + sizeOf(join(path, entry)), 0)
}

/** As `sha256sum --check` reads it. */
async function writeChecksums() {
  const files = readdirSync(output, { withFileTypes: true })
    .filter((entry) => entry.isFile() && /\.(AppImage|gz|deb|rpm|dmg|zip|exe|json)$/.test(entry.name))
    .map(({ name }) => name)
    .sort()
  const lines = []
  for (const name of files) {
    const hash = createHash('sha256')
    await pipeline(createReadStream(join(output, name)), hash)
    lines.push(`${hash.digest('hex')}  ${name}\n`)
  }
  writeFileSync(join(output, 'SHA256SUMS'), lines.join(''))
}

function report({ measured, failed, leftOut }) {
  const { lines, tooLarge } = sizeReport(measured)
  if (measured.length > 0) {
    console.log(`\nin ${output}\n${lines.join('\n')}`)
    writeFileSync(sizesFile, JSON.stringify(measured))
  }
  for (const { platform, arch, target, why } of leftOut) {
    console.log(`left out: ${target} (${platform} ${arch}): ${why}`)
  }
  for (const { target, problem } of failed) console.error(`\n${target} could not be made:\n${problem}`)
  for (const file of tooLarge) announce(`${file} is more than ${largest} times as large as the bare Electron`)
  return failed.length === 0 && tooLarge.length === 0
}
