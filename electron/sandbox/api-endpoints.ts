import type { IncomingMessage } from 'node:http'
import type { Caller } from './api-authentication'
import { createCollections } from './api-collections'
import { snapshotsOf } from './data'
import type { Endpoint } from './endpoint'
import { HttpProblem, readBody } from './http'
import { pictureOf } from './people'
import { listTryingEndpoints } from './trying-endpoints'

/** What the API answers to, one row each. */
export function listEndpoints(issuer: string): readonly Endpoint[] {
  const collections = createCollections(issuer)

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
    ...listTryingEndpoints(issuer),
  ]
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
