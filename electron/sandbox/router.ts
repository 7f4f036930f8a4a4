import type { IncomingMessage, ServerResponse } from 'node:http'
import { decodePart, HttpProblem, largestBody, requireSameOrigin, sendJson } from './http'
import { sendPage } from './page'
import { homePage, problemPage, serviceAccountPage } from './pages'
import { drawAvatar, findPerson } from './people'

type Handler = (request: IncomingMessage, response: ServerResponse, url: URL) => Promise<void>

/** Sends each request to the API, the sign-in steps, our own pages or the OpenID provider. */
export function createRouter(deps: {
  readonly issuer: string
  readonly api: Handler
  readonly interactions: Handler
  provider(request: IncomingMessage, response: ServerResponse): Promise<void>
  renewServiceSecret(): Promise<string>
  onError(error: unknown): void
}) {
  const host = new URL(deps.issuer).host

  return function route(request: IncomingMessage, response: ServerResponse): void {
    dispatch(request, response).catch((error) => {
      if (!(error instanceof HttpProblem)) deps.onError(error)
      answerProblem(request, response, error)
    })
  }

  async function dispatch(request: IncomingMessage, response: ServerResponse): Promise<void> {
    // A page elsewhere that points its own name at 127.0.0.1 sends that name here (DNS rebinding).
    if (request.headers.host !== host)
      throw new HttpProblem(421, 'wrong_host', `This is ${host} and nobody else.`)
    if (Number(request.headers['content-length'] ?? 0) > largestBody) {
      throw new HttpProblem(413, 'too_large', 'The request body is too large.')
    }
    const url = request.url?.startsWith('/') ? URL.parse(deps.issuer + request.url) : null
    if (!url) throw new HttpProblem(400, 'bad_address', 'The address cannot be read.')

    if (isBelow(url.pathname, '/api/v1')) return deps.api(request, response, url)
    if (isBelow(url.pathname, '/interaction')) return deps.interactions(request, response, url)
    if (isBelow(url.pathname, '/avatars')) return sendAvatar(response, url)
    if (url.pathname === '/service-account') return serviceAccount(request, response)
    if (url.pathname === '/') return sendPage(response, 200, homePage(deps.issuer))
    if (isBelow(url.pathname, '/console')) return sendPage(response, 200, consolePage)

    // Pages of the provider that submit themselves get their one script allowed by oidc-provider, by its hash.
    response.setHeader('content-security-policy', `default-src 'none'; script-src 'report-sample'`)
    response.setHeader('x-content-type-options', 'nosniff')
    await deps.provider(request, response)
  }

  async function serviceAccount(request: IncomingMessage, response: ServerResponse): Promise<void> {
    if (request.method !== 'POST') return sendPage(response, 200, serviceAccountPage(deps.issuer))
    requireSameOrigin(request, deps.issuer)
    request.resume()
    sendPage(response, 200, serviceAccountPage(deps.issuer, await deps.renewServiceSecret()))
  }
}

const consolePage = {
  title: 'Console',
  body: '<h1>This would be the web console</h1><p class="lead">A real provider shows the thing you opened here. Sandbox Cloud has an API and no console.</p>',
}

function sendAvatar(response: ServerResponse, url: URL): void {
  const id = decodePart(/^\/avatars\/(.+)\.svg$/.exec(url.pathname)?.[1] ?? '')
  const person = findPerson(id)
  if (!person) throw new HttpProblem(404, 'not_found', 'There is no such person.')
  response.writeHead(200, {
    'content-type': 'image/svg+xml; charset=utf-8',
    'content-security-policy': `default-src 'none'`,
    'cross-origin-resource-policy': 'cross-origin',
    'cache-control': 'max-age=3600',
    'x-content-type-options': 'nosniff',
  })
  response.end(drawAvatar(person))
}

function answerProblem(request: IncomingMessage, response: ServerResponse, error: unknown): void {
  request.resume()
  if (response.headersSent || response.destroyed) return void response.destroy()
  const problem =
    error instanceof HttpProblem
      ? error
      : new HttpProblem(500, 'server_error', 'Something broke in the sandbox.')
  for (const [name, value] of Object.entries(problem.headers)) response.setHeader(name, value)
  if (problem.status === 413) response.setHeader('connection', 'close')
  if (request.headers.accept?.includes('text/html')) {
    sendPage(response, problem.status, problemPage(headingFor(problem.status), problem.message))
  } else {
    sendJson(response, problem.status, { error: problem.code, message: problem.message })
  }
}

function headingFor(status: number): string {
  return status === 404 ? 'There is nothing here' : status >= 500 ? 'Something broke' : 'This did not work'
}

function isBelow(path: string, folder: string): boolean {
  return path === folder || path.startsWith(`${folder}/`)
}
