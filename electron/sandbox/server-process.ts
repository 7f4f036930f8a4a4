import { z } from 'zod'
import { createSandboxServer, SandboxError, type SandboxServer, type SandboxStats } from './server'

const message = z.discriminatedUnion('type', [
  z.object({
    type: z.literal('start'),
    stateFile: z.string().min(1),
    port: z.number().int().min(1).max(65535).optional(),
    /** Seconds. */
    accessTokenLifetime: z.number().int().min(1).optional(),
    recordSecretsTo: z.string().optional(),
  }),
  z.object({ type: z.literal('stats') }),
  z.object({ type: z.literal('stop') }),
])

export type ToSandbox = z.infer<typeof message>

export type FromSandbox =
  | { readonly type: 'ready'; readonly issuer: string; readonly port: number; readonly setAside?: string }
  | { readonly type: 'failed'; readonly code: SandboxError['code'] | 'other'; readonly message: string }
  | { readonly type: 'stats'; readonly stats: SandboxStats | undefined }

/** The way to the app: `process.parentPort` in an Electron utility process, the fork's channel in plain Node. */
type Port = {
  on(event: 'message' | 'close', listener: (event: { data: unknown }) => void): void
  postMessage(message: FromSandbox): void
}

run((Reflect.get(process, 'parentPort') as Port | undefined) ?? forkChannel())

/** Waits for `start`, answers `ready` or `failed`, and ends on `stop` or when the app is gone. */
function run(port: Port): void {
  let server: Promise<SandboxServer> | undefined

  port.on('message', ({ data }) => {
    const parsed = message.safeParse(data)
    if (!parsed.success) return
    switch (parsed.data.type) {
      case 'start': {
        const { type, ...options } = parsed.data
        server ??= createSandboxServer(options)
        return void announce(server)
      }
      case 'stats':
        return void server?.then((running) => port.postMessage({ type: 'stats', stats: running.stats() }))
      case 'stop':
        return void stop()
    }
  })

  async function announce(starting: Promise<SandboxServer>): Promise<void> {
    try {
      const { issuer, port: number, setAside } = await starting
      port.postMessage({
        type: 'ready',
        issuer,
        port: number,
        ...(setAside === undefined ? {} : { setAside }),
      })
    } catch (error) {
      server = undefined
      const code = error instanceof SandboxError ? error.code : 'other'
      port.postMessage({
        type: 'failed',
        code,
        message: error instanceof Error ? error.message : String(error),
      })
    }
  }

  async function stop(): Promise<void> {
    await server?.then((running) => running.close()).catch(() => undefined)
    process.exit(0)
  }

  port.on('close', stop)
  process.once('SIGTERM', stop)
}

function forkChannel(): Port {
  return {
    on: (event, listener) => {
      if (event === 'close') process.once('disconnect', () => listener({ data: undefined }))
      else process.on('message', (data) => listener({ data }))
    },
    postMessage: (answer) => process.send?.(answer),
  }
}
