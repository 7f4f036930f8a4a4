import type { CustomProvider, DiscoveredServer } from '../../shared/custom-provider'
import { Failure } from '../../shared/failure'
import { flowKinds } from '../../shared/provider-summary'
import type { OAuthClient } from '../oauth/oauth-client'
import { asFailure, reportOf } from './flows'
import { secretMethod } from './secret-method'
import type { AccountsWorld, OAuthEngine } from './world'

type Metadata = OAuthClient['server']

/** Scopes that name the person and keep the grant; whatever else a server knows is for the person to choose. */
const usualScopes = [
  ['openid', 'Know which account it is', true],
  ['profile', 'See your name and picture', true],
  ['email', 'See your e-mail address', false],
  ['offline_access', 'Stay connected until you revoke it', false],
] as const

/**
 * Asks a server what it is and offers, and makes a provider of it that can be saved as it stands. A server that Keyfob
 * will not connect to is described all the same, with the reason. Throws `discovery_failed`, `issuer_mismatch` and
 * network failures.
 */
export async function discoverServer(
  typed: string,
  world: Pick<AccountsWorld, 'fetch' | 'loadOAuth'>,
): Promise<DiscoveredServer> {
  const oauth = await world.loadOAuth()
  const server = await oauth.discover(issuerOf(typed), world.fetch)
  const flows = flowKinds.filter((kind) => refusalOf(server, kind, oauth) === undefined)
  const refusal = flows.length === 0 ? refusalOf(server, 'authorization_code', oauth) : undefined
  const openid = server.jwks_uri !== undefined && (server.scopes_supported?.includes('openid') ?? true)
  const registration = server.registration_endpoint !== undefined
  return {
    issuer: server.issuer,
    flows,
    openid,
    registration,
    revocation: server.revocation_endpoint !== undefined,
    protections: protectionsOf(server),
    scopes: (server.scopes_supported ?? []).slice(0, 200),
    endpoints: endpointsOf(server),
    ...(refusal ? { refusal: reportOf(refusal) } : {}),
    suggestion: {
      name: new URL(server.issuer).hostname.slice(0, 60),
      issuer: server.issuer,
      server: { kind: 'discovery' },
      flows: flows.filter((kind) => kind !== 'client_credentials' || flows.length === 1),
      openid,
      scopes: openid ? scopesOf(server) : [],
      identity: openid
        ? { from: 'openid' }
        : { from: 'request', url: server.userinfo_endpoint ?? server.issuer, idField: 'sub' },
      apiOrigins: [],
      redirect: { host: '127.0.0.1', path: '/callback' },
      clientAuthentication: secretMethod(server),
      registration,
    },
  }
}

/** What people type: without a scheme, with the metadata's own path at the end. */
function issuerOf(typed: string): string {
  const text = typed
    .trim()
    .replace(/\/\.well-known\/(openid-configuration|oauth-authorization-server)\/?$/, '')
  return /^[a-z][a-z0-9+.-]*:\/\//i.test(text) ? text : `https://${text}`
}

function refusalOf(
  server: Metadata,
  kind: (typeof flowKinds)[number],
  { requireGrant }: OAuthEngine,
): Failure | undefined {
  try {
    requireGrant(server, kind)
    // Nobody has to say that it knows it, but without being told there is no use in offering it.
    const isTold = kind !== 'client_credentials' || server.grant_types_supported?.includes(kind)
    return isTold ? undefined : new Failure('flow_not_offered', 'not among its grants')
  } catch (error) {
    return asFailure(error)
  }
}

function protectionsOf(server: Metadata): DiscoveredServer['protections'] {
  const told = (is: boolean | undefined) => (is === undefined ? 'not_told' : is ? 'yes' : 'no')
  return [
    { name: 'pkce', offered: told(server.code_challenge_methods_supported?.includes('S256')) },
    { name: 'iss', offered: told(server.authorization_response_iss_parameter_supported ?? false) },
    { name: 'par', offered: told(server.pushed_authorization_request_endpoint !== undefined) },
    { name: 'dpop', offered: told((server.dpop_signing_alg_values_supported?.length ?? 0) > 0) },
  ]
}

function endpointsOf(server: Metadata): DiscoveredServer['endpoints'] {
  return Object.entries(server).flatMap(([name, value]) =>
    typeof value === 'string' && /(_endpoint|^jwks_uri)$/.test(name) ? [{ name, address: value }] : [],
  )
}

function scopesOf({ scopes_supported: known }: Metadata): CustomProvider['scopes'] {
  return usualScopes
    .filter(([name]) => name === 'openid' || !known || known.includes(name))
    .map(([name, explanation, required]) => ({ name, explanation, required }))
}
