import { randomInt } from 'node:crypto'
import type { Server } from 'node:http'
import { setTimeout as wait } from 'node:timers/promises'
import { SandboxError } from './errors'

const host = '127.0.0.1'

/**
 * Listens on 127.0.0.1. A given port is *the* port: it is tried for `patience` ms, for the last process to let go of it,
 * and then `SandboxError` `port_taken` is thrown. Without one, a free port is chosen below the ranges that systems
 * give to outgoing connections, so that nobody is likely to sit on it when it is wanted again.
 */
export async function listen(server: Server, port: number | undefined, patience: number): Promise<number> {
  return port === undefined ? listenAnywhere(server) : listenOn(server, port, patience)
}

async function listenOn(server: Server, port: number, patience: number): Promise<number> {
  const deadline = Date.now() + patience
  for (;;) {
    try {
      return await listenOnce(server, port)
    } catch (error) {
      if (!isTaken(error)) throw error
      if (Date.now() >= deadline) {
        throw new SandboxError(
          'port_taken',
          `Another program is using port ${port}, which Sandbox Cloud is known by.`,
          {
            cause: error,
          },
        )
      }
      await wait(100)
    }
  }
}

async function listenAnywhere(server: Server): Promise<number> {
  for (let attempt = 0; attempt < 20; attempt += 1) {
    try {
      return await listenOnce(server, randomInt(20_000, 32_000))
    } catch (error) {
      if (!isTaken(error)) throw error
    }
  }
  return listenOnce(server, 0)
}

function listenOnce(server: Server, port: number): Promise<number> {
  return new Promise((resolve, reject) => {
    server.once('error', reject)
    server.listen({ host, port, exclusive: true }, () => {
      server.off('error', reject)
      const address = server.address()
      resolve(typeof address === 'object' && address ? address.port : port)
    })
  })
}

/** Taken by another program, or set apart by the system (Windows reserves ranges). */
function isTaken(error: unknown): boolean {
  const code = (error as NodeJS.ErrnoException).code
  return code === 'EADDRINUSE' || code === 'EACCES'
}
