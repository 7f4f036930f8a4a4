import { createServer, type RequestListener, type Server } from 'node:http'
import { createServer as createSecureServer, request } from 'node:https'
import type { AddressInfo } from 'node:net'
import { onTestFinished } from 'vitest'
import { createGuardedFetch, type GuardedFetchOptions } from '../../electron/http/guarded-fetch'
import type { Fetch } from '../../electron/support/fetch'
import type { Certificate } from './certificate'

/** A server on loopback that answers as told, closed when the test ends. Resolves with its origin. */
export async function serve(listener: RequestListener): Promise<string> {
  return `http://127.0.0.1:${await listen(createServer(listener))}`
}

export async function serveSecurely(
  certificate: Certificate,
  chain: readonly Certificate[] = [],
): Promise<string> {
  const cert = [certificate, ...chain].map((each) => each.cert).join('')
  const server = createSecureServer({ key: certificate.key, cert }, (_request, response) =>
    response.end('{}'),
  )
  return `https://127.0.0.1:${await listen(server)}`
}

async function listen(server: Server): Promise<number> {
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  onTestFinished(() => {
    server.close()
    server.closeAllConnections()
  })
  return (server.address() as AddressInfo).port
}

export function guarded(options: Partial<GuardedFetchOptions> = {}): Fetch {
  return createGuardedFetch({
    fetch: globalThis.fetch,
    redirects: 'refused',
    maximumBytes: 1_000,
    timeout: 5_000,
    now: Date.now,
    ...options,
  })
}

/** A fetch that trusts one authority more than the computer does. */
export function fetchTrusting(authority: Certificate): Fetch {
  return (url) =>
    new Promise((resolve, reject) => {
      const call = request(url, { ca: authority.cert, agent: false }, (answer) => {
        answer.resume()
        answer.once('end', () => resolve(new Response(null, { status: answer.statusCode ?? 200 })))
      })
      call.once('error', (cause) => reject(new TypeError('fetch failed', { cause })))
      call.end()
    })
}
