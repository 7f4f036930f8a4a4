import type { ServerMetadata } from 'openid-client'
import { z } from 'zod'
import { longestClientId } from '../../shared/account'
import { Failure } from '../../shared/failure'
import type { Fetch } from '../support/fetch'
import { present } from '../support/field'
import { type Secret, secret } from '../support/secret'
import { withoutQuery } from '../support/without-query'
import type { Circumstance } from './circumstance'
import { readEndpointAnswer } from './endpoint-answer'
import { serverFailure, translate } from './failures'
import type { RedirectRule } from './oauth-client'
import type { FlowRecorder } from './recorder'

/** A client that a server made for us (RFC 7591 §3.2.1), with what it was made for. */
export interface RegisteredClient {
  readonly clientId: string
  readonly clientSecret?: Secret
  readonly authentication: 'none' | 'client_secret_basic' | 'client_secret_post'
  /** Redirect URI it was registered with, port left out where any will do; the first one of a list of ports. */
  readonly redirectUri: string
  /** ms since the epoch; absent: never. */
  readonly secretExpiresAt?: number
}

const answer = z.looseObject({
  client_id: z.string().min(1).max(longestClientId),
  client_secret: z.string().max(4096).optional(),
  client_secret_expires_at: z.number().optional(),
  token_endpoint_auth_method: z.string().optional(),
  redirect_uris: z.array(z.string()).optional(),
})

/**
 * Dynamic client registration (RFC 7591) as a public native client, or a confidential one where the server knows no
 * other kind. Throws `registration_refused`, `response_invalid` or a network failure.
 */
export async function register(
  server: ServerMetadata,
  redirect: RedirectRule,
  fetch: Fetch,
  recorder: FlowRecorder,
): Promise<RegisteredClient> {
  const circumstance = { stage: 'registration', host: new URL(server.issuer).host } as const
  const facts = circumstance
  const endpoint = server.registration_endpoint
  if (!endpoint) throw new Failure('registration_refused', 'the server offers no registration', { facts })
  const wanted = {
    client_name: 'Keyfob',
    application_type: 'native',
    redirect_uris: registeredUris(redirect),
    grant_types: grantsToAskFor(server),
    response_types: ['code'],
    token_endpoint_auth_method: authenticationToAskFor(server),
  }
  recorder.message({
    kind: 'registration',
    request: `POST ${withoutQuery(endpoint)}`,
    parameters: Object.entries(wanted).map(([name, value]) => [name, String(value)]),
  })
  try {
    const response = await fetch(endpoint, {
      method: 'POST',
      headers: { 'content-type': 'application/json', accept: 'application/json' },
      body: JSON.stringify(wanted),
    })
    const { status, members } = await readEndpointAnswer(response)
    if (status >= 400) throw refused(members, status, circumstance)
    return readRegistration(members, wanted.redirect_uris)
  } catch (error) {
    throw translate(error, circumstance)
  }
}

function refused(
  members: Readonly<Record<string, unknown>>,
  status: number,
  circumstance: Circumstance,
): Failure {
  const said = serverFailure(
    String(members.error),
    String(members.error_description ?? ''),
    status,
    circumstance,
  )
  return new Failure('registration_refused', said.message, { facts: said.facts })
}

function readRegistration(
  members: Readonly<Record<string, unknown>>,
  redirectUris: readonly string[],
): RegisteredClient {
  const parsed = answer.safeParse(present(members))
  if (!parsed.success) throw new Failure('response_invalid', 'the registration answer is not one')
  const made = parsed.data
  // A server may replace what was asked for (RFC 7591 §3.2.1); an address that is not ours is of no use.
  if (made.redirect_uris && !redirectUris.every((uri) => made.redirect_uris?.includes(uri))) {
    throw new Failure('response_invalid', 'the server registered another redirect URI')
  }
  return {
    clientId: made.client_id,
    authentication: authenticationOf(made.token_endpoint_auth_method, Boolean(made.client_secret)),
    redirectUri: redirectUris[0] ?? '',
    ...(made.client_secret ? { clientSecret: secret(made.client_secret) } : {}),
    ...(made.client_secret_expires_at ? { secretExpiresAt: made.client_secret_expires_at * 1000 } : {}),
  }
}

const deviceGrant = 'urn:ietf:params:oauth:grant-type:device_code'

/** Only what the server says it knows, where it says so: some refuse a request for more. */
function grantsToAskFor(server: ServerMetadata): readonly string[] {
  const known = server.grant_types_supported
  const wanted = ['authorization_code', 'refresh_token']
  if (!known) return wanted
  if (server.device_authorization_endpoint) wanted.push(deviceGrant)
  return wanted.filter((grant) => grant === 'authorization_code' || known.includes(grant))
}

/** Public wherever the server allows it: an app on a computer can keep no secret of its makers (RFC 8252 §8.5). */
function authenticationToAskFor(server: ServerMetadata): RegisteredClient['authentication'] {
  const known = server.token_endpoint_auth_methods_supported
  const method = (['none', 'client_secret_basic', 'client_secret_post'] as const).find(
    (each) => !known || known.includes(each),
  )
  if (method) return method
  throw new Failure('registration_refused', 'the server knows no way of authentication that Keyfob has', {
    facts: { stage: 'registration', host: new URL(server.issuer).host },
  })
}

/** The redirect URI to register: without a port where the server must take any (RFC 8252 §7.3). */
export function registeredUri(redirect: RedirectRule): string {
  return registeredUris(redirect)[0] ?? ''
}

/** All of them: one for each port of a list. */
export function registeredUris({ host, ports, path }: RedirectRule): readonly string[] {
  return ports === 'any' ? [`http://${host}${path}`] : ports.map((port) => `http://${host}:${port}${path}`)
}

function authenticationOf(
  method: string | undefined,
  hasSecret: boolean,
): RegisteredClient['authentication'] {
  if (!hasSecret || method === 'none') return 'none'
  return method === 'client_secret_post' ? 'client_secret_post' : 'client_secret_basic'
}
