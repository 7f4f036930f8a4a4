import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { projectRoot } from './project.mjs'
import { announce, SetupFailure } from './report.mjs'
import { runNpm } from './run.mjs'

/**
 * Installs the npm packages when package-lock.json asks for something that is not installed. Install scripts
 * do not run here: the two packages with a binary of their own have a step each.
 */
export function ensurePackages() {
  if (areInstalled()) return
  announce('installing the npm packages that package-lock.json names (npm ci, about a minute)')
  const { ok, tail } = runNpm(['ci', '--ignore-scripts', '--no-audit', '--no-fund'])
  if (!ok) {
    throw new SetupFailure(
      `npm ci failed; check that the package registry can be reached and that package-lock.json fits package.json, then try again. npm said:\n${tail}`,
    )
  }
}

/** npm keeps a list of what it installed in node_modules/.package-lock.json, written when it has finished. */
function areInstalled() {
  const wanted = readPackages(join(projectRoot, 'package-lock.json'))
  const installed = readPackages(join(projectRoot, 'node_modules', '.package-lock.json'))
  if (!wanted)
    throw new SetupFailure('package-lock.json is missing or damaged: restore it from the repository.')
  if (!installed) return false
  return Object.entries(wanted).every(([path, { version, integrity, optional, devOptional }]) => {
    if (path === '') return true
    const found = installed[path]
    if (!found) return Boolean(optional || devOptional)
    return found.version === version && found.integrity === integrity
  })
}

function readPackages(file) {
  try {
    return JSON.parse(readFileSync(file, 'utf8')).packages
  } catch {
    return undefined
  }
}
