import type { OAuthClient } from '../oauth/oauth-client'
import type { Provider } from '../providers/provider'
import type { Fetch } from '../support/fetch'
import type { LoadOAuth } from './world'

const metadataLifetime = 60 * 60_000

type ServerMetadata = OAuthClient['server']
type Address = (template: string) => string

/**
 * Finds what a provider's authorization server is: from its data, or by asking it, at most once an hour for each
 * issuer. Throws discovery and network failures.
 */
export function createServerFinder(deps: {
  readonly loadOAuth: LoadOAuth
  readonly fetch: Fetch
  readonly now: () => number
}): (provider: Provider, address: Address) => Promise<ServerMetadata> {
  const known = new Map<string, { readonly server: Promise<ServerMetadata>; readonly at: number }>()

  async function ask(issuer: string): Promise<ServerMetadata> {
    const cached = known.get(issuer)
    if (cached && deps.now() - cached.at < metadataLifetime) return cached.server
    const { discover } = await deps.loadOAuth()
    const server = discover(issuer, deps.fetch)
    known.set(issuer, { server, at: deps.now() })
    server.catch(() => known.delete(issuer))
    return server
  }

  return async ({ server }, address) =>
    server.kind === 'discovery' ? ask(address(server.issuer)) : metadataFrom(server, address)
}

function metadataFrom(
  { kind: _, issuer, ...endpoints }: Extract<Provider['server'], { kind: 'endpoints' }>,
  address: Address,
): ServerMetadata {
  const filled = Object.entries(names).flatMap(([name, of]) => {
    const template = endpoints[of]
    return template === undefined ? [] : [[name, address(template)] as const]
  })
  return { issuer: address(issuer), ...Object.fromEntries(filled) }
}

/** As RFC 8414 §2 calls them. */
const names = {
  authorization_endpoint: 'authorization',
  token_endpoint: 'token',
  revocation_endpoint: 'revocation',
  device_authorization_endpoint: 'deviceAuthorization',
  registration_endpoint: 'registration',
  userinfo_endpoint: 'userinfo',
  jwks_uri: 'keys',
} as const
