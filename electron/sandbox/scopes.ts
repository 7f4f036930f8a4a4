/** One permission that Sandbox Cloud can give away, in the words its consent page uses. */
export type ScopeDescription = {
  readonly name: string
  readonly words: string
  readonly detail: string
  /** Cannot be unticked: without it the request means nothing. */
  readonly required?: true
  /** Reads money or changes things: said on the consent page, and asked for by nobody by default. */
  readonly sensitive?: true
  /** Belongs to the REST API rather than to OpenID Connect. */
  readonly api?: true
}

export const scopes: readonly ScopeDescription[] = [
  { name: 'openid', words: 'Know who you are', detail: 'A number that stands for you here.', required: true },
  { name: 'profile', words: 'See your name and picture', detail: 'As shown on your profile.' },
  { name: 'email', words: 'See your e-mail address', detail: 'It is not used to write to you.' },
  {
    name: 'offline_access',
    words: 'Stay connected while you are away',
    detail: 'Without it you are asked to sign in again after a few minutes.',
  },
  {
    name: 'servers:read',
    words: 'See your servers',
    detail: 'Names, sizes, addresses and snapshots.',
    api: true,
  },
  {
    name: 'servers:write',
    words: 'Create and delete servers',
    detail: 'It can change what you have.',
    sensitive: true,
    api: true,
  },
  {
    name: 'buckets:read',
    words: 'See your buckets and their files',
    detail: 'Names and sizes, not contents.',
    api: true,
  },
  {
    name: 'invoices:read',
    words: 'See your invoices',
    detail: 'What you pay, and when.',
    sensitive: true,
    api: true,
  },
  { name: 'events:read', words: 'See your event log', detail: 'What happened, and from where.', api: true },
]

export const apiScopes = scopes.filter((scope) => scope.api).map((scope) => scope.name)

/** The scopes of a space-separated list that Sandbox Cloud knows, in the order it explains them. */
export function describeScopes(requested: string): readonly ScopeDescription[] {
  const names = new Set(requested.split(' '))
  return scopes.filter((scope) => names.has(scope.name))
}
