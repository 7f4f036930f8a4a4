import { mkdirSync, readdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { stagedFiles } from './stage-files.mjs'

const payloads = { xz: 'w6.xzdio', xzmt: 'w6T0.xzdio', gzip: 'w9.gzdio', zstd: 'w3.zstdio', none: 'w0.ufdio' }

/**
 * Packs what is staged as an RPM package.
 *
 * @param {string} root the staged files
 * @param {string} work an empty folder for what comes in between
 * @param {ReturnType<typeof import('./read-arguments.mjs').readArguments>} asked
 * @param {(command: string, args: string[]) => void} mustRun
 */
export function writeRpm(root, work, asked, mustRun) {
  const { options } = asked
  const spec = join(work, `${options.name}.spec`)
  const made = join(work, 'rpms')
  mkdirSync(made, { recursive: true })
  writeFileSync(spec, specFile(asked, stagedFiles(root)))
  const definitions = {
    _topdir: work,
    _rpmdir: made,
    _rpmfilename: 'made.rpm',
    _binary_payload: payloads[options['rpm-compression'] ?? 'xzmt'],
  }
  mustRun('rpmbuild', [
    '-bb',
    '--quiet',
    '--target',
    `${options.architecture}-linux`,
    '--buildroot',
    root,
    ...Object.entries(definitions).flatMap(([name, value]) => ['--define', `${name} ${value}`]),
    spec,
  ])
  const [file] = readdirSync(made)
  if (!file) throw new Error('rpmbuild made no package')
  renameSync(join(made, file), options.package)
}

/** What is staged is packed as it is: nothing is compiled, stripped, or searched for what it needs and provides. */
export function specFile({ options, depends }, files) {
  const header = {
    Name: options.name,
    Version: options.version,
    Release: options.iteration ?? '1',
    Summary: options['rpm-summary'] ?? options.description?.split('\n')[0],
    License: options.license,
    Vendor: options.vendor,
    URL: options.url,
    Packager: options.maintainer,
    AutoReqProv: 'no',
  }
  return [
    '%global __os_install_post %{nil}',
    '%global debug_package %{nil}',
    '%global _build_id_links none',
    ...Object.entries(header)
      .filter(([, value]) => value)
      .map(([name, value]) => `${name}: ${value}`),
    ...depends.map((each) => `Requires: ${each}`),
    section('%description', options.description ?? ''),
    section('%post', script(options['after-install'])),
    section('%postun', script(options['after-remove'])),
    section('%files', ['%defattr(-, root, root, -)', ...entries(files)].join('\n')),
    '',
  ].join('\n')
}

const ownFolder = /^(opt\/[^/]+|usr\/share\/doc\/[^/]+)\//

/** A folder of our own goes with the package; those of the system are not ours. */
function entries(files) {
  const own = files.flatMap((file) => file.match(ownFolder)?.slice(1) ?? [])
  return [
    ...[...new Set(own)].map((folder) => `"/${folder}"`),
    ...files.filter((file) => !ownFolder.test(file)).map((file) => `"/${file}"`),
  ]
}

function section(name, body) {
  return `\n${name}\n${body.replaceAll('%', name.startsWith('%post') ? '%%' : '%')}`
}

function script(file) {
  return file ? readFileSync(file, 'utf8').replace(/^#!.*\n/, '') : ''
}
