import type { IncomingMessage, ServerResponse } from 'node:http'
import { setTimeout as wait } from 'node:timers/promises'
import type { Caller } from './api-authentication'
import { createCollections } from './api-collections'
import { snapshotsOf } from './data'
import { goneSignal, HttpProblem, readBody } from './http'
import { pictureOf } from './people'
import { createRateLimiter } from './rate-limit'
import { createTryingLists } from './trying-lists'

type Call = {
  readonly caller: Caller
  readonly query: URLSearchParams
  readonly ids: readonly string[]
  readonly request: IncomingMessage
  readonly response: ServerResponse
}

type Answer = {
  readonly status?: number
  readonly body?: unknown
  readonly headers?: Readonly<Record<string, string>>
}

export type Endpoint = {
  readonly method: 'GET' | 'POST' | 'DELETE'
  /** Path below `/api/v1`; `*` stands for one id. */
  readonly path: string
  readonly scope?: string
  answer(call: Call): Answer | Promise<Answer>
}

/** What the API answers to, one row each. */
export function listEndpoints(issuer: string): readonly Endpoint[] {
  const collections = createCollections(issuer)
  const trying = createTryingLists(issuer)
  const countStrict = createRateLimiter({ limit: 3, window: 10 })
  const failuresLeft = new Map<string, number>()

  return [
    { method: 'GET', path: '/me', answer: ({ caller }) => ({ body: describeCaller(caller, issuer) }) },
    {
      method: 'GET',
      path: '/servers',
      scope: 'servers:read',
      answer: ({ caller, query }) => collections.servers(caller.person, query),
    },
    {
      method: 'POST',
      path: '/servers',
      scope: 'servers:write',
      answer: async ({ caller, request }) => {
        const server = collections.createServer(caller.person, await readJson(request))
        return { status: 201, body: server, headers: { location: `${issuer}/api/v1/servers/${server.id}` } }
      },
    },
    {
      method: 'GET',
      path: '/servers/*',
      scope: 'servers:read',
      answer: ({ caller, ids }) => ({ body: collections.server(caller.person, ids[0] ?? '') }),
    },
    {
      method: 'DELETE',
      path: '/servers/*',
      scope: 'servers:write',
      answer: ({ caller, ids }) => {
        collections.deleteServer(caller.person, ids[0] ?? '')
        return { status: 204 }
      },
    },
    {
      method: 'GET',
      path: '/servers/*/snapshots',
      scope: 'servers:read',
      answer: ({ caller, ids }) => {
        const snapshots = snapshotsOf(collections.server(caller.person, ids[0] ?? ''))
        return { body: { snapshots, total: snapshots.length } }
      },
    },
    {
      method: 'GET',
      path: '/buckets',
      scope: 'buckets:read',
      answer: ({ caller }) => ({ body: { buckets: collections.buckets(caller.person) } }),
    },
    {
      method: 'GET',
      path: '/buckets/*/files',
      scope: 'buckets:read',
      answer: ({ caller, ids, query }) => ({ body: collections.files(caller.person, ids[0] ?? '', query) }),
    },
    {
      method: 'GET',
      path: '/invoices',
      scope: 'invoices:read',
      answer: ({ caller, query }) => ({ body: collections.invoices(caller.person, query) }),
    },
    {
      method: 'GET',
      path: '/events',
      scope: 'events:read',
      answer: ({ caller, query }) => ({ body: collections.events(caller.person, query) }),
    },
    {
      method: 'GET',
      path: '/jobs',
      scope: 'servers:read',
      answer: ({ caller, query }) => ({ body: trying.jobs(caller.person, query) }),
    },
    {
      method: 'GET',
      path: '/log-lines',
      scope: 'servers:read',
      answer: ({ caller, query }) => trying.lines(caller.person, query),
    },
    {
      method: 'GET',
      path: '/reports',
      scope: 'servers:read',
      answer: async ({ caller, query, response }) => ({
        body: await trying.reports(caller.person, query, goneSignal(response)),
      }),
    },
    // Waits `seconds` (default 10, at most 120), or until the caller hangs up.
    { method: 'GET', path: '/slow', answer: answerSlowly },
    // Fails always; with `times=N` the first N requests of a caller for that `key` fail and the next succeeds.
    {
      method: 'GET',
      path: '/failing',
      answer: ({ caller, query }) => {
        const times = Number(query.get('times') ?? Number.POSITIVE_INFINITY)
        const key = `${caller.person.id} ${query.get('key') ?? ''} ${times}`
        const left = failuresLeft.get(key) ?? times
        failuresLeft.set(key, left - 1)
        if (failuresLeft.size > 1000) failuresLeft.clear()
        if (!(left > 0)) {
          failuresLeft.delete(key)
          return { body: { ok: true } }
        }
        const status = Number(query.get('status') ?? 500)
        throw new HttpProblem(
          status >= 500 && status <= 599 ? status : 500,
          'broken',
          'This endpoint is broken.',
        )
      },
    },
    // Three requests in ten seconds, then 429 until the window ends.
    {
      method: 'GET',
      path: '/limited',
      answer: ({ caller }) => {
        const { headers, retryAfter } = countStrict(caller.person.id)
        if (retryAfter !== undefined) throw tooMany(retryAfter, headers)
        return { body: { ok: true }, headers }
      },
    },
  ]
}

async function answerSlowly({ query, response }: Call): Promise<Answer> {
  const asked = Number(query.get('seconds') ?? 10)
  const seconds = asked >= 0 && asked <= 120 ? asked : 10
  await wait(seconds * 1000, undefined, { signal: goneSignal(response) }).catch(() => undefined)
  return { body: { waited_seconds: seconds } }
}

/** Who the token stands for; name and address only with the scopes for them. */
function describeCaller({ person, isService, clientId, scopes }: Caller, issuer: string) {
  if (isService) return { kind: 'service', id: clientId, organisation: person.company, scopes: [...scopes] }
  return {
    kind: 'person',
    id: person.id,
    ...(scopes.has('profile')
      ? { name: person.name, company: person.company, avatar_url: pictureOf(person, issuer) }
      : {}),
    ...(scopes.has('email') ? { email: person.email } : {}),
    scopes: [...scopes],
  }
}

async function readJson(request: IncomingMessage): Promise<unknown> {
  const text = await readBody(request)
  try {
    return JSON.parse(text)
  } catch {
    throw new HttpProblem(400, 'invalid_json', 'The request body is not JSON.')
  }
}

export function tooMany(retryAfter: number, headers: Record<string, string> = {}): HttpProblem {
  return new HttpProblem(429, 'rate_limited', `Too many requests. Try again in ${retryAfter} s.`, {
    ...headers,
    'retry-after': String(retryAfter),
  })
}
