import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import type { Fetch } from '../../../electron/support/fetch'

export interface Asked {
  readonly method: string
  /** As the client wrote it, with the provider's own origin. */
  readonly url: URL
  readonly headers: IncomingMessage['headers']
  readonly body: string
  /** The body as a form. */
  readonly form: URLSearchParams
  /** What follows `Bearer` in the header. */
  readonly bearer: string | undefined
}

export interface Answer {
  readonly status: number
  readonly headers?: Readonly<Record<string, string>>
  readonly body?: string
}

/** Answers for the origins of one provider, as its documents say. */
export interface Dialect {
  readonly origins: readonly string[]
  answer(asked: Asked): Answer
}

export const json = (
  value: unknown,
  status = 200,
  headers: Readonly<Record<string, string>> = {},
): Answer => ({
  status,
  headers: { 'content-type': 'application/json; charset=utf-8', ...headers },
  body: JSON.stringify(value),
})

export const redirect = (location: URL | string): Answer => ({
  status: 302,
  headers: { location: String(location) },
})

export const nothing = (status: number): Answer => ({ status })

const originHeader = 'x-asked-origin'

/**
 * One HTTP server on loopback that is all the hosts of a dialect. Requests keep the address that the client wrote; one
 * to any other host finds no such name, so that a token that went astray is seen at once.
 */
export async function startCloud(dialect: Dialect) {
  const received: Asked[] = []
  const server = createServer((request, response) => {
    read(request).then(
      (asked) => {
        received.push(asked)
        send(response, dialect.answer(asked))
      },
      () => response.destroy(),
    )
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const { port } = server.address() as AddressInfo

  const fetchFromCloud: Fetch = (address, init) => {
    const url = new URL(address)
    if (!dialect.origins.includes(url.origin)) {
      return Promise.reject(Object.assign(new Error(`ENOTFOUND ${url.host}`), { code: 'ENOTFOUND' }))
    }
    const headers = new Headers(init?.headers)
    headers.set(originHeader, url.origin)
    return fetch(`http://127.0.0.1:${port}${url.pathname}${url.search}`, { ...init, headers })
  }

  return {
    received: received as readonly Asked[],
    fetch: fetchFromCloud,
    /** What a browser does: asks the server, and goes where it sends it. Returns where that is. */
    async visit(link: string): Promise<URL> {
      const response = await fetchFromCloud(link, { redirect: 'manual' })
      const location = response.headers.get('location')
      if (!location)
        throw new Error(`the page of the server stayed: ${response.status} ${await response.text()}`)
      return new URL(location)
    },
    async close() {
      server.closeAllConnections()
      await new Promise((resolve) => server.close(resolve))
    },
  }
}

export type Cloud = Awaited<ReturnType<typeof startCloud>>

async function read(request: IncomingMessage): Promise<Asked> {
  let body = ''
  for await (const piece of request) body += String(piece)
  const { method = '', url = '/', headers } = request
  const [scheme, token] = (headers.authorization ?? '').split(' ')
  return {
    method,
    url: new URL(url, String(headers[originHeader])),
    headers,
    body,
    form: new URLSearchParams(body),
    bearer: scheme === 'Bearer' ? token : undefined,
  }
}

function send(response: ServerResponse, { status, headers, body }: Answer): void {
  response.writeHead(status, headers)
  response.end(body)
}
