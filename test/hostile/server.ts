import { createServer, type IncomingHttpHeaders, type IncomingMessage, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import { onTestFinished } from 'vitest'
import { type Answer, empty, json } from './answer'
import { type Endpoint, faultOf, type Misbehaviour } from './faults'
import { createGrants } from './grants'
import { firstKey, publicJwk, readProof } from './keys'

export interface Received {
  readonly endpoint: Endpoint | 'none'
  readonly method: string
  readonly url: URL
  readonly headers: IncomingHttpHeaders & { readonly dpop?: string }
  readonly body: string
  readonly form: URLSearchParams
}

const paths: Readonly<Record<string, Endpoint>> = {
  '/.well-known/openid-configuration': 'discovery',
  '/jwks': 'jwks',
  '/authorize': 'authorize',
  '/par': 'par',
  '/token': 'token',
  '/userinfo': 'userinfo',
  '/device': 'device',
  '/revoke': 'revocation',
  '/register': 'registration',
}

/**
 * An authorization server with an API, over real HTTP on loopback. Honest until it is told to misbehave, by name and
 * endpoint: without the misbehaviour every flow succeeds, so that every check has its counter-proof. Closed when the
 * test ends.
 */
export async function startHostileServer() {
  let misbehaviour: Misbehaviour = {}
  let timesLeft = Number.POSITIVE_INFINITY
  const received: Received[] = []
  const server = createServer((request, response) => {
    readRequest(request, issuer).then(
      (whole) => {
        received.push(whole)
        send(response, answer(whole))
      },
      () => response.destroy(),
    )
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const issuer = `http://127.0.0.1:${(server.address() as AddressInfo).port}`
  const grants = createGrants(issuer)
  const close = () =>
    new Promise<void>((resolve) => {
      server.close(() => resolve())
      server.closeAllConnections()
    })
  onTestFinished(close)

  function answer(request: Received): Answer {
    const { endpoint } = request
    if (endpoint === 'none') return empty(404)
    const honest = (name?: string) => honestAnswer(request, name)
    if (endpoint === 'authorize') return honest()
    const wrong = misbehaviour[endpoint]
    if (wrong === undefined || timesLeft <= 0) return honest()
    timesLeft -= 1
    if (typeof wrong !== 'string') return wrong
    return faultOf(endpoint, wrong)?.(() => honest()) ?? honest(wrong)
  }

  function honestAnswer(request: Received, misbehaviourName: string | undefined): Answer {
    switch (request.endpoint) {
      case 'discovery':
        return json(metadata(issuer))
      case 'jwks':
        return json({ keys: [publicJwk(firstKey)] })
      case 'authorize':
        return empty(302, { location: landing(request.url.searchParams) })
      case 'par':
        return grants.push(request.form)
      case 'token':
        return grants.token(request, misbehaviourName)
      case 'device':
        return grants.startDevice()
      case 'revocation':
        grants.revoke(request.form.get('token') ?? '')
        return empty()
      case 'registration':
        return json({ client_id: 'made-for-you', ...(JSON.parse(request.body) as object) }, 201)
      case 'userinfo':
        return protect(request, () => json({ sub: 'ada', name: 'Ada Lovelace' }))
      default:
        return protect(request, () => json({ items: [1, 2, 3] }))
    }
  }

  function landing(query: URLSearchParams): string {
    const url = grants.authorize(query)
    for (const [name, value] of Object.entries(misbehaviour.authorize ?? {})) {
      if (value === undefined) url.searchParams.delete(name)
      else url.searchParams.set(name, value)
    }
    return url.href
  }

  function protect(request: Received, give: () => Answer): Answer {
    const [scheme = '', token = ''] = (request.headers.authorization ?? '').split(' ')
    const lent = grants.lentTo(token)
    const isBound = lent?.thumbprint !== undefined
    const proof = isBound ? readProof(request.headers.dpop) : undefined
    const isGood = lent && (!isBound || (scheme === 'DPoP' && proof?.thumbprint === lent.thumbprint))
    if (isGood) return give()
    return { ...empty(401), headers: { 'www-authenticate': `${scheme || 'Bearer'} error="invalid_token"` } }
  }

  return {
    issuer,
    origin: issuer,
    grants,
    /** Every request so far, oldest first. */
    received: received as readonly Received[],
    requestsTo: (endpoint: Received['endpoint']) => received.filter((each) => each.endpoint === endpoint),
    metadata: () => metadata(issuer),
    /** From now on; `times`: for so many requests, then honest again. */
    misbehave(how: Misbehaviour, times = Number.POSITIVE_INFINITY) {
      misbehaviour = how
      timesLeft = times
    },
    behave() {
      misbehaviour = {}
    },
    close,
  }
}

export type HostileServer = Awaited<ReturnType<typeof startHostileServer>>

function metadata(issuer: string) {
  return {
    issuer,
    authorization_endpoint: `${issuer}/authorize`,
    token_endpoint: `${issuer}/token`,
    device_authorization_endpoint: `${issuer}/device`,
    revocation_endpoint: `${issuer}/revoke`,
    registration_endpoint: `${issuer}/register`,
    userinfo_endpoint: `${issuer}/userinfo`,
    jwks_uri: `${issuer}/jwks`,
    response_types_supported: ['code'],
    id_token_signing_alg_values_supported: ['RS256'],
    code_challenge_methods_supported: ['S256'],
    authorization_response_iss_parameter_supported: true,
  }
}

async function readRequest(request: IncomingMessage, issuer: string): Promise<Received> {
  let body = ''
  for await (const piece of request) body += String(piece)
  const url = new URL(request.url ?? '/', issuer)
  return {
    endpoint: paths[url.pathname] ?? (url.pathname.startsWith('/api') ? 'api' : 'none'),
    method: request.method ?? '',
    url,
    headers: request.headers as Received['headers'],
    body,
    form: new URLSearchParams(body),
  }
}

function send(response: ServerResponse, answer: Answer): void {
  if (answer.fault === 'hang') return
  if (answer.fault === 'reset') {
    response.socket?.resetAndDestroy()
    return
  }
  const { body = '' } = answer
  response.writeHead(answer.status, { ...answer.headers, 'content-length': Buffer.byteLength(body) })
  if (answer.fault === 'cut') {
    response.write(body.slice(0, 20), () => response.socket?.resetAndDestroy())
    return
  }
  response.end(body)
}
