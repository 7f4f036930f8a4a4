import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { closeSync, openSync, readFileSync } from 'node:fs'
import { mkdtemp } from 'node:fs/promises'
import { join } from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'
import type * as Electron from 'electron'
import { findElectron } from '../../scripts/setup/find-electron.mjs'
import { sandboxSwitch } from '../desktop/harness/app'
import type { Stage } from './stage'

export interface ProgramOptions {
  /** Of the app or of a floor: holds a package.json that names its main file. */
  readonly folder: string
  /** Its profile; a new one when not given. */
  readonly profile?: string
  readonly env?: Readonly<Record<string, string>>
  /** List items to wait for before its window counts as whole. */
  readonly rows?: number
}

/** Times are ms since the epoch. */
export interface Painted {
  readonly first: number
  readonly whole: number
  /** On the way there: main's code runs, Electron is ready, there is a window, its document is loaded. */
  readonly marks: Readonly<Record<'running' | 'ready' | 'window' | 'document', number>>
}

/** A program under Electron that is measured. What is sent into it must not use anything around it. */
export interface Program {
  readonly spawnedAt: number
  readonly pid: number
  readonly profile: string
  /** When its window first painted; rejects when it ends before. */
  readonly painted: Promise<Painted>
  inMain<Result, Value = undefined>(
    task: (electron: typeof Electron, value: Value, require: NodeJS.Require) => Result | Promise<Result>,
    value?: Value,
  ): Promise<Result>
  inWindow<Result, Value = undefined>(
    task: (value: Value) => Result | Promise<Result>,
    value?: Value,
  ): Promise<Result>
  /** The next link that it hands to the browser. */
  nextLink(): Promise<string>
  /** Quits as a person would. Throws unless it ends well: a run that does not is no measurement. */
  quit(): Promise<void>
  /** Resolves with its exit code, or the signal that ended it. */
  readonly ended: Promise<number | string>
  kill(): Promise<void>
}

/** ms */
const patience = 30_000

export async function startProgram(stage: Stage, options: ProgramOptions): Promise<Program> {
  const electron = findElectron()
  if (!electron) throw new Error('Electron is not installed yet: run `npm run setup` first.')
  const folder = await mkdtemp(join(stage.folder, 'run-'))
  const profile = options.profile ?? join(folder, 'profile')
  const log = openSync(join(folder, 'log'), 'a')
  const args = [
    ...sandboxSwitch(),
    `--user-data-dir=${profile}`,
    '-r',
    join(import.meta.dirname, 'inside.cjs'),
  ]
  const env = {
    ...stage.desktop.env,
    ...options.env,
    KEYFOB_BENCH_ROWS: String(options.rows ?? 0),
  }
  const spawnedAt = performance.timeOrigin + performance.now()
  const child = spawn(electron.executable, [...args, options.folder], {
    cwd: options.folder,
    env,
    stdio: ['ignore', log, log, 'ipc'],
    detached: true,
  })
  closeSync(log)
  const ended = once(child, 'exit').then(([code, signal]): number | string => code ?? signal)
  const broken = ended.then((how): never => {
    throw new Error(
      `the program ended with ${how}:\n${readFileSync(join(folder, 'log'), 'utf8').slice(-2000)}`,
    )
  })
  broken.catch(() => undefined)
  const late = pause(patience, undefined, { ref: false }).then((): never => {
    throw new Error(`the program shows no window:\n${readFileSync(join(folder, 'log'), 'utf8').slice(-2000)}`)
  })
  late.catch(() => undefined)
  const waiting = new Map<number, (answer: Answer) => void>()
  const links: string[] = []
  let last = 0
  let onLink = () => {}
  let onPainted = (_: Painted) => {}
  const painted = Promise.race([new Promise<Painted>((resolve) => (onPainted = resolve)), broken, late])
  painted.catch(() => undefined)

  child.on('message', (message: Message) => {
    if ('painted' in message) onPainted(message.painted)
    else if ('opened' in message) {
      links.push(message.opened)
      onLink()
    } else {
      waiting.get(message.id)?.(message)
      waiting.delete(message.id)
    }
  })

  async function run<Result>(where: 'main' | 'window', code: string): Promise<Result> {
    last += 1
    const id = last
    const answered = new Promise<Answer>((resolve) => waiting.set(id, resolve))
    if (child.connected) child.send({ id, where, code }, () => undefined)
    const answer = await Promise.race([answered, broken])
    if ('error' in answer) throw new Error(`in ${where}: ${answer.error}`)
    return answer.value as Result
  }

  async function kill(): Promise<void> {
    if (child.exitCode === null && child.signalCode === null && child.pid) process.kill(-child.pid, 'SIGKILL')
    await ended
  }

  return {
    spawnedAt,
    pid: child.pid ?? 0,
    profile,
    painted,
    ended,
    kill,
    inMain: (task, value) => run('main', `(${task})(electron, ${JSON.stringify(value)}, require)`),
    inWindow: (task, value) => run('window', `(${task})(${JSON.stringify(value)})`),
    async nextLink() {
      while (links.length === 0) {
        await Promise.race([new Promise<void>((resolve) => (onLink = resolve)), broken])
      }
      return links.shift() ?? ''
    },
    async quit() {
      const force = setTimeout(kill, patience)
      if (child.connected) child.send({ id: 0, where: 'main', code: 'electron.app.quit()' }, () => undefined)
      const how = await ended
      clearTimeout(force)
      if (how !== 0) await broken
    },
  }
}

type Answer =
  | { readonly id: number; readonly value: unknown }
  | { readonly id: number; readonly error: string }
type Message = Answer | { readonly painted: Painted } | { readonly opened: string }
