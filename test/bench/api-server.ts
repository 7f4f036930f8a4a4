import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import { setTimeout as pause } from 'node:timers/promises'

/** A server on loopback with an API, and a token endpoint that renews single-use refresh tokens (RFC 6749 §6). */
export interface ApiServer {
  readonly origin: string
  /** When requests to the API came with a token. ms since the epoch. */
  readonly arrivals: readonly number[]
  /** Renewals so far, and the most that were under way at one time. */
  readonly renewals: { count: number; most: number; refused: number }
  close(): Promise<void>
}

/** How long a renewal takes there. ms */
const renewalTakes = 40

export async function startApiServer(): Promise<ApiServer> {
  const bodies: Readonly<Record<string, string>> = {
    '/api/1k': bodyOf(1_000),
    '/api/118k': bodyOf(118_000),
  }
  const arrivals: number[] = []
  const renewals = { count: 0, most: 0, refused: 0 }
  const used = new Set<string>()
  let underWay = 0

  async function renew(request: IncomingMessage, response: ServerResponse): Promise<void> {
    underWay += 1
    renewals.most = Math.max(renewals.most, underWay)
    let body = ''
    for await (const piece of request) body += String(piece)
    await pause(renewalTakes)
    underWay -= 1
    const refreshToken = new URLSearchParams(body).get('refresh_token') ?? ''
    if (used.has(refreshToken)) {
      renewals.refused += 1
      return send(response, 400, '{"error":"invalid_grant"}')
    }
    used.add(refreshToken)
    renewals.count += 1
    const made = `${renewals.count}-${performance.now()}`
    send(
      response,
      200,
      JSON.stringify({
        access_token: `at-${made}`.padEnd(1_000, 'n'),
        refresh_token: `rt-${made}`,
        token_type: 'Bearer',
        expires_in: 86_400,
      }),
    )
  }

  const server = createServer((request, response) => {
    const now = performance.timeOrigin + performance.now()
    if (request.url === '/token') return void renew(request, response)
    if (request.headers.authorization?.startsWith('Bearer ')) arrivals.push(now)
    const body = bodies[request.url ?? '']
    send(response, body ? 200 : 404, body ?? '{}')
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  return {
    origin: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    arrivals,
    renewals,
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve())
        server.closeAllConnections()
      }),
  }
}

function send(response: ServerResponse, status: number, body: string): void {
  response.writeHead(status, {
    'content-type': 'application/json',
    'content-length': Buffer.byteLength(body),
  })
  response.end(body)
}

/** JSON of that many bytes. */
function bodyOf(size: number): string {
  const item = (index: number) => ({
    id: `item-${index}`,
    name: `Name of item ${index}`,
    on: index % 2 === 0,
  })
  const items: object[] = []
  while (JSON.stringify({ items }).length < size - 80) items.push(item(items.length))
  return JSON.stringify({ items }).padEnd(size)
}

/** For the profile: the server as a provider that a person added, and the members of an account there. */
export function customProviderAt(origin: string) {
  const id = 'custom-bench'
  return {
    account: { providerId: id, issuer: origin, scopes: { asked: ['all'], granted: ['all'] } },
    files: {
      'custom-providers.json': {
        version: 1,
        providers: [
          {
            id,
            name: 'Bench',
            issuer: origin,
            server: { kind: 'endpoints', authorization: `${origin}/authorize`, token: `${origin}/token` },
            flows: ['authorization_code'],
            openid: false,
            scopes: [{ name: 'all', explanation: '', required: true }],
            identity: { from: 'request', url: `${origin}/api/me`, idField: 'id' },
            apiOrigins: [origin],
            redirect: { host: '127.0.0.1', path: '/callback' },
            clientAuthentication: 'client_secret_basic',
            registration: false,
          },
        ],
      },
    },
  }
}
