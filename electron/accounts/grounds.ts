import type { ServerMetadata } from 'openid-client'
import type { OAuthClient } from '../oauth/oauth-client'
import { findProvider } from '../providers/catalogue'
import type { Provider } from '../providers/provider'
import type { Fetch } from '../support/fetch'
import { fillTemplate } from '../support/field'
import type { Secret } from '../support/secret'
import type { LoadOAuth } from './world'

/** What any work at a provider stands on: its data with every address filled in, and our client there. */
export interface Grounds {
  readonly provider: Provider
  readonly issuer: string
  readonly client: OAuthClient
  /** The only origins a token of this provider may be sent to. */
  readonly origins: readonly string[]
  /** Fills `{base}` and other names in an address of the provider's data. */
  readonly address: (template: string, values?: Readonly<Record<string, string>>) => string
}

export interface GroundsFinder {
  /** `own`: the client of an account that is its own (client credentials). Throws discovery and network failures. */
  find(
    providerId: string,
    own?: { readonly clientId: string; readonly clientSecret?: Secret | undefined },
  ): Promise<Grounds>
}

const metadataLifetime = 60 * 60_000

export function createGroundsFinder(deps: {
  readonly providers: readonly Provider[]
  readonly startSandbox: () => Promise<string>
  readonly loadOAuth: LoadOAuth
  readonly fetch: Fetch
  readonly now: () => number
}): GroundsFinder {
  const known = new Map<string, { readonly server: Promise<ServerMetadata>; readonly at: number }>()

  async function serverOf(issuer: string): Promise<ServerMetadata> {
    const cached = known.get(issuer)
    if (cached && deps.now() - cached.at < metadataLifetime) return cached.server
    const { discover } = await deps.loadOAuth()
    const server = discover(issuer, deps.fetch)
    known.set(issuer, { server, at: deps.now() })
    server.catch(() => known.delete(issuer))
    return server
  }

  return {
    async find(providerId, own) {
      const provider = findProvider(providerId, deps.providers)
      const base = provider.base.kind === 'sandbox' ? await deps.startSandbox() : provider.base.url
      const address: Grounds['address'] = (template, values = {}) =>
        fillTemplate(template, { ...values, base })
      const issuer = address(provider.server.issuer)
      const server =
        provider.server.kind === 'discovery'
          ? await serverOf(issuer)
          : metadataFrom(provider.server, issuer, address)
      return {
        provider,
        issuer,
        address,
        origins: provider.apiOrigins.map((origin) => new URL(address(origin)).origin),
        client: clientOf(provider, server, own),
      }
    },
  }
}

function clientOf(
  provider: Provider,
  server: ServerMetadata,
  own: Parameters<GroundsFinder['find']>[1],
): OAuthClient {
  const builtIn = provider.client.kind === 'built_in' ? provider.client.clientId : ''
  return {
    server,
    clientId: own?.clientId ?? builtIn,
    ...(own?.clientSecret ? { clientSecret: own.clientSecret } : {}),
    authentication: own?.clientSecret ? secretMethod(server) : 'none',
    redirect: provider.redirect,
    dialect: {},
    openid: provider.openid && !own?.clientSecret,
    dpop: provider.dpop,
    ...(provider.authorizationParameters
      ? { authorizationParameters: provider.authorizationParameters }
      : {}),
  }
}

/** Basic is what RFC 6749 §2.3.1 has every server know; the body only where the server says so and nothing else. */
function secretMethod(server: ServerMetadata): OAuthClient['authentication'] {
  const methods = server.token_endpoint_auth_methods_supported ?? ['client_secret_basic']
  return methods.includes('client_secret_basic') ? 'client_secret_basic' : 'client_secret_post'
}

function metadataFrom(
  endpoints: Extract<Provider['server'], { kind: 'endpoints' }>,
  issuer: string,
  address: Grounds['address'],
): ServerMetadata {
  const { authorization, token, revocation, deviceAuthorization } = endpoints
  return {
    issuer,
    authorization_endpoint: address(authorization),
    token_endpoint: address(token),
    ...(revocation ? { revocation_endpoint: address(revocation) } : {}),
    ...(deviceAuthorization ? { device_authorization_endpoint: address(deviceAuthorization) } : {}),
  }
}
