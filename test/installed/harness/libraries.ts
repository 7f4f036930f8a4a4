import { existsSync, readFileSync, realpathSync } from 'node:fs'
import { runToEnd } from '../../desktop/harness/tied-process'

/** The shared libraries that a program is given, by their paths; of one that is not there, its name. */
export async function librariesOf(program: string): Promise<readonly string[]> {
  const { stdout } = await runToEnd('ldd', [program])
  return [...stdout.matchAll(/^\s*(\S+) => (not found|\S+)/gm)].map(([, name = '', path = '']) =>
    path === 'not found' ? name : path,
  )
}

/** Which package each file of the system is of. A file that is of none is not in it. */
export async function packagesOf(files: readonly string[]): Promise<ReadonlyMap<string, string>> {
  // A system whose /lib is a link to /usr/lib knows a file by either path.
  const names = new Map(files.flatMap((file) => pathsOf(file).map((path) => [path, file] as const)))
  if (names.size === 0) return new Map()
  const search = ['-c', 'dpkg-query --search "$@" 2>/dev/null || true', 'sh', ...names.keys()]
  const { stdout } = await runToEnd('sh', search)
  return new Map(
    [...stdout.matchAll(/^([^:,\s]+)[^:]*(?::\w+)?: (.+)$/gm)].flatMap(([, name = '', path = '']) => {
      const file = names.get(path)
      return file === undefined ? [] : [[file, name] as const]
    }),
  )
}

function pathsOf(file: string): readonly string[] {
  const real = existsSync(file) ? realpathSync(file) : file
  return [file, real, `/usr${file}`, file.replace(/^\/usr/, ''), real.replace(/^\/usr/, '')]
}

/** All packages that come with a package because it depends on them, and they on others. */
export async function dependenciesOf(name: string): Promise<ReadonlySet<string>> {
  const left = ['recommends', 'suggests', 'conflicts', 'breaks', 'replaces', 'enhances']
  const options = ['--recurse', '--installed', ...left.map((kind) => `--no-${kind}`)]
  const { stdout } = await runToEnd('apt-cache', ['depends', ...options, name])
  return new Set([...stdout.matchAll(/^([^\s:]+)/gm)].map(([, each = '']) => each))
}

/** Whether a file is a program or a library for this system. */
export function isBinary(file: string): boolean {
  return readFileSync(file).subarray(0, 4).toString('latin1') === '\x7fELF'
}
