import type { ServerMetadata } from 'openid-client'
import type { Secret } from '../support/secret'

/** How a server departs from the standard, as data. Everything is optional: absent means "as the RFC says". */
export interface Dialect {
  /** What separates scopes in the request. Default: a space. */
  readonly scopeSeparator?: string
  /** The parameter scopes are asked by. Default: `scope`. */
  readonly scopeParameter?: string
  /** Where the token endpoint's answer keeps its members, as paths. Default: at the top, by their standard names. */
  readonly tokenAnswer?: Readonly<
    Partial<
      Record<'access_token' | 'refresh_token' | 'expires_in' | 'scope' | 'token_type' | 'id_token', string>
    >
  >
  /** What separates scopes in the answer. Default: a space. */
  readonly answeredScopeSeparator?: string
  /** Error codes beyond `invalid_grant` by which this server ends a grant. */
  readonly endingErrors?: readonly string[]
  /** Sends `redirect_uri` on renewal too. */
  readonly redirectUriOnRenewal?: boolean
  /** Headers for the token endpoint. */
  readonly tokenHeaders?: Readonly<Record<string, string>>
}

export interface RedirectRule {
  readonly host: '127.0.0.1' | 'localhost'
  /** `any`: the system picks. A list: tried in order, as the provider registers exact URIs. */
  readonly ports: 'any' | readonly number[]
  /** Begins with a slash. */
  readonly path: string
}

/** A client at an authorization server: everything a flow must know, and nothing of which provider it is. */
export interface OAuthClient {
  readonly server: ServerMetadata
  readonly clientId: string
  readonly clientSecret?: Secret
  readonly authentication: 'none' | 'client_secret_basic' | 'client_secret_post'
  readonly redirect: RedirectRule
  readonly dialect: Dialect
  /** Extra parameters by request. */
  readonly authorizationParameters?: Readonly<Record<string, string>>
  readonly tokenParameters?: Readonly<Record<string, string>>
  /** Resource indicators (RFC 8707). */
  readonly resource?: readonly string[]
  /** Whether tokens may be bound to a key (RFC 9449) when the server offers it. */
  readonly dpop?: boolean
  /** Whether the server is an OpenID provider for this client: nonce sent, ID token expected and checked. */
  readonly openid: boolean
}
