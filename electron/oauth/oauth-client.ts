import type { ServerMetadata } from 'openid-client'
import type { Dialect, RedirectRule } from '../support/dialect'
import type { Secret } from '../support/secret'

export type { Dialect, RedirectRule } from '../support/dialect'

/** A client at an authorization server: everything a flow must know, and nothing of which provider it is. */
export interface OAuthClient {
  readonly server: ServerMetadata
  readonly clientId: string
  readonly clientSecret?: Secret
  readonly authentication: 'none' | 'client_secret_basic' | 'client_secret_post'
  readonly redirect: RedirectRule
  readonly dialect: Dialect
  /** Extra parameters of the authorization request. */
  readonly authorizationParameters?: Readonly<Record<string, string>>
  /** Resource indicators (RFC 8707). */
  readonly resource?: readonly string[]
  /** Whether tokens may be bound to a key (RFC 9449) when the server offers it. */
  readonly dpop?: boolean
  /** Whether the server is an OpenID provider for this client: nonce sent, ID token expected and checked. */
  readonly openid: boolean
}
