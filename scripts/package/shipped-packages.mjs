import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { dirname, join, relative } from 'node:path'
import { projectRoot } from '../setup/project.mjs'
import { moduleLists } from './list-modules.mjs'

/**
 * keytar is packed beside the bundles, and what its binary was compiled with is inside it. The bundler cannot list them.
 */
const packedBeside = ['node_modules/keytar', 'node_modules/node-addon-api']

/**
 * A package of npm's, of which at least one module is shipped.
 *
 * @typedef {object} ShippedPackage
 * @property {string} name
 * @property {string} version
 * @property {string} licence an SPDX identifier or expression
 * @property {string} folder relative to the project
 * @property {string} integrity of the published archive, as package-lock.json has it
 */

/**
 * The packages that are shipped, by the bundler's own lists of the last build.
 *
 * @returns {ShippedPackage[]} by name, then by version
 * @throws Error when there is no build, or a module that belongs to nobody
 */
export function shippedPackages() {
  const folders = new Set([...shippedModules().flatMap(packageOf), ...packedBeside])
  const { packages: locked } = readJson(join(projectRoot, 'package-lock.json'))
  return [...folders]
    .map((folder) => describe(folder, locked))
    .sort((a, b) => compare(a.name, b.name) || compare(a.version, b.version))
}

/** Every module that is in a bundle. */
export function shippedModules() {
  if (!existsSync(moduleLists)) throw new Error('there is no build yet: run `npm run build` first')
  return readdirSync(moduleLists).flatMap((file) => readJson(join(moduleLists, file)))
}

/**
 * The folder of the package that a module is of; none for our own. The few that no file holds are named for the tool
 * that wrote them (`rolldown/runtime.js`).
 */
function packageOf(module) {
  if (/^(build|electron|renderer|shared)\//.test(module)) return []
  const start = module.startsWith('node_modules/') ? module : join('node_modules', module)
  for (let folder = start; folder !== 'node_modules' && folder !== '.'; folder = dirname(folder)) {
    const file = join(projectRoot, folder, 'package.json')
    if (existsSync(file) && readJson(file).version) return [folder.replaceAll('\\', '/')]
  }
  throw new Error(`${module} is shipped, but it belongs to no package`)
}

function describe(folder, locked) {
  const { name, version, license } = readJson(join(projectRoot, folder, 'package.json'))
  const integrity = locked[folder]?.integrity
  if (!name || typeof license !== 'string' || !integrity)
    throw new Error(`${folder} is shipped, but its name, licence or checksum is not known`)
  return { name, version, licence: license, folder: relative('.', folder), integrity }
}

function readJson(file) {
  return JSON.parse(readFileSync(file, 'utf8'))
}

function compare(a, b) {
  return a < b ? -1 : Number(a > b)
}
