import { type ChildProcess, fork } from 'node:child_process'
import { once } from 'node:events'
import { join } from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'
import { build } from 'vite'
import type { Question } from './vault-worker'

type Asked<Q = Question> = Q extends Question ? Omit<Q, 'id'> : never

/** A process with the real vault over the real keychain: it alone knows the bus that it was started with. */
export interface VaultProcess {
  probe(): Promise<unknown>
  sweep(): Promise<unknown>
  /** All entries as they are; the keyring must not be locked. */
  entries(): Promise<readonly { readonly account: string; readonly password: string }[]>
  /** The text, null when there is no such entry, or the code of the failure as `{ code }`. */
  read(name: string): Promise<unknown>
  write(name: string, text: string): Promise<unknown>
  erase(name: string): Promise<unknown>
  isRunning(): boolean
  kill(): Promise<void>
}

const root = join(import.meta.dirname, '..', '..')
const folder = join(root, 'out', 'vault-worker')

/** Bundles the process's program, for Node that knows no TypeScript. Returns its path. */
export async function buildVaultWorker(): Promise<string> {
  await build({
    configFile: false,
    root,
    logLevel: 'error',
    ssr: { noExternal: true, external: ['keytar'] },
    build: { ssr: join(import.meta.dirname, 'vault-worker.ts'), outDir: folder, emptyOutDir: true },
  })
  return join(folder, 'vault-worker.js')
}

export function startVaultProcess(program: string, env: NodeJS.ProcessEnv): VaultProcess {
  const { ask, child, kill } = startWorker(program, env)

  return {
    probe: () => ask({ what: 'probe' }),
    sweep: () => ask({ what: 'sweep' }),
    async entries() {
      const found = await ask({ what: 'entries' })
      if (Array.isArray(found)) return found
      // Where somebody else deletes an entry meanwhile, a listing fails or libsecret ends its process: then in a new one,
      // and later each time, as a sweep may have much to delete.
      for (let tries = 1; tries < listingTries; tries += 1) {
        await pause(tries * 250)
        const lister = startWorker(program, env)
        const again = await lister.ask({ what: 'entries' })
        await lister.kill()
        if (Array.isArray(again)) return again
      }
      throw new Error(`the keychain cannot be listed: ${JSON.stringify(found)}`)
    },
    read: (name) => ask({ what: 'read', name }),
    write: (name, text) => ask({ what: 'write', name, text }),
    erase: (name) => ask({ what: 'erase', name }),
    isRunning: () => isRunning(child),
    kill,
  }
}

const listingTries = 6

function startWorker(program: string, env: NodeJS.ProcessEnv) {
  const child = fork(program, { env, stdio: ['ignore', 'ignore', 'ignore', 'ipc'] })
  const waiting = new Map<number, (answer: unknown) => void>()
  let last = 0
  child.on('message', (message: { id: number; value?: unknown; code?: string }) => {
    waiting.get(message.id)?.(message.code === undefined ? message.value : { code: message.code })
    waiting.delete(message.id)
  })
  child.on('exit', () => {
    for (const answer of waiting.values()) answer({ code: 'ended' })
    waiting.clear()
  })

  function ask(asked: Asked): Promise<unknown> {
    last += 1
    const id = last
    return new Promise((resolve) => {
      waiting.set(id, resolve)
      child.send({ ...asked, id }, (error) => error && resolve({ code: 'ended' }))
    })
  }

  return {
    child,
    ask,
    async kill() {
      if (!isRunning(child)) return
      const gone = once(child, 'exit')
      child.kill('SIGKILL')
      await gone
    },
  }
}

function isRunning(child: ChildProcess): boolean {
  return child.exitCode === null && child.signalCode === null
}
