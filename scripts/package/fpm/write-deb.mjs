import { createHash } from 'node:crypto'
import { chmodSync, copyFileSync, lstatSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { stagedFiles } from './stage-files.mjs'

/** fpm's names, and dpkg-deb's. */
const compressions = { gz: 'gzip', none: 'none', xz: 'xz', zst: 'zstd' }

/**
 * Packs what is staged as a Debian package.
 *
 * @param {string} root the staged files
 * @param {ReturnType<typeof import('./read-arguments.mjs').readArguments>} asked
 * @param {(command: string, args: string[]) => void} mustRun
 */
export function writeDeb(root, asked, mustRun) {
  const { options } = asked
  const control = join(root, 'DEBIAN')
  const files = stagedFiles(root)
  mkdirSync(control)
  writeFileSync(join(control, 'control'), controlFile(asked, sizeOf(root, files)))
  writeFileSync(join(control, 'md5sums'), files.map((file) => `${md5(join(root, file))}  ${file}\n`).join(''))
  for (const [option, name] of [
    ['after-install', 'postinst'],
    ['after-remove', 'postrm'],
  ]) {
    if (!options[option]) continue
    copyFileSync(options[option], join(control, name))
    chmodSync(join(control, name), 0o755)
  }
  const compression = `-Z${compressions[options['deb-compression'] ?? 'xz']}`
  mustRun('dpkg-deb', ['--root-owner-group', compression, '--build', root, options.package])
}

/** @param {number} size KiB */
export function controlFile({ options, depends, recommends }, size) {
  const fields = {
    Package: options.name,
    Version: options.iteration ? `${options.version}-${options.iteration}` : options.version,
    Section: options.category ?? 'default',
    Priority: options['deb-priority'] ?? 'optional',
    Architecture: options.architecture,
    Maintainer: options.maintainer,
    'Installed-Size': String(size),
    Depends: depends.join(', '),
    Recommends: recommends.join(', '),
    Homepage: options.url,
    Description: description(options.description ?? options.name),
  }
  return Object.entries(fields)
    .filter(([, value]) => value)
    .map(([name, value]) => `${name}: ${value}\n`)
    .join('')
}

/** One line, then indented ones; an empty line is a dot (Debian policy 5.6.13). */
function description(text) {
  const [summary, ...lines] = text.trim().split('\n')
  return [summary, ...lines.map((line) => ` ${line.trim() || '.'}`)].join('\n')
}

function sizeOf(root, files) {
  return files.reduce((sum, file) => sum + Math.ceil(lstatSync(join(root, file)).size / 1024), 0)
}

function md5(file) {
  return createHash('md5').update(readFileSync(file)).digest('hex')
}
