import type { ServerMetadata } from 'openid-client'
import { z } from 'zod'
import { Failure } from '../../shared/failure'
import type { Fetch } from '../support/fetch'
import { type Secret, secret } from '../support/secret'
import { serverFailure } from './failures'
import type { RedirectRule } from './oauth-client'
import type { FlowRecorder } from './recorder'

/** A client that a server made for us (RFC 7591 §3.2.1), with what it was made for. */
export interface RegisteredClient {
  readonly clientId: string
  readonly clientSecret?: Secret
  readonly authentication: 'none' | 'client_secret_basic' | 'client_secret_post'
  /** Redirect URI it was registered with, port left out where any will do. */
  readonly redirectUri: string
  /** ms since the epoch; absent: never. */
  readonly secretExpiresAt?: number
}

const answer = z.looseObject({
  client_id: z.string().min(1).max(500),
  client_secret: z.string().min(1).max(4096).optional(),
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
  scopes: readonly string[],
  fetch: Fetch,
  recorder: FlowRecorder,
): Promise<RegisteredClient> {
  const endpoint = server.registration_endpoint
  const facts = { stage: 'registration', host: new URL(server.issuer).host } as const
  if (!endpoint) throw new Failure('registration_refused', 'the server offers no registration', { facts })
  const methods = server.token_endpoint_auth_methods_supported
  const isPublic = !methods || methods.includes('none')
  const redirectUri = registeredUri(redirect)
  const wanted = {
    client_name: 'Keyfob',
    application_type: 'native',
    redirect_uris: [redirectUri],
    grant_types: ['authorization_code', 'refresh_token'],
    response_types: ['code'],
    token_endpoint_auth_method: isPublic ? 'none' : (methods[0] ?? 'client_secret_basic'),
    ...(scopes.length > 0 ? { scope: scopes.join(' ') } : {}),
  }
  recorder.message({
    kind: 'registration',
    request: `POST ${endpoint}`,
    parameters: Object.entries(wanted).map(([name, value]) => [name, String(value)]),
  })
  const response = await fetch(endpoint, {
    method: 'POST',
    headers: { 'content-type': 'application/json', accept: 'application/json' },
    body: JSON.stringify(wanted),
  })
  const body: unknown = await response.json().catch(() => undefined)
  if (response.status !== 201 && response.status !== 200) {
    const { error, error_description: description } = Object(body) as Record<string, unknown>
    const said = serverFailure(
      String(error ?? 'refused'),
      description ? String(description) : undefined,
      response.status,
      facts,
    )
    throw new Failure('registration_refused', said.message, { facts: said.facts })
  }
  const parsed = answer.safeParse(body)
  if (!parsed.success) throw new Failure('response_invalid', 'the registration answer is not one', { facts })
  const made = parsed.data
  return {
    clientId: made.client_id,
    authentication: authenticationOf(made.token_endpoint_auth_method, made.client_secret !== undefined),
    redirectUri,
    ...(made.client_secret ? { clientSecret: secret(made.client_secret) } : {}),
    ...(made.client_secret_expires_at ? { secretExpiresAt: made.client_secret_expires_at * 1000 } : {}),
  }
}

/** The redirect URI to register: without a port where the server must take any (RFC 8252 §7.3). */
export function registeredUri(redirect: RedirectRule): string {
  const port = redirect.ports === 'any' ? '' : `:${redirect.ports[0]}`
  return `http://${redirect.host}${port}${redirect.path}`
}

function authenticationOf(
  method: string | undefined,
  hasSecret: boolean,
): RegisteredClient['authentication'] {
  if (!hasSecret || method === 'none') return 'none'
  return method === 'client_secret_post' ? 'client_secret_post' : 'client_secret_basic'
}
