import type { ServerMetadata } from 'openid-client'
import type { Account } from '../../shared/account'
import type { ClientOrigin } from '../../shared/client'
import { Failure } from '../../shared/failure'
import type { FlowKind } from '../../shared/provider-summary'
import type { OAuthClient } from '../oauth/oauth-client'
import { type FlowRecorder, silentRecorder } from '../oauth/recorder'
import type { RegisteredClient } from '../oauth/register'
import { findProvider } from '../providers/catalogue'
import type { Provider } from '../providers/provider'
import type { RevocationShape } from '../support/dialect'
import type { Fetch } from '../support/fetch'
import { fillBase, fillTemplate } from '../support/field'
import type { Secret } from '../support/secret'
import { baseOf } from './base-address'
import type { Clients } from './clients'
import { guideOf } from './paste-checks'
import type { RegisteredClients } from './registered-clients'
import { secretMethod } from './secret-method'
import { createServerFinder } from './server-finder'
import type { LoadOAuth } from './world'

/** What any work at a provider stands on: its data with every address filled in, and our client there. */
export interface Grounds {
  readonly provider: Provider
  readonly issuer: string
  /** Address of a self-hosted server. */
  readonly base?: string
  readonly client: OAuthClient
  readonly clientOrigin: ClientOrigin
  /** How access can be taken away with this client: not at all, where that wants a secret which it does not have. */
  readonly revocation: RevocationShape
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
   * `own`: keep to that client. Without one it is the one that is known, or the one that the server makes for this
   * installation, asked for the first time it is needed. `base`: the address of a self-hosted server; `kind`: a way in,
   * whose need of a secret is looked at. Throws `client_missing`, `bad_request` for the address, and discovery,
   * registration and network failures.
   */
  find(
    at: { readonly providerId: string; readonly base?: string | undefined; readonly kind?: FlowKind },
    own?: OwnClient,
    recorder?: FlowRecorder,
  ): Promise<Grounds>
  /**
   * What an account stands on: its own client, and the issuer that its tokens came from. Throws `issuer_mismatch` where
   * another server answers now: its tokens are not for that one.
   */
  of(account: Account, clientSecret?: Secret): Promise<Grounds>
}

export function createGroundsFinder(deps: {
  readonly providers: readonly Provider[]
  readonly startSandbox: () => Promise<string>
  readonly loadOAuth: LoadOAuth
  readonly fetch: Fetch
  readonly now: () => number
  readonly registered: RegisteredClients
  readonly clients: Clients
}): GroundsFinder {
  const serverOf = createServerFinder(deps)

  async function ourClient(
    provider: Provider,
    base: string | undefined,
    server: ServerMetadata,
    recorder: FlowRecorder,
  ): Promise<Client> {
    const known = await deps.clients.find(provider, base)
    if (known) return known
    if (provider.client.kind !== 'registration' || !server.registration_endpoint) throw missing(provider)
    const { register, registeredUri } = await deps.loadOAuth()
    const made = await deps.registered.find(server.issuer, registeredUri(provider.redirect), () =>
      register(server, provider.redirect, deps.fetch, recorder),
    )
    return { ...made, origin: 'registered' }
  }

  async function find(
    at: Parameters<GroundsFinder['find']>[0],
    own?: Partial<Client>,
    recorder = silentRecorder,
  ): Promise<Grounds> {
    const provider = findProvider(at.providerId, deps.providers)
    const given = baseOf(provider, at.base)
    const base = given ?? (provider.base.kind === 'fixed' ? provider.base.url : await deps.startSandbox())
    const address: Grounds['address'] = (template, values = {}) => fillTemplate(template, { ...values, base })
    const server = await serverOf(provider, address)
    const client = own?.clientId
      ? { origin: 'own' as const, ...own, clientId: own.clientId }
      : await ourClient(provider, given, server, recorder)
    const needsSecret = at.kind !== undefined && guideOf(provider)?.secretFor.includes(at.kind)
    if (needsSecret && !client.clientSecret && client.origin !== 'registered') throw missing(provider)
    return {
      provider,
      issuer: address(provider.server.issuer),
      ...(given === undefined ? {} : { base: given }),
      address,
      origins: provider.apiOrigins.map((origin) => new URL(address(origin)).origin),
      client: clientOf(provider, server, client),
      clientOrigin: client.origin,
      revocation: revocationOf(provider, client, base),
    }
  }

  return {
    find,
    async of(account, clientSecret) {
      const { providerId, issuer, clientId, base } = account
      const provider = findProvider(providerId, deps.providers)
      const registration = await deps.registered.authenticationOf(issuer, clientId)
      const current =
        clientSecret && !registration && account.flow !== 'client_credentials'
          ? await deps.clients.currentSecret(provider, baseOf(provider, base), clientId)
          : undefined
      const grounds = await find(
        { providerId, base },
        {
          clientId,
          clientSecret: current ?? clientSecret,
          ...(registration ? { authentication: registration, origin: 'registered' } : {}),
        },
      )
      if (grounds.issuer !== issuer) {
        throw new Failure('issuer_mismatch', `the account is of ${issuer}, not of ${grounds.issuer}`, {
          facts: { host: new URL(grounds.issuer).host },
        })
      }
      const { subject, login = '' } = account.person
      const whose = { subject, login }
      return {
        ...grounds,
        address: (template, values = {}) => grounds.address(template, { ...whose, ...values }),
      }
    },
  }
}

type Client = OwnClient &
  Partial<Pick<RegisteredClient, 'authentication'>> & { readonly origin: ClientOrigin }

function missing(provider: Provider): Failure {
  return new Failure('client_missing', 'there is no client for it, or none with a secret', {
    facts: { subject: provider.name },
  })
}

function clientOf(provider: Provider, server: ServerMetadata, own: Client): OAuthClient {
  const authentication = own.authentication ?? provider.clientAuthentication ?? secretMethod(server)
  return {
    server,
    clientId: own.clientId,
    ...(own.clientSecret ? { clientSecret: own.clientSecret } : {}),
    authentication: own.clientSecret ? authentication : 'none',
    redirect: provider.redirect,
    dialect: isPkceChecked(provider, server)
      ? (provider.dialect ?? {})
      : { ...provider.dialect, ignoresPkce: true },
    openid: provider.openid,
    dpop: provider.dpop,
    ...(provider.resource ? { resource: provider.resource } : {}),
    ...(provider.authorizationParameters
      ? { authorizationParameters: provider.authorizationParameters }
      : {}),
  }
}

/** A protection is what the provider's documents or its server say of it, nothing less. */
function isPkceChecked({ pkce }: Provider, server: ServerMetadata): boolean {
  const isDocumented = pkce === 'required' || pkce === 'supported'
  return isDocumented || server.code_challenge_methods_supported?.includes('S256') === true
}

function revocationOf({ revocation }: Provider, client: Client, base: string): RevocationShape {
  if (revocation.kind !== 'request') return revocation
  if (revocation.authentication === 'client_basic' && !client.clientSecret)
    return { kind: 'none', withSecret: true }
  return { ...revocation, url: fillBase(revocation.url, base) }
}
