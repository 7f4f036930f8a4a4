import { type ChildProcess, type StdioOptions, spawn } from 'node:child_process'
import { once } from 'node:events'
import { text } from 'node:stream/consumers'

export interface TiedProcess {
  readonly child: ChildProcess
  /** Ends the process, forcibly after 2 s, and waits until it is gone. */
  stop(): Promise<void>
}

/** Another user than the one who tests, to run programs as; only root can. */
export interface Owner {
  readonly uid: number
  readonly gid: number
}

/** How a program is started. */
export interface Start {
  readonly env?: NodeJS.ProcessEnv | undefined
  readonly owner?: Owner | undefined
}

/**
 * Starts a helper that the kernel ends together with this process (`setpriv --pdeathsig`), so that nothing
 * stays behind even when a test worker is killed.
 *
 * @param stdio as for `spawn`; what the helper is not given a pipe for is thrown away
 */
export function startTied(
  command: string,
  args: readonly string[],
  { env, owner, stdio = 'ignore' }: Start & { readonly stdio?: StdioOptions } = {},
): TiedProcess {
  const tied = ['--pdeathsig', 'TERM', ...asOwner(owner), '--', command, ...args]
  const child = spawn('setpriv', tied, { env, stdio })
  child.on('error', () => {})
  return {
    child,
    async stop() {
      if (child.exitCode !== null || child.signalCode !== null || child.pid === undefined) return
      const gone = once(child, 'exit')
      child.kill('SIGTERM')
      const force = setTimeout(() => child.kill('SIGKILL'), 2000)
      await gone
      clearTimeout(force)
    },
  }
}

/**
 * Runs a program to its end and returns what it printed.
 *
 * @param input what the program reads from its standard input
 * @throws Error with its exit code and its error output when it fails
 */
export async function runToEnd(
  command: string,
  args: readonly string[],
  { env, owner, input = '' }: Start & { readonly input?: string } = {},
): Promise<{ stdout: string; stderr: string }> {
  const [program = command, ...rest] = owner
    ? ['setpriv', ...asOwner(owner), '--', command, ...args]
    : [command, ...args]
  const child = spawn(program, rest, { env, stdio: 'pipe' })
  const exited = once(child, 'exit')
  child.stdin.on('error', () => {})
  child.stdin.end(input)
  const [stdout, stderr, [code]] = await Promise.all([text(child.stdout), text(child.stderr), exited])
  if (code !== 0) throw new Error(`${command} ended with ${code}: ${stderr.trim()}`)
  return { stdout, stderr }
}

/** setpriv's switches for another user, who has none of the privileges of the one who tests. */
export function asOwner(owner?: Owner): readonly string[] {
  return owner ? [`--reuid=${owner.uid}`, `--regid=${owner.gid}`, '--clear-groups', '--inh-caps=-all'] : []
}
