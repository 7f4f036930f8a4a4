import { execFileSync } from 'node:child_process'
import { chmodSync, mkdirSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { readArguments } from '../../scripts/package/fpm/read-arguments.mjs'
import { isOnPath } from '../../scripts/setup/run.mjs'

const fpm = join(import.meta.dirname, '../../scripts/package/fpm/fpm.mjs')

describe('a command line of fpm', () => {
  test('is read in its short, long and joined forms', () => {
    const asked = readArguments([
      '-s',
      'dir',
      '--force',
      '-t',
      'deb',
      '-d',
      'a',
      '-d',
      'b | c',
      '--version=1=2',
    ])

    expect(asked.options).toEqual({ 'input-type': 'dir', 'output-type': 'deb', version: '1=2' })
    expect(asked.depends).toEqual(['a', 'b | c'])
  })

  test('keeps a value of several lines, or one that begins with a dash', () => {
    const { options } = readArguments(['--description', 'one\n two', '--url', '-x'])

    expect(options).toEqual({ description: 'one\n two', url: '-x' })
  })

  test('names files with the place they go to, after the last equals sign', () => {
    expect(readArguments(['/a=b/=/opt/App']).files).toEqual([{ from: '/a=b/', to: '/opt/App' }])
  })

  test('that is not understood is refused: a word without a place, an option without a value', () => {
    expect(() => readArguments(['-Q'])).toThrow('-Q')
    expect(() => readArguments(['lonely'])).toThrow('lonely')
    expect(() => readArguments(['--name'])).toThrow('--name needs a value')
  })
})

describe.skipIf(!isOnPath('dpkg-deb'))('a Debian package made by the stand-in', () => {
  const made = usePackage('deb', 'demo.deb', ['--deb-compression', 'gz', '--deb-recommends', 'keyring'])
  const show = (...args: string[]) => execFileSync('dpkg-deb', args, { encoding: 'utf8' })

  test('has the fields that were asked for', () => {
    const control = show('--field', made.file)

    for (const line of [
      'Package: demo',
      'Version: 1.0~beta.1',
      'Architecture: amd64',
      'Maintainer: Somebody <somebody@keyfob.example>',
      'Depends: libfirst, libsecond | libsecondt64',
      'Recommends: keyring',
      'Homepage: https://keyfob.example',
      'Description: In a line',
      ' And at length.',
      ' .',
      ' With 100% care.',
    ])
      expect(control.split('\n')).toContain(line)
    expect(control).toMatch(/^Installed-Size: 3$/m)
  })

  test('belongs to root, for everybody to read and for nobody else to write, whatever the umask was', () => {
    const lines = show('--contents', made.file).trim().split('\n')
    const modes = Object.fromEntries(
      lines.map((line) => [line.match(/\.\/\S*/)?.[0], `${line.slice(0, 10)} ${line.split(/\s+/)[1]}`]),
    )

    expect(modes).toMatchObject({
      './opt/Demo/': 'drwxr-xr-x root/root',
      './opt/Demo/demo': '-rwxr-xr-x root/root',
      './opt/Demo/data/secret.txt': '-rw-r--r-- root/root',
      './usr/share/doc/demo/copyright': '-rw-r--r-- root/root',
    })
  })

  test('carries its scripts, and a checksum of every file', () => {
    expect(show('--info', made.file, 'postinst')).toBe('#!/bin/bash\necho "100%" installed\n')
    expect(show('--info', made.file, 'postrm')).toContain('echo removed')
    expect(show('--info', made.file, 'md5sums').trim().split('\n')).toHaveLength(3)
  })

  test('leaves nothing behind where it was made', () => {
    expect(readdirSync(made.folder).sort()).toEqual(['after', 'app', 'copyright', 'demo.deb'])
  })
})

describe.skipIf(!isOnPath('rpmbuild'))('an RPM package made by the stand-in', () => {
  const made = usePackage('rpm', 'demo.rpm', ['--rpm-compression', 'gzip', '--rpm-summary', 'In a line'])
  const ask = (format: string) =>
    execFileSync('rpm', ['--query', '--package', '--queryformat', format, made.file], { encoding: 'utf8' })

  test('has the fields that were asked for', () => {
    expect(ask('%{NAME} %{VERSION} %{RELEASE} %{ARCH} %{LICENSE} %{SUMMARY}')).toBe(
      'demo 1.0~beta.1 1 x86_64 MIT In a line',
    )
    expect(ask('%{DESCRIPTION}')).toContain('With 100% care.')
    expect(ask('[%{REQUIRENAME}\n]')).toMatch(/^libfirst$/m)
    expect(ask('[%{REQUIRENAME}\n]')).toContain('(libsecond or libsecondt64)')
  })

  test('has its files with their modes, and takes its own folders away with it', () => {
    const files = Object.fromEntries(
      ask('[%{FILEMODES:perms} %{FILENAMES}\n]')
        .trim()
        .split('\n')
        .map((line) => [line.slice(11), line.slice(0, 10)]),
    )

    expect(files).toMatchObject({
      '/opt/Demo': 'drwxr-xr-x',
      '/opt/Demo/demo': '-rwxr-xr-x',
      '/opt/Demo/data/secret.txt': '-rw-r--r--',
      '/usr/share/doc/demo': 'drwxr-xr-x',
    })
    expect(Object.keys(files)).not.toContain('/usr/share')
  })

  test('carries its scripts', () => {
    expect(ask('%{POSTIN}')).toBe('echo "100%" installed')
    expect(ask('%{POSTUN}')).toContain('echo removed')
  })
})

test('another kind of package is refused in a sentence', () => {
  const asked = ['-s', 'dir', '-t', 'pacman', '--package', join(tmpdir(), 'never.pacman')]

  expect(() => execFileSync(fpm, asked, { stdio: 'pipe' })).toThrow('only deb and rpm can be made here')
})

/** A small app, packed as electron-builder asks for it. */
function usePackage(kind: 'deb' | 'rpm', name: string, options: readonly string[]) {
  let folder = ''
  beforeAll(() => {
    folder = mkdtempSync(join(tmpdir(), 'keyfob-fpm-'))
    const app = join(folder, 'app')
    mkdirSync(join(app, 'data'), { recursive: true, mode: 0o700 })
    writeFileSync(join(app, 'demo'), '#!/bin/sh\n', { mode: 0o700 })
    writeFileSync(join(app, 'data', 'secret.txt'), 'text', { mode: 0o600 })
    writeFileSync(join(folder, 'copyright'), 'MIT')
    mkdirSync(join(folder, 'after'))
    writeFileSync(join(folder, 'after', 'install'), '#!/bin/bash\necho "100%" installed\n')
    writeFileSync(join(folder, 'after', 'remove'), '#!/bin/bash\necho removed "$1"\n')
    chmodSync(app, 0o700)
    const second = kind === 'deb' ? 'libsecond | libsecondt64' : '(libsecond or libsecondt64)'
    const asked = [
      ...['-s', 'dir', '--force', '-t', kind, '-d', 'libfirst', '-d', second, ...options],
      ...['--architecture', kind === 'deb' ? 'amd64' : 'x86_64', '--name', 'demo', '--version', '1.0~beta.1'],
      ...['--after-install', join(folder, 'after', 'install')],
      ...['--after-remove', join(folder, 'after', 'remove')],
      ...['--description', 'In a line\n And at length.\n\nWith 100% care.', '--license', 'MIT'],
      ...['--maintainer', 'Somebody <somebody@keyfob.example>', '--vendor', 'Somebody'],
      ...['--url', 'https://keyfob.example', '--package', join(folder, name)],
      ...[`${app}/=/opt/Demo`, `${join(folder, 'copyright')}=/usr/share/doc/demo/copyright`],
    ]
    execFileSync(fpm, asked, { stdio: 'pipe' })
  })
  afterAll(() => rmSync(folder, { recursive: true, force: true }))
  return {
    get file() {
      return join(folder, name)
    },
    get folder() {
      return folder
    },
  }
}
