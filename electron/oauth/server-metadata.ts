import type { ServerMetadata } from 'openid-client'
import { z } from 'zod'
import { Failure } from '../../shared/failure'
import type { Fetch } from '../support/fetch'
import { isRecord, present } from '../support/field'
import { isSafeToSend, isThisComputer } from '../support/loopback-address'
import { answerFacts } from './endpoint-answer'
import { plain, translate } from './failures'

const endpoint = z
  .url()
  .refine((url) => URL.canParse(url) && isSafeToSend(new URL(url)), 'must be https, or http on loopback')
const names = z.array(z.string())

/** Server metadata as RFC 8414 §2 and OpenID Connect Discovery §3 name it; what Keyfob uses of it. */
const metadata = z.looseObject({
  issuer: endpoint,
  authorization_endpoint: endpoint.optional(),
  token_endpoint: endpoint.optional(),
  device_authorization_endpoint: endpoint.optional(),
  pushed_authorization_request_endpoint: endpoint.optional(),
  revocation_endpoint: endpoint.optional(),
  registration_endpoint: endpoint.optional(),
  userinfo_endpoint: endpoint.optional(),
  jwks_uri: endpoint.optional(),
  scopes_supported: names.optional(),
  response_types_supported: names.optional(),
  grant_types_supported: names.optional(),
  code_challenge_methods_supported: names.optional(),
  token_endpoint_auth_methods_supported: names.optional(),
  dpop_signing_alg_values_supported: names.optional(),
  id_token_signing_alg_values_supported: names.optional(),
  authorization_response_iss_parameter_supported: z.boolean().optional(),
  require_pushed_authorization_requests: z.boolean().optional(),
})

/**
 * Where an issuer's metadata may be, most likely first: OpenID Connect Discovery §4.1 appends to the path, RFC 8414
 * §3.1 inserts before it.
 */
export function metadataAddresses(issuer: string): readonly string[] {
  const url = new URL(issuer)
  const path = url.pathname.replace(/\/$/, '')
  return [
    ...new Set([
      `${url.origin}${path}/.well-known/openid-configuration`,
      `${url.origin}/.well-known/oauth-authorization-server${path}`,
      `${url.origin}/.well-known/openid-configuration${path}`,
    ]),
  ]
}

/**
 * Asks an authorization server what it is. The `issuer` in the answer must be the one that was asked (RFC 8414 §3.3).
 * Throws `discovery_failed`, `issuer_mismatch` or the network's own failure.
 */
export async function discover(issuer: string, fetch: Fetch): Promise<ServerMetadata> {
  const { host } = requireIssuer(issuer)
  const facts = { stage: 'discovery', host } as const
  let lastStatus = 0
  for (const address of metadataAddresses(issuer)) {
    const response = await fetch(address, { headers: { accept: 'application/json' } }).catch(
      (error: unknown) => {
        throw translate(error, facts)
      },
    )
    lastStatus = response.status
    if (response.status >= 500 || response.status === 429) {
      const code = response.status === 429 ? 'rate_limited' : 'server_unavailable'
      throw new Failure(code, `${host} answered ${response.status}`, {
        facts: { ...answerFacts(response), ...facts },
      })
    }
    if (response.status !== 200) continue
    const body: unknown = await response.json().catch(() => undefined)
    const parsed = metadata.safeParse(isRecord(body) ? present(body) : body)
    if (!parsed.success || knocksHere(parsed.data, issuer)) continue
    if (!sameIssuer(parsed.data.issuer, issuer)) {
      throw new Failure('issuer_mismatch', `${host} says it is ${plain(parsed.data.issuer, 200)}`, { facts })
    }
    return parsed.data as ServerMetadata
  }
  throw new Failure('discovery_failed', `${host} has no server metadata`, {
    facts: { ...facts, status: lastStatus },
  })
}

/** An issuer is an address without query and fragment, spoken to over TLS (RFC 8414 §2). */
function requireIssuer(issuer: string): URL {
  const url = URL.canParse(issuer) ? new URL(issuer) : undefined
  if (url && isSafeToSend(url) && !url.search && !url.hash && !url.username && !url.password) return url
  throw new Failure('discovery_failed', 'the issuer is no address that can be asked', {
    facts: { stage: 'discovery', ...(url ? { host: url.host } : {}) },
  })
}

/** A server elsewhere has no endpoint on this computer: naming one would have Keyfob knock on whatever listens there. */
function knocksHere(named: Readonly<Record<string, unknown>>, issuer: string): boolean {
  if (isThisComputer(new URL(issuer))) return false
  return Object.entries(named).some(([name, value]) => {
    const address = /_endpoint$|^jwks_uri$/.test(name) && typeof value === 'string' ? value : ''
    return URL.canParse(address) && isThisComputer(new URL(address))
  })
}

/** Exact, but for the slash that people forget to type. */
function sameIssuer(answered: string, asked: string): boolean {
  return answered.replace(/\/$/, '') === asked.replace(/\/$/, '')
}

/**
 * Implicit and password grants do not exist here (RFC 9700 §2.1.2, §2.4): a server that offers nothing else is
 * explained, not supported. Throws `grants_not_safe` or `flow_not_offered`.
 */
export function requireGrant(
  server: ServerMetadata,
  kind: 'authorization_code' | 'device_code' | 'client_credentials',
): void {
  const grants = server.grant_types_supported
  const responses = server.response_types_supported
  const facts = { stage: 'discovery', host: new URL(server.issuer).host } as const
  if (!server.token_endpoint) {
    throw new Failure('grants_not_safe', 'the server has no token endpoint: only the implicit grant', {
      facts,
    })
  }
  if (grants?.every((grant) => grant === 'implicit' || grant === 'password')) {
    throw new Failure('grants_not_safe', 'the server offers only implicit and password grants', { facts })
  }
  if (kind === 'authorization_code') {
    if (responses && !responses.includes('code')) {
      throw new Failure('grants_not_safe', 'the server offers no response type "code"', { facts })
    }
    if (!server.authorization_endpoint)
      throw new Failure('flow_not_offered', 'no authorization endpoint', { facts })
    const methods = server.code_challenge_methods_supported
    if (methods && !methods.includes('S256')) {
      throw new Failure('grants_not_safe', 'the server does not know S256', { facts })
    }
  }
  const name = kind === 'device_code' ? 'urn:ietf:params:oauth:grant-type:device_code' : kind
  if (kind === 'device_code' && !server.device_authorization_endpoint) {
    throw new Failure('flow_not_offered', 'no device authorization endpoint', { facts })
  }
  if (grants && !grants.includes(name)) throw new Failure('flow_not_offered', `no grant ${kind}`, { facts })
}
