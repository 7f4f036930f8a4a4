import type { ServerMetadata } from 'openid-client'
import type { Account } from '../../shared/account'
import { Failure } from '../../shared/failure'
import type { OAuthClient } from '../oauth/oauth-client'
import { type FlowRecorder, silentRecorder } from '../oauth/recorder'
import type { RegisteredClient } from '../oauth/register'
import { findProvider } from '../providers/catalogue'
import type { Provider } from '../providers/provider'
import type { Fetch } from '../support/fetch'
import { fillTemplate } from '../support/field'
import type { Secret } from '../support/secret'
import type { RegisteredClients } from './registered-clients'
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

/** The client that an account was connected through, or that a person brought. */
export interface OwnClient {
  readonly clientId: string
  readonly clientSecret?: Secret | undefined
}

export interface GroundsFinder {
  /**
   * `own`: keep to that client. Without one it is the provider's built-in client, or the one that its server made for
   * this installation, asked for the first time it is needed. Throws discovery, registration and network failures.
   */
  find(providerId: string, own?: Client, recorder?: FlowRecorder): Promise<Grounds>
  /**
   * What an account stands on: its own client, and the issuer that its tokens came from. Throws `issuer_mismatch` where
   * another server answers now: its tokens are not for that one.
   */
  of(account: Account, clientSecret?: Secret): Promise<Grounds>
}

const metadataLifetime = 60 * 60_000

export function createGroundsFinder(deps: {
  readonly providers: readonly Provider[]
  readonly startSandbox: () => Promise<string>
  readonly loadOAuth: LoadOAuth
  readonly fetch: Fetch
  readonly now: () => number
  readonly registered: RegisteredClients
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

  async function ourClient(
    provider: Provider,
    server: ServerMetadata,
    recorder: FlowRecorder,
  ): Promise<Client> {
    if (provider.client.kind === 'built_in') return { clientId: provider.client.clientId }
    const { register, registeredUri } = await deps.loadOAuth()
    return deps.registered.find(server.issuer, registeredUri(provider.redirect), () =>
      register(server, provider.redirect, [], deps.fetch, recorder),
    )
  }

  async function find(providerId: string, own?: Client, recorder = silentRecorder): Promise<Grounds> {
    const provider = findProvider(providerId, deps.providers)
    const base = provider.base.kind === 'sandbox' ? await deps.startSandbox() : provider.base.url
    const address: Grounds['address'] = (template, values = {}) => fillTemplate(template, { ...values, base })
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
      client: clientOf(provider, server, own ?? (await ourClient(provider, server, recorder))),
    }
  }

  return {
    find,
    async of({ providerId, issuer, clientId }, clientSecret) {
      const authentication = await deps.registered.authenticationOf(issuer, clientId)
      const grounds = await find(providerId, {
        clientId,
        clientSecret,
        ...(authentication ? { authentication } : {}),
      })
      if (grounds.issuer === issuer) return grounds
      throw new Failure('issuer_mismatch', `the account is of ${issuer}, not of ${grounds.issuer}`, {
        facts: { host: new URL(grounds.issuer).host },
      })
    },
  }
}

type Client = OwnClient & Partial<Pick<RegisteredClient, 'authentication'>>

function clientOf(provider: Provider, server: ServerMetadata, own: Client): OAuthClient {
  return {
    server,
    clientId: own.clientId,
    ...(own.clientSecret ? { clientSecret: own.clientSecret } : {}),
    authentication: own.clientSecret ? (own.authentication ?? secretMethod(server)) : 'none',
    redirect: provider.redirect,
    dialect: {},
    openid: provider.openid,
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
