import { randomBytes } from 'node:crypto'
import { z } from 'zod'
import {
  bucketAt,
  eventAt,
  eventTotal,
  fileAt,
  fileCount,
  indexOf,
  invoiceAt,
  type Server,
  serverAt,
} from './data'
import { HttpProblem, integer } from './http'
import type { Person } from './people'

/** Made by hand through the API; kept while the sandbox runs. */
type Changes = { readonly created: Server[]; readonly deleted: Set<string> }

const mostCreated = 100

const newServer = z.object({
  name: z.string().trim().min(1).max(200),
  region: z.string().max(20).default('ams1'),
  size: z.string().max(20).default('s-1'),
})

/** The collections behind the API, each with a paging style of its own. `base` is the issuer's URL. */
export function createCollections(base: string) {
  const changes = new Map<string, Changes>()

  function changesOf(person: Person): Changes {
    const mine = changes.get(person.id) ?? { created: [], deleted: new Set<string>() }
    changes.set(person.id, mine)
    return mine
  }

  function serversOf(person: Person): readonly Server[] {
    const { created, deleted } = changesOf(person)
    const given = Array.from({ length: person.holds.servers }, (_, index) => serverAt(person, index, base))
    return [...created, ...given].filter((server) => !deleted.has(server.id))
  }

  function server(person: Person, id: string): Server {
    const found = serversOf(person).find((candidate) => candidate.id === id)
    if (!found) throw notFound('server', id)
    return found
  }

  return {
    server,

    /**
     * `page` from 1 and `per_page`, with the total, and the neighbours in a `Link` header (RFC 8288); `q` finds those
     * with the text in their name.
     */
    servers(person: Person, query: URLSearchParams) {
      const text = query.get('q')?.toLowerCase() ?? ''
      const all = serversOf(person).filter(({ name }) => name.toLowerCase().includes(text))
      const searched = text === '' ? '' : `q=${encodeURIComponent(text)}&`
      const page = integer(query, 'page', 1, 1, 1_000_000)
      const perPage = integer(query, 'per_page', 25, 1, 200)
      const last = Math.max(1, Math.ceil(all.length / perPage))
      const link = (rel: string, to: number) =>
        `<${base}/api/v1/servers?${searched}page=${to}&per_page=${perPage}>; rel="${rel}"`
      const links = [
        link('first', 1),
        ...(page > 1 ? [link('prev', Math.min(page - 1, last))] : []),
        ...(page < last ? [link('next', page + 1)] : []),
        link('last', last),
      ]
      return {
        body: {
          servers: all.slice((page - 1) * perPage, page * perPage),
          page,
          per_page: perPage,
          total: all.length,
        },
        headers: { link: links.join(', '), 'x-total-count': String(all.length) },
      }
    },

    createServer(person: Person, body: unknown): Server {
      const wanted = newServer.safeParse(body)
      if (!wanted.success)
        throw new HttpProblem(422, 'invalid', 'A server needs a name of 1 to 200 characters.')
      const { created } = changesOf(person)
      if (created.length >= mostCreated) {
        throw new HttpProblem(409, 'quota_reached', `At most ${mostCreated} servers can be created here.`)
      }
      const id = `srv-new-${randomBytes(4).toString('hex')}`
      const made: Server = {
        ...serverAt(person, created.length, base),
        ...wanted.data,
        id,
        status: 'starting',
        created_at: new Date().toISOString(),
        web_url: `${base}/console/servers/${id}`,
      }
      created.unshift(made)
      return made
    },

    deleteServer(person: Person, id: string): void {
      changesOf(person).deleted.add(server(person, id).id)
    },

    buckets(person: Person) {
      return Array.from({ length: person.holds.buckets }, (_, index) => bucketAt(person, index, base))
    },

    /** `page_token` from the answer before and `page_size`; the last page has no `next_page_token`. */
    files(person: Person, bucketId: string, query: URLSearchParams) {
      const bucket = indexOf(bucketId)
      const exists =
        bucket !== undefined &&
        bucket < person.holds.buckets &&
        bucketAt(person, bucket, base).id === bucketId
      if (!exists) throw notFound('bucket', bucketId)
      const start = readCursor(query.get('page_token'), bucketId)
      const end = Math.min(start + integer(query, 'page_size', 100, 1, 500), fileCount(person, bucket))
      const rows = Array.from({ length: Math.max(0, end - start) }, (_, index) =>
        fileAt(person, bucket, start + index),
      )
      return end < fileCount(person, bucket)
        ? { files: rows, next_page_token: writeCursor(bucketId, end) }
        : { files: rows }
    },

    /** `offset` and `limit`, with the total. */
    invoices(person: Person, query: URLSearchParams) {
      const total = person.holds.invoices
      const offset = integer(query, 'offset', 0, 0, 1_000_000)
      const limit = integer(query, 'limit', 20, 1, 100)
      const rows = Array.from({ length: Math.max(0, Math.min(limit, total - offset)) }, (_, index) =>
        invoiceAt(person, offset + index, base),
      )
      return { invoices: rows, offset, limit, total }
    },

    /** OData style: the next page is a whole URL in `@odata.nextLink`; `$top` is the page size. */
    events(person: Person, query: URLSearchParams) {
      const top = integer(query, '$top', 500, 1, 1000)
      const skip = integer(query, '$skip', 0, 0, eventTotal)
      const end = Math.min(skip + top, eventTotal)
      const next = `${base}/api/v1/events?$top=${top}&$skip=${end}`
      return {
        '@odata.count': eventTotal,
        value: Array.from({ length: end - skip }, (_, index) => eventAt(person, skip + index)),
        ...(end < eventTotal ? { '@odata.nextLink': next } : {}),
      }
    },
  }
}

function writeCursor(bucketId: string, start: number): string {
  return Buffer.from(JSON.stringify([bucketId, start])).toString('base64url')
}

function readCursor(token: string | null, bucketId: string): number {
  if (token === null) return 0
  try {
    const [id, start] = z
      .tuple([z.string(), z.number().int().min(0)])
      .parse(JSON.parse(Buffer.from(token, 'base64url').toString('utf8')))
    if (id === bucketId) return start
  } catch {
    // Falls through: whatever is wrong with a token, the answer is the same.
  }
  throw new HttpProblem(400, 'invalid_query', '"page_token" is not one that this list gave out.')
}

function notFound(what: string, id: string): HttpProblem {
  return new HttpProblem(404, 'not_found', `There is no ${what} ${JSON.stringify(id.slice(0, 80))} here.`)
}
