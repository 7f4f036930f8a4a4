import type { IncomingMessage, ServerResponse } from 'node:http'
import type { Caller } from './api-authentication'
import { listEndpoints } from './api-endpoints'
import type { Endpoint } from './endpoint'
import { decodePart, HttpProblem, sendJson, tooMany } from './http'
import { createRateLimiter, type RateLimit } from './rate-limit'

export type ApiHandler = (request: IncomingMessage, response: ServerResponse, url: URL) => Promise<void>

/** The REST API under `/api/v1`: what an account holds, and endpoints that are slow, broken or strict on purpose. */
export function createResourceApi(deps: {
  readonly issuer: string
  readonly rateLimit: RateLimit
  authenticate(request: IncomingMessage, url: URL): Promise<Caller>
  /** Told the endpoint (`GET /servers/*`) of every request, and the status it ended with. */
  record(endpoint: string, status: number): void
}): ApiHandler {
  const endpoints = listEndpoints(deps.issuer)
  const countRequest = createRateLimiter(deps.rateLimit)

  return async function handle(request, response, url) {
    const path = url.pathname.replace(/^\/api\/v1/, '')
    const fitting = endpoints.filter((endpoint) => matchPath(endpoint.path, path))
    const method = request.method === 'HEAD' ? 'GET' : request.method
    const endpoint = fitting.find((candidate) => candidate.method === method)
    response.once('close', () => {
      const status = response.writableFinished ? response.statusCode : 499
      deps.record(endpoint ? `${endpoint.method} ${endpoint.path}` : 'unknown', status)
    })
    try {
      await answer(endpoint, fitting, request, response, url, path)
    } catch (error) {
      request.resume()
      sendProblem(response, error)
    }
  }

  async function answer(
    endpoint: Endpoint | undefined,
    fitting: readonly Endpoint[],
    request: IncomingMessage,
    response: ServerResponse,
    url: URL,
    path: string,
  ): Promise<void> {
    const caller = await deps.authenticate(request, url)
    const { headers, retryAfter } = countRequest(caller.isService ? caller.clientId : caller.person.id)
    for (const [name, value] of Object.entries(headers)) response.setHeader(name, value)
    if (retryAfter !== undefined) throw tooMany(retryAfter)
    if (!endpoint) {
      if (fitting.length === 0) throw new HttpProblem(404, 'not_found', 'There is nothing at this address.')
      throw new HttpProblem(405, 'method_not_allowed', 'This address does not answer that method.', {
        allow: fitting.map((candidate) => candidate.method).join(', '),
      })
    }
    if (endpoint.scope && !caller.scopes.has(endpoint.scope)) throw insufficientScope(endpoint.scope)

    const ids = matchPath(endpoint.path, path) ?? []
    const result = await endpoint.answer({ caller, query: url.searchParams, ids, request, response })
    if (response.destroyed) return
    for (const [name, value] of Object.entries(result.headers ?? {})) response.setHeader(name, value)
    if (result.body !== undefined) return sendJson(response, result.status ?? 200, result.body)
    response.writeHead(result.status ?? 204).end()
  }
}

function matchPath(pattern: string, path: string): readonly string[] | undefined {
  const [wanted, given] = [pattern.split('/'), path.split('/')]
  if (wanted.length !== given.length) return undefined
  if (!wanted.every((part, index) => part === given[index] || (part === '*' && given[index])))
    return undefined
  return given.filter((_, index) => wanted[index] === '*').map(decodePart)
}

function insufficientScope(scope: string): HttpProblem {
  return new HttpProblem(403, 'insufficient_scope', `This needs the permission "${scope}".`, {
    'www-authenticate': `Bearer realm="Sandbox Cloud", error="insufficient_scope", error_description="This needs the permission ${scope}.", scope="${scope}"`,
  })
}

function sendProblem(response: ServerResponse, error: unknown): void {
  if (response.headersSent || response.destroyed) return void response.destroy()
  const problem =
    error instanceof HttpProblem
      ? error
      : new HttpProblem(500, 'server_error', 'Something broke in the sandbox.')
  for (const [name, value] of Object.entries(problem.headers)) response.setHeader(name, value)
  sendJson(response, problem.status, { error: problem.code, message: problem.message })
}
