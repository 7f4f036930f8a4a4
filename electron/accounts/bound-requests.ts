import type { Lease } from '../http/authorized'
import type { TokenSet } from '../oauth/token-set'
import type { Fetch } from '../support/fetch'
import type { AccountSecret } from './account-secret'
import type { GroundsFinder } from './grounds'
import type { LoadOAuth } from './world'

/** Sends with a proof of possession; the protocol library is loaded when the first bound token is used. */
export function requestProtectedResourceLater(deps: {
  readonly grounds: GroundsFinder
  readonly loadOAuth: LoadOAuth
  readonly fetch: Fetch
  readonly clockSkew: (host: string) => number | undefined
}): (secret: AccountSecret, tokens: TokenSet) => Lease['sendBound'] {
  return ({ account, clientSecret }, tokens) =>
    async (url, request) => {
      const { requestProtectedResource } = await deps.loadOAuth()
      const { client } = await deps.grounds.of(account, clientSecret)
      return requestProtectedResource(client, tokens, url, request, deps.fetch, deps.clockSkew)
    }
}
