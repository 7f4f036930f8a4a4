import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { closeSync, openSync } from 'node:fs'
import { join } from 'node:path'
import { findElectron } from '../../scripts/setup/find-electron.mjs'
import type { KeyfobApi } from '../../shared/keyfob-api'
import { sandboxSwitch } from '../desktop/harness/app'

type Answer<Method extends keyof KeyfobApi> = Awaited<ReturnType<KeyfobApi[Method]>>

/** What the app answered, or the code of its failure; `ended`: it died before it answered. */
export type Reply<T> =
  | { readonly ok: true; readonly value: T }
  | { readonly ok: false; readonly code: string }

/** The real app, built and with its window, asked the way its window asks. */
export interface AppProcess {
  ask<Method extends keyof KeyfobApi>(
    method: Method,
    request: Parameters<KeyfobApi[Method]>[0],
  ): Promise<Reply<Answer<Method>>>
  /** The next link that it hands to the browser; undefined when it dies before. */
  nextLink(): Promise<string | undefined>
  /** Lets it kill itself, with all its processes, right before or after one of the next writes to the keychain. */
  dieAtWrite(writes: number, when: 'before' | 'after'): void
  /** Kills all its processes at once. Resolves when they are gone. */
  kill(): Promise<void>
  readonly ended: Promise<void>
}

const root = join(import.meta.dirname, '..', '..')

/** Resolves when the window has loaded. Throws when the app ends before. */
export async function startApp(options: {
  readonly profile: string
  readonly env: NodeJS.ProcessEnv
  /** All that it prints is appended to this file. */
  readonly log: string
}): Promise<AppProcess> {
  const electron = findElectron()
  if (!electron) throw new Error('Electron is not installed yet: run `npm run setup` first.')
  const log = openSync(options.log, 'a')
  const child = spawn(
    electron.executable,
    [
      ...sandboxSwitch(),
      `--user-data-dir=${options.profile}`,
      '--disable-gpu',
      '-r',
      join(import.meta.dirname, 'inside-app.cjs'),
      root,
    ],
    { cwd: root, env: options.env, stdio: ['ignore', log, log, 'ipc'], detached: true },
  )
  closeSync(log)
  const ended = once(child, 'exit').then(() => undefined)
  const answers = new Map<number, (reply: Reply<never>) => void>()
  const links: string[] = []
  let wake = () => {}
  let last = 0
  let setReady = () => {}
  const ready = new Promise<void>((resolve) => {
    setReady = resolve
  })

  child.on('message', (message: { ready?: true; opened?: string; id?: number; reply?: Reply<never> }) => {
    if (message.ready) setReady()
    if (message.opened !== undefined) links.push(message.opened)
    if (message.id !== undefined && message.reply) answers.get(message.id)?.(message.reply)
    wake()
  })
  ended.then(() => wake())

  await Promise.race([
    ready,
    ended.then(() => {
      throw new Error('the app ended before it showed a window')
    }),
  ])

  return {
    ended,
    ask(method, request) {
      last += 1
      const id = last
      const answered = new Promise<Reply<never>>((resolve) => answers.set(id, resolve))
      send({ id, method, request })
      return Promise.race([answered, ended.then(() => ({ ok: false, code: 'ended' }) as const)])
    },
    async nextLink() {
      for (;;) {
        const link = links.shift()
        if (link !== undefined || child.exitCode !== null || child.signalCode !== null) return link
        await new Promise<void>((resolve) => {
          wake = resolve
        })
      }
    },
    dieAtWrite: (writes, when) => send({ arm: { writes, after: when === 'after' } }),
    async kill() {
      killGroup(child.pid)
      await ended
    },
  }

  function send(message: object): void {
    // Whoever has died is noticed by its end.
    if (child.connected) child.send(message, () => undefined)
  }
}

function killGroup(leader: number | undefined): void {
  try {
    if (leader !== undefined) process.kill(-leader, 'SIGKILL')
  } catch (error) {
    if (!(error instanceof Error && 'code' in error && error.code === 'ESRCH')) throw error
  }
}
