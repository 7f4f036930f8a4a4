import type { FactName, FlowKind, ProviderSummary, ScopeSummary } from '../../shared/provider-summary'
import type { Dialect, RedirectRule, RevocationShape } from '../support/dialect'
import type { JsonObject, Resource } from './resource'

export type { Json, JsonObject, Paging, Resource, ResourceColumn, ResourceSearch } from './resource'

export interface IdentityFields {
  /**
   * One path, or several that name the person only together (workspace and user). `token_answer:` before a path leads into
   * the named members of the token answer.
   */
  readonly id: string | readonly string[]
  /** What accounts of an earlier Keyfob are known by here, which are still the same person's. */
  readonly formerId?: readonly string[]
  /** One path, or those of first and last name. */
  readonly name?: string | readonly string[]
  readonly login?: string
  readonly email?: string
  /** A path, or an address with `{paths}` in it. */
  readonly avatar?: string
  /** Team, workspace or tenant the grant is bound to. */
  readonly tenant?: string
}

/** Who the account is, and whom to ask. */
export type Identity =
  /** ID token and userinfo (OpenID Connect). */
  | { readonly from: 'openid' }
  /** A request with the token. */
  | {
      readonly from: 'request'
      readonly method: 'GET' | 'POST'
      readonly url: string
      readonly body?: JsonObject
      readonly fields: IdentityFields
      /** Members of the token answer that say who it is. Others may be tokens, and are not looked at. */
      readonly tokenAnswer?: readonly string[]
      /**
       * Asked after it for what is still missing, where the scope was granted; may hold `{paths}` into the first answer. No
       * answer is no failure.
       */
      readonly also?: readonly {
        readonly url: string
        readonly scope?: string
        readonly fields: Omit<IdentityFields, 'id' | 'formerId'>
      }[]
    }

/** How a person gets a client at a provider that makes none by itself. */
export interface ClientGuide {
  /** Where apps are registered; may hold `{base}`. Absent: whoever runs the server knows. */
  readonly consoleUrl?: string
  /** One line each, in order, in plain text. */
  readonly steps: readonly string[]
  /** Boxes to tick there, as they are named. */
  readonly tick?: readonly string[]
  readonly clientIdLabel: string
  readonly secretLabel: string
  /** Ways in for which the server insists on the client secret. */
  readonly secretFor: readonly FlowKind[]
  /** The server refuses an app of this kind that sends a secret. */
  readonly secretRefused?: true
  /** Secrets may run out there: whoever enters one is asked when. */
  readonly secretExpires?: true
  /** What its ids and secrets look like, as regular expressions over the whole text. */
  readonly idPattern?: string
  readonly secretPattern?: string
  /** The token endpoint names a wrong client before a wrong code, so that a client can be tried without a person. */
  readonly canTry: boolean
}

/** Where the client comes from when nobody has brought one. */
export type ProviderClient =
  | { readonly kind: 'built_in'; readonly clientId: string }
  /** The server creates one for whoever asks (RFC 7591). Where it does not after all, the guide is what is left. */
  | { readonly kind: 'registration'; readonly guide?: ClientGuide }
  | { readonly kind: 'own'; readonly guide: ClientGuide }

export type Proof =
  /** The userinfo endpoint that the server's metadata names (OpenID Connect Core §5.3). */
  | { readonly at: 'userinfo' }
  /** A request that is answered with 401, or with a 200 that holds one of `values`. */
  | {
      readonly at?: 'request'
      readonly method: 'GET' | 'POST'
      readonly url: string
      readonly body?: JsonObject
      readonly refusedBy?: { readonly path: string; readonly values: readonly string[] }
    }

export type Facts = Readonly<Record<FactName, 'verified' | { readonly unverified: string }>>

/** An authorization server with its resource server, described by data. What differs between providers is a field here. */
export interface Provider {
  readonly id: string
  readonly name: string
  readonly mark?: string
  readonly description: string
  readonly category: ProviderSummary['category']
  /**
   * What `{base}` stands for: a fixed address, that of the sandbox once it runs, or one that the person gives, with its
   * path where the server is below one. `within`: the only origins it may be at.
   */
  readonly base:
    | { readonly kind: 'fixed'; readonly url: string }
    | { readonly kind: 'sandbox' }
    | {
        readonly kind: 'own'
        readonly label: string
        readonly example: string
        readonly preset?: string
        readonly within?: readonly string[]
      }
  /** The issuer, and whether it can be endpoints looked up; may hold `{base}`. */
  readonly server:
    | { readonly kind: 'discovery'; readonly issuer: string }
    | {
        readonly kind: 'endpoints'
        readonly issuer: string
        readonly authorization?: string
        readonly token: string
        readonly revocation?: string
        readonly deviceAuthorization?: string
        readonly registration?: string
        readonly userinfo?: string
        readonly keys?: string
      }
  readonly client: ProviderClient
  /** How a client secret is sent, where there is one. Absent: as the server's metadata says. */
  readonly clientAuthentication?: 'client_secret_basic' | 'client_secret_post'
  readonly redirect: RedirectRule & {
    /** What is entered at the provider, where it is not the redirect URI itself; empty: nothing is entered. */
    readonly registerAs?: readonly string[]
  }
  readonly pkce: 'required' | 'supported' | 'undocumented' | 'not_supported'
  /** In order of recommendation. */
  readonly flows: readonly FlowKind[]
  /** Why a way in is or is not the first choice here, where there is more to say than in general. */
  readonly why?: Readonly<Partial<Record<FlowKind, string>>>
  readonly openid: boolean
  readonly dpop: boolean
  readonly dialect?: Dialect
  readonly scopes: readonly ScopeSummary[]
  /** Resource indicators: which APIs the tokens are for, where the server wants to be told (RFC 8707). */
  readonly resource?: readonly string[]
  readonly authorizationParameters?: Readonly<Record<string, string>>
  /** Sent besides for another account where one is connected, so that the browser's session is not taken silently. */
  readonly anotherAccount?: Readonly<Record<string, string>>
  /** What is known of its tokens; what an answer says goes before it. */
  readonly tokens?: {
    /** Those whose answer names no lifetime do not expire. */
    readonly lasting?: true
    /** How long a grant lasts while the app that asked for it is not published yet, in s. */
    readonly trialLifetime?: number
  }
  /** Whether the token answer names the granted scopes; where it does not, those that were asked for are taken. */
  readonly tellsScopes: boolean
  readonly identity: Identity
  readonly revocation: RevocationShape
  /** Where a revoked token must be refused. */
  readonly proof: Proof
  /** The only origins a token is ever sent to; may hold `{base}`. */
  readonly apiOrigins: readonly string[]
  readonly apiHeaders?: Readonly<Record<string, string>>
  /**
   * Where a GET may change something as well: the paths, whole, at which it only reads. A regular expression; before any
   * other path the person is asked.
   */
  readonly readingPaths?: string
  /** Where a refusal by the API says that there were too many requests, if its status does not. */
  readonly limitedBy?: { readonly path: string; readonly values: readonly string[] }
  readonly resources: readonly Resource[]
  /** May hold `{base}` and `{client_id}`. */
  readonly grantedAppsUrl?: string
  readonly docsUrl?: string
  /** Things worth knowing before connecting, one line each. */
  readonly cautions?: readonly string[]
  readonly facts: Facts
}
