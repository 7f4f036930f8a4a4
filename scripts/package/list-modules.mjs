import { mkdirSync, writeFileSync } from 'node:fs'
import { join, relative } from 'node:path'
import { projectRoot } from '../setup/project.mjs'

/** Where a build leaves the lists, one file for each bundle. They are not packaged. */
export const moduleLists = join(projectRoot, 'dist', '.modules')

/**
 * Writes down which modules the bundler put into each bundle: what the list of licences and the bill of materials are
 * made of, so that they cannot name less than ships.
 *
 * @returns {import('vite').Plugin}
 */
export function listModules() {
  return {
    name: 'list-modules',
    apply: 'build',
    generateBundle(_options, bundle) {
      const styles = [...this.getModuleIds()].filter((id) => /\.css(\?|$)/.test(id))
      const files = Object.values(bundle).flatMap((file) =>
        file.type === 'chunk' ? renderedIn(file) : file.originalFileNames.map(fromWindow),
      )
      const modules = [...new Set([...files, ...styles.map(nameOf)])].sort()
      mkdirSync(moduleLists, { recursive: true })
      writeFileSync(join(moduleLists, `${this.environment.name}.json`), JSON.stringify(modules, null, 1))
    },
  }
}

function renderedIn({ modules }) {
  return Object.entries(modules).flatMap(([id, { renderedLength }]) =>
    renderedLength > 0 ? [nameOf(id)] : [],
  )
}

/** Relative to the project; what no file holds keeps the name that the bundler gave it. */
function nameOf(id) {
  const path = id.replace(/^\0/, '').replace(/\?.*$/, '')
  return path.startsWith(projectRoot) ? relative(projectRoot, path).replaceAll('\\', '/') : path
}

/** Vite names the sources of what it copies relative to the window's folder. */
function fromWindow(name) {
  return nameOf(join(projectRoot, 'renderer', name))
}
