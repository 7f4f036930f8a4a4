import { chmodSync, cpSync, lstatSync, mkdirSync, readdirSync } from 'node:fs'
import { dirname, join } from 'node:path'

/**
 * Lays out what goes into a package below `root`, for everybody to read and for its owner alone to write: with the
 * modes of where it was built, a strict umask would make a program that only root can start.
 *
 * @param {string} root
 * @param {{ from: string, to: string }[]} files files and folders, and the paths they get
 */
export function stageFiles(root, files) {
  mkdirSync(root, { recursive: true })
  for (const { from, to } of files) {
    const target = join(root, to)
    mkdirSync(dirname(target), { recursive: true })
    cpSync(from, target, { recursive: true, verbatimSymlinks: true })
  }
  setModes(root)
}

/** Every file below `root`, relative to it. Folders are not listed. */
export function stagedFiles(root) {
  return readdirSync(root, { recursive: true, withFileTypes: true })
    .filter((entry) => !entry.isDirectory())
    .map((entry) => join(entry.parentPath, entry.name).slice(root.length + 1))
    .sort()
}

function setModes(path) {
  const stat = lstatSync(path)
  if (stat.isSymbolicLink()) return
  chmodSync(path, stat.isDirectory() || stat.mode & 0o100 ? 0o755 : 0o644)
  if (stat.isDirectory()) for (const entry of readdirSync(path)) setModes(join(path, entry))
}
