import { basename } from 'node:path'
import { z } from 'zod'
import { Failure } from '../shared/failure'
import { createNotifier, type Notifier } from './support/notifier'
import type { SideProcess } from './support/side-process'

export interface SandboxHost {
  /** Starts the sandbox when it does not run, and says where it is. Throws `sandbox_unavailable`. */
  start(): Promise<string>
  /** Where it is, if it runs. */
  readonly issuer: () => string | undefined
  /** Resolves when it has stopped, or was ended because it did not. */
  stop(): Promise<void>
  /** Tells the name that a damaged file of what it remembers was given. */
  readonly asides: Notifier<string>
}

const answer = z.discriminatedUnion('type', [
  z.object({ type: z.literal('ready'), issuer: z.url(), setAside: z.string().optional() }),
  z.object({ type: z.literal('failed'), code: z.string(), message: z.string() }),
])
/** How long it may take to start. ms */
const patience = 20_000
/** How long it may take to write down what it has and stop. ms */
const untilKilled = 2_000

interface Running {
  readonly process: SideProcess
  readonly ready: Promise<string>
  readonly gone: Promise<void>
}

/** Starts the sandbox in a process of its own when somebody needs it; one that died is started again the next time. */
export function createSandboxHost(deps: {
  readonly fork: () => SideProcess
  readonly stateFile: string
  /** For tests: where the sandbox writes down what it issued. */
  readonly recordSecretsTo?: string | undefined
  /** Seconds. */
  readonly accessTokenLifetime?: number | undefined
}): SandboxHost {
  const asides = createNotifier<string>()
  let running: Running | undefined
  let issuer: string | undefined

  /** One that was given up may end long after another was started in its place. */
  function forget(process: SideProcess): void {
    if (running?.process !== process) return
    running = undefined
    issuer = undefined
  }

  function launch(): Running {
    const process = deps.fork()
    const gone = new Promise<void>((resolve) => {
      process.onExit(() => {
        forget(process)
        resolve()
      })
    })
    const ready = new Promise<string>((resolve, reject) => {
      const fail = (message: string) => {
        clearTimeout(timer)
        reject(new Failure('sandbox_unavailable', message, { facts: { subject: message.slice(0, 300) } }))
      }
      const timer = setTimeout(() => fail('The sandbox did not start in time.'), patience)
      process.onExit(() => fail('The sandbox ended while it was starting.'))
      process.onMessage((message) => {
        const parsed = answer.safeParse(message)
        if (!parsed.success) return
        if (parsed.data.type === 'failed') return fail(parsed.data.message)
        clearTimeout(timer)
        if (parsed.data.setAside) asides.announce(basename(parsed.data.setAside))
        resolve(parsed.data.issuer)
      })
    })
    ready.then(
      (at) => {
        if (running?.process === process) issuer = at
      },
      () => {
        forget(process)
        process.kill()
      },
    )
    process.postMessage({
      type: 'start',
      stateFile: deps.stateFile,
      ...(deps.recordSecretsTo ? { recordSecretsTo: deps.recordSecretsTo } : {}),
      ...(deps.accessTokenLifetime ? { accessTokenLifetime: deps.accessTokenLifetime } : {}),
    })
    return { process, ready, gone }
  }

  return {
    asides,
    issuer: () => issuer,
    async start() {
      running ??= launch()
      return running.ready
    },
    async stop() {
      if (!running) return
      const { process, gone } = running
      process.postMessage({ type: 'stop' })
      if (await isLate(gone, untilKilled)) process.kill()
    },
  }
}

/** Whether something has not come to its end within `limit` ms. */
function isLate(end: Promise<void>, limit: number): Promise<boolean> {
  return new Promise((resolve) => {
    const timer = setTimeout(() => resolve(true), limit)
    void end.then(() => {
      clearTimeout(timer)
      resolve(false)
    })
  })
}
