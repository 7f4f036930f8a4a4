import { createServer, type IncomingMessage } from 'node:http'
import type { AddressInfo } from 'node:net'
import type { Paging, Provider, Resource } from '../../electron/providers/provider'
import { sandbox } from '../../electron/providers/sandbox'

export interface OddRequest {
  readonly method: string
  readonly url: URL
  readonly headers: IncomingMessage['headers']
  readonly body: string
}

export interface OddAnswer {
  readonly status?: number
  readonly headers?: Readonly<Record<string, string>>
  /** Text as it is; anything else as JSON. */
  readonly body?: unknown
}

export interface OddServer {
  readonly origin: string
  readonly requests: readonly OddRequest[]
  /** What a path answers from now on; the requests so far are forgotten. */
  answer(path: string, how: (request: OddRequest, times: number) => OddAnswer | Promise<OddAnswer>): void
  close(): Promise<void>
}

/** An API on loopback that answers as it is told to, for what no decent one does. */
export async function startOddServer(): Promise<OddServer> {
  const requests: OddRequest[] = []
  const answers = new Map<string, (request: OddRequest, times: number) => OddAnswer | Promise<OddAnswer>>()
  const server = createServer(async (incoming, response) => {
    const pieces: Buffer[] = []
    for await (const piece of incoming) pieces.push(piece)
    const url = new URL(incoming.url ?? '/', origin)
    const body = Buffer.concat(pieces).toString('utf8')
    const request = { method: incoming.method ?? '', url, headers: incoming.headers, body }
    requests.push(request)
    const how = answers.get(url.pathname)
    const times = requests.filter((each) => each.url.pathname === url.pathname).length
    const answer: OddAnswer = how ? await how(request, times) : { status: 404, body: { message: 'nothing' } }
    const text = typeof answer.body === 'string' ? answer.body : JSON.stringify(answer.body ?? {})
    response.writeHead(answer.status ?? 200, { 'content-type': 'application/json', ...answer.headers })
    response.end(text)
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const origin = `http://127.0.0.1:${(server.address() as AddressInfo).port}`
  return {
    origin,
    requests,
    answer(path, how) {
      requests.length = 0
      answers.set(path, how)
    },
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve())
        server.closeAllConnections()
      }),
  }
}

/** The sandbox, with lists at another API of the same provider. */
export function providerWith(origin: string, resources: readonly Resource[]): Provider {
  return {
    ...sandbox,
    apiOrigins: [...sandbox.apiOrigins, origin],
    resources: [...sandbox.resources, ...resources],
  }
}

export function thingsAt(origin: string, id: string, paging: Paging, more: Partial<Resource> = {}): Resource {
  return {
    id,
    label: 'Things',
    icon: 'box',
    url: `${origin}/${id}`,
    itemsPath: 'things',
    idField: 'id',
    titleField: 'name',
    columns: [
      { label: 'Name', field: 'name', type: 'text' },
      { label: 'Size', field: 'size', type: 'bytes' },
    ],
    paging,
    scopes: [],
    ...more,
  }
}

/** `count` things from `start` on. */
export function things(start: number, count: number): readonly { id: string; name: string; size: number }[] {
  return Array.from({ length: count }, (_, index) => ({
    id: `t${start + index}`,
    name: `thing ${start + index}`,
    size: start + index,
  }))
}
