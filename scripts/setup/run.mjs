import { spawnSync } from 'node:child_process'
import { accessSync, constants } from 'node:fs'
import { delimiter, join } from 'node:path'
import { projectRoot } from './project.mjs'

/**
 * Runs a program to its end without a shell and keeps what it printed, to be shown only when it failed.
 *
 * @param {{ cwd?: string, env?: NodeJS.ProcessEnv, timeout?: number }} [options] timeout in ms
 * @returns {{ ok: boolean, stdout: string, printed: string, tail: string }} `tail`: the last lines of its output
 */
export function run(command, args, { cwd = projectRoot, env = process.env, timeout } = {}) {
  const result = spawnSync(command, args, {
    cwd,
    env,
    timeout,
    encoding: 'utf8',
    stdio: ['ignore', 'pipe', 'pipe'],
    maxBuffer: 64 * 1024 * 1024,
  })
  const printed = `${result.stdout ?? ''}${result.stderr ?? ''}`.trim()
  const lines = [...printed.split('\n').slice(-12), ...(result.error ? [result.error.message] : [])]
  return { ok: result.status === 0, stdout: result.stdout ?? '', printed, tail: lines.join('\n').trim() }
}

/** Runs npm, through the npm that started this script where there is one (`npm.cmd` needs a shell). */
export function runNpm(args, options) {
  const npm = process.env.npm_execpath
  if (npm?.endsWith('npm-cli.js')) return run(process.execPath, [npm, ...args], options)
  if (process.platform === 'win32') return run('cmd.exe', ['/d', '/s', '/c', 'npm', ...args], options)
  return run('npm', args, options)
}

/** Whether a program of that name is on the PATH. */
export function isOnPath(command) {
  return pathOf(command) !== undefined
}

/** Where on the PATH the program of that name is, or undefined. */
export function pathOf(command) {
  const candidates = (process.env.PATH ?? '').split(delimiter).map((folder) => join(folder, command))
  return candidates.find(isExecutable)
}

function isExecutable(file) {
  try {
    accessSync(file, constants.X_OK)
    return true
  } catch {
    return false
  }
}
