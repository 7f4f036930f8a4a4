import type { Account } from '../../shared/account'
import { Failure } from '../../shared/failure'
import type { Provider, Resource } from '../providers/provider'

/**
 * Narrows `insufficient_scope` to what can be asked for: the scopes that the server named, or those of the list where it
 * named none, without what is granted already. Where the provider's data has none of them it becomes `scope_unknown`.
 * Everything else comes back as it is.
 */
export function narrowScopes(
  failure: Failure,
  account: Account,
  provider: Provider,
  resource?: Resource,
): Failure {
  if (failure.code !== 'insufficient_scope') return failure
  const named = failure.facts.missingScopes ?? resource?.scopes ?? []
  const lacking = named.filter((name) => !account.scopes.granted.includes(name))
  // A server that names only what was granted wants something else of it: its own words say most.
  const missing = lacking.length > 0 ? lacking : named
  const known = missing.filter((name) =>
    provider.scopes.some((scope) => scope.name === name && (scope.flows?.includes(account.flow) ?? true)),
  )
  const isKnown = known.length > 0
  return new Failure(isKnown ? 'insufficient_scope' : 'scope_unknown', failure.message, {
    cause: failure,
    facts: {
      ...failure.facts,
      ...(missing.length > 0 ? { missingScopes: isKnown ? known : missing } : {}),
      ...(resource ? { subject: resource.label } : {}),
    },
  })
}
