import type { Configuration } from 'oidc-provider'
import { appClient } from './clients'
import { devicePages } from './device-pages'
import { errorPage, signedOutPage, signOutPage } from './pages'
import { claimsOf, findPerson } from './people'
import type { ProviderModule } from './provider-runtime'
import { apiScopes, scopes } from './scopes'
import type { SandboxState } from './state-file'
import type { Store } from './store'

const day = 24 * 60 * 60

type RevocableToken = {
  readonly kind: string
  readonly clientId?: string | undefined
  destroy(): Promise<void>
}

/** What a caller may turn; everything has a default that suits a person trying things out. Times are in seconds. */
export type ProviderSettings = {
  /** Default 300; at least 1. */
  readonly accessTokenLifetime: number
  /** Default 30 days, renewed at every rotation. */
  readonly refreshTokenLifetime: number
  readonly deviceCodeLifetime: number
  /** How far clocks may differ before the server minds. Default 0: both ends are on this machine. */
  readonly clockTolerance: number
  /** Refuse authorization requests that were not pushed (RFC 9126). */
  readonly requirePar: boolean
  /** Issue the app nothing but sender-constrained tokens (RFC 9449). */
  readonly requireDpop: boolean
  /** Ask for a server nonce in every DPoP proof (RFC 9449 §8). */
  readonly requireDpopNonce: boolean
}

export function createConfiguration(deps: {
  issuer: string
  state: Pick<SandboxState, 'cookieKeys' | 'jwks'>
  store: Store
  settings: ProviderSettings
  policy: ProviderModule['interactionPolicy']
  errors: ProviderModule['errors']
  dpopNonceSecret: Buffer
}): Configuration {
  const { issuer, settings, policy } = deps
  const prompts = policy.base()
  prompts.add(new policy.Prompt({ name: 'select_account', requestable: true }), 0)

  return {
    adapter: (model: string) => deps.store.adapterFor(model),
    clients: [appClient(settings.requireDpop)],
    clockTolerance: settings.clockTolerance,
    cookies: {
      keys: deps.state.cookieKeys,
      names: cookieNames(issuer),
    },
    jwks: deps.state.jwks as NonNullable<Configuration['jwks']>,
    scopes: scopes.map((scope) => scope.name),
    claims: {
      openid: ['sub'],
      profile: ['name', 'given_name', 'preferred_username', 'picture', 'locale', 'updated_at'],
      email: ['email', 'email_verified'],
    },
    responseTypes: ['code'],
    clientAuthMethods: ['none', 'client_secret_basic', 'client_secret_post'],
    pkce: { required: () => true },
    discovery: { service_documentation: `${issuer}/` },
    routes: {
      authorization: '/oauth/authorize',
      token: '/oauth/token',
      revocation: '/oauth/revoke',
      registration: '/oauth/register',
      device_authorization: '/oauth/device',
      code_verification: '/device',
      pushed_authorization_request: '/oauth/par',
      userinfo: '/oauth/userinfo',
      jwks: '/oauth/jwks',
      end_session: '/oauth/sign-out',
    },
    interactions: { policy: prompts, url: (_ctx, interaction) => `/interaction/${interaction.uid}` },
    features: {
      devInteractions: { enabled: false },
      clientCredentials: { enabled: true },
      revocation: { enabled: true, allowedPolicy: revokeNarrowly },
      registration: { enabled: true, issueRegistrationAccessToken: false },
      pushedAuthorizationRequests: { enabled: true, requirePushedAuthorizationRequests: settings.requirePar },
      dPoP: {
        enabled: true,
        nonceSecret: deps.dpopNonceSecret,
        requireNonce: () => settings.requireDpopNonce,
      },
      deviceFlow: { enabled: true, charset: 'base-20', mask: '****-****', ...devicePages },
      rpInitiatedLogout: {
        enabled: true,
        logoutSource: (ctx, form) => signOutPage(ctx, form),
        postLogoutSuccessSource: (ctx) => signedOutPage(ctx),
      },
      resourceIndicators: {
        enabled: true,
        getResourceServerInfo: (_ctx, resource) => {
          if (resource !== `${issuer}/api/v1`) throw new deps.errors.InvalidTarget()
          return apiResource(resource, settings.accessTokenLifetime)
        },
      },
    },
    clientBasedCORS: () => false,
    // A client's metadata may name addresses to be read: this server asks nobody anything.
    fetch: () => Promise.reject(new Error('Sandbox Cloud speaks to nobody.')),
    // Accounts in Keyfob live on their own: signing out in the browser, or as someone else, ends none of them.
    expiresWithSession: async () => false,
    rotateRefreshToken: true,
    renderError: (ctx, out) => errorPage(ctx, out),
    ttl: {
      AccessToken: settings.accessTokenLifetime,
      ClientCredentials: settings.accessTokenLifetime,
      AuthorizationCode: 60,
      DeviceCode: settings.deviceCodeLifetime,
      Grant: 3650 * day,
      IdToken: 3600,
      Interaction: 3600,
      RefreshToken: settings.refreshTokenLifetime,
      Session: 30 * day,
    },
    findAccount: async (_ctx, id) => {
      const person = findPerson(id)
      return person && { accountId: id, claims: async () => claimsOf(person, issuer) }
    },
  }
}

/** With the port in them: browsers send cookies of 127.0.0.1 to every port, so two sandboxes would swap theirs. */
function cookieNames(issuer: string) {
  const { port } = new URL(issuer)
  return {
    session: `sandbox_${port}_session`,
    interaction: `sandbox_${port}_interaction`,
    resume: `sandbox_${port}_resume`,
  }
}

/**
 * Public clients may revoke their own tokens only. An access token goes alone: RFC 7009 §2.1 leaves it to the server
 * whether its refresh token goes with it, and oidc-provider would take the whole grant. A refresh token ends the grant.
 */
async function revokeNarrowly(
  _ctx: unknown,
  client: { clientId: string },
  token: RevocableToken,
): Promise<boolean> {
  if (token.clientId !== client.clientId) return false
  if (token.kind !== 'AccessToken') return true
  await token.destroy()
  return false
}

/** The one protected resource there is (RFC 8707); naming it is optional. */
function apiResource(resource: string, lifetime: number) {
  return {
    scope: apiScopes.join(' '),
    audience: resource,
    accessTokenFormat: 'opaque' as const,
    accessTokenTTL: lifetime,
  }
}
