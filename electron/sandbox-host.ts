import { z } from 'zod'
import { Failure } from '../shared/failure'
import type { SideProcess } from './support/side-process'

export interface SandboxHost {
  /** Starts the sandbox when it does not run, and says where it is. Throws `sandbox_unavailable`. */
  start(): Promise<string>
  /** Where it is, if it runs. */
  readonly issuer: () => string | undefined
  stop(): Promise<void>
}

const answer = z.discriminatedUnion('type', [
  z.object({ type: z.literal('ready'), issuer: z.url(), setAside: z.string().optional() }),
  z.object({ type: z.literal('failed'), code: z.string(), message: z.string() }),
])
const patience = 20_000

/** Starts the sandbox in a process of its own when somebody needs it; one that died is started again the next time. */
export function createSandboxHost(deps: {
  readonly fork: () => SideProcess
  readonly stateFile: string
  /** For tests: where the sandbox writes down what it issued. */
  readonly recordSecretsTo?: string | undefined
  /** Seconds. */
  readonly accessTokenLifetime?: number | undefined
  readonly onSetAside?: (file: string) => void
}): SandboxHost {
  let running: { readonly process: SideProcess; readonly issuer: Promise<string> } | undefined
  let issuer: string | undefined
  let gone: Promise<void> = Promise.resolve()

  function launch(): { process: SideProcess; issuer: Promise<string> } {
    const process = deps.fork()
    gone = new Promise((resolve) => {
      process.onExit(() => {
        running = undefined
        issuer = undefined
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
        issuer = parsed.data.issuer
        if (parsed.data.setAside) deps.onSetAside?.(parsed.data.setAside)
        resolve(parsed.data.issuer)
      })
    })
    ready.catch(() => {
      running = undefined
      process.kill()
    })
    process.postMessage({
      type: 'start',
      stateFile: deps.stateFile,
      ...(deps.recordSecretsTo ? { recordSecretsTo: deps.recordSecretsTo } : {}),
      ...(deps.accessTokenLifetime ? { accessTokenLifetime: deps.accessTokenLifetime } : {}),
    })
    return { process, issuer: ready }
  }

  return {
    issuer: () => issuer,
    async start() {
      running ??= launch()
      return running.issuer
    },
    async stop() {
      if (!running) return
      running.process.postMessage({ type: 'stop' })
      await gone
    },
  }
}
