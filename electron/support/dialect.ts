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
  /** Other names by which the answer calls scopes that were asked for. */
  readonly answeredScopeNames?: Readonly<Record<string, string>>
  /** Scopes that are always asked for and that the answer never names. */
  readonly unansweredScopes?: readonly string[]
  /** What this server calls a bearer token in `token_type`. */
  readonly bearerNames?: readonly string[]
  /** Form parameters of the token endpoint go as JSON. */
  readonly tokenBody?: 'json'
  /** The parameter that names the person to the sign-in page. Default: `login_hint`. */
  readonly loginHintParameter?: string
  /** PKCE is sent, and not counted as a protection: nobody says that the server checks it. */
  readonly ignoresPkce?: true
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

/** How a provider takes access away, as data. `{access_token}`, `{refresh_token}` and `{client_id}` are filled in. */
export type RevocationShape =
  /** RFC 7009 at the server's revocation endpoint. */
  | { readonly kind: 'rfc7009' }
  /** Some request of the provider's own. */
  | {
      readonly kind: 'request'
      readonly method: 'POST' | 'DELETE'
      readonly url: string
      /** `bearer`: the token that is revoked speaks for itself. */
      readonly authentication: 'none' | 'bearer' | 'client_basic'
      readonly body?:
        | { readonly type: 'form' | 'json'; readonly members: Readonly<Record<string, string>> }
        | undefined
      /** What is revoked by it: one call each, in this order. */
      readonly tokens: readonly ('refresh_token' | 'access_token')[]
      readonly success: readonly number[]
      /** Statuses that say "already gone"; 400 only of what is left once another token of the grant was revoked. */
      readonly gone?: readonly number[]
      /** A member that must be true for the answer to count. */
      readonly successField?: string
    }
  /** The provider has none; `withSecret`: for a client without its secret. */
  | { readonly kind: 'none'; readonly withSecret?: true }
