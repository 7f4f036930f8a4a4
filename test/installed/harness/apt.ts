import { runToEnd } from '../../desktop/harness/tied-process'

const quiet = { ...process.env, DEBIAN_FRONTEND: 'noninteractive' }

/** Runs apt-get as a person would, who has said yes already. */
export async function apt(...args: readonly string[]): Promise<string> {
  const options = ['-y', '-q', '--no-install-recommends', '-o', 'DPkg::Lock::Timeout=300']
  const { stdout, stderr } = await runToEnd('apt-get', [...options, ...args], { env: quiet })
  return stdout + stderr
}

/** "installed", "config-files", or undefined when dpkg does not know the package. */
export async function stateOf(name: string): Promise<string | undefined> {
  // biome-ignore lint/suspicious/noTemplateCurlyInString: the placeholder is dpkg-query's
  const args = ['--show', '--showformat', '${db:Status-Status}', name]
  return runToEnd('dpkg-query', args).then(
    ({ stdout }) => stdout,
    () => undefined,
  )
}

/** Packages that are installed, or that were and have left something. */
export async function knownPackages(): Promise<ReadonlySet<string>> {
  // biome-ignore lint/suspicious/noTemplateCurlyInString: the placeholders are dpkg-query's
  const format = '${db:Status-Status} ${Package}\\n'
  const { stdout } = await runToEnd('dpkg-query', ['--show', '--showformat', format])
  return new Set([...stdout.matchAll(/^(?!not-installed)\S+ (\S+)$/gm)].map(([, name = '']) => name))
}

/** Files of the system where a package may put some, and what its scripts make beside them. Caches are not counted. */
export async function systemFiles(): Promise<ReadonlySet<string>> {
  const places = ['/opt', '/etc', '/usr/bin', '/usr/local', '/usr/share', '/var/lib/dpkg/alternatives']
  const { stdout } = await runToEnd('find', [...places, '-xdev'])
  const caches = /mimeinfo\.cache|icon-theme\.cache|ld\.so\.cache|\/usr\/share\/(mime|info)\//
  return new Set(stdout.split('\n').filter((file) => file !== '' && !caches.test(file)))
}
