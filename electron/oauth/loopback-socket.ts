import { createServer, type RequestListener, type Server, type ServerOptions } from 'node:http'
import type { AddressInfo, Socket } from 'node:net'
import { Failure } from '../../shared/failure'
import type { RedirectRule } from './oauth-client'

export interface LoopbackSocket {
  readonly port: number
  close(): Promise<void>
}

const mostConnections = 64
const triesForBothStacks = 8

/**
 * Listens on loopback and keeps what it bound: a port is never probed, closed and bound again. `localhost` may resolve
 * to ::1 first, so for it the same port is bound on both stacks (RFC 8252 §8.3 is why 127.0.0.1 is the default).
 */
export async function listenOnLoopback(
  rule: RedirectRule,
  options: ServerOptions,
  listener: RequestListener,
): Promise<LoopbackSocket> {
  const ports = rule.ports === 'any' ? [0] : rule.ports
  const refusals: unknown[] = []
  for (const port of ports) {
    for (let attempt = 0; attempt < (port === 0 ? triesForBothStacks : 1); attempt += 1) {
      try {
        return await listenOnce(rule.host, port, options, listener)
      } catch (error) {
        refusals.push(error)
      }
    }
  }
  throw socketFailure(refusals.at(-1), ports.at(-1) ?? 0)
}

async function listenOnce(
  host: RedirectRule['host'],
  wanted: number,
  options: ServerOptions,
  listener: RequestListener,
): Promise<LoopbackSocket> {
  const first = await bind('127.0.0.1', wanted, options, listener)
  const { port } = first.address() as AddressInfo
  const servers = [first]
  if (host === 'localhost') {
    try {
      servers.push(await bind('::1', port, options, listener))
    } catch (error) {
      // A machine without IPv6 has nothing there to collide with.
      if (!hasCode(error, 'EADDRNOTAVAIL', 'EAFNOSUPPORT')) {
        await closeServer(first)
        throw error
      }
    }
  }
  return {
    port,
    async close() {
      await Promise.all(servers.map(closeServer))
    },
  }
}

function bind(
  address: string,
  port: number,
  options: ServerOptions,
  listener: RequestListener,
): Promise<Server> {
  const server = createServer(options, listener)
  dropOldestOfTooMany(server)
  return new Promise((resolve, reject) => {
    server.once('error', reject)
    server.listen({ host: address, port, exclusive: true, ipv6Only: address === '::1' }, () => {
      server.off('error', reject)
      // One connection that cannot be accepted is no reason to stop waiting for the right one.
      server.on('error', () => {})
      resolve(server)
    })
  })
}

/** Connections that are only held open must not keep the browser out: the oldest makes room. */
function dropOldestOfTooMany(server: Server): void {
  const open = new Set<Socket>()
  server.on('connection', (socket) => {
    open.add(socket)
    socket.once('close', () => open.delete(socket))
    const [oldest] = open
    if (open.size > mostConnections) oldest?.destroy()
  })
}

function closeServer(server: Server): Promise<void> {
  return new Promise((resolve) => {
    server.close(() => resolve())
    server.closeAllConnections()
  })
}

/** Windows reserves ranges for Hyper-V and the like: binding there says EACCES, not EADDRINUSE. */
function socketFailure(error: unknown, port: number): Failure {
  const facts = { port }
  if (hasCode(error, 'EADDRINUSE')) {
    return new Failure('loopback_port_in_use', `port ${port} is in use`, { cause: error, facts })
  }
  if (hasCode(error, 'EACCES')) {
    return new Failure('loopback_port_reserved', `port ${port} is reserved by the system`, {
      cause: error,
      facts,
    })
  }
  return new Failure('loopback_unavailable', 'cannot listen on this computer’s own address', {
    cause: error,
    facts,
  })
}

function hasCode(error: unknown, ...codes: readonly string[]): boolean {
  return error instanceof Error && 'code' in error && codes.includes(String(error.code))
}
