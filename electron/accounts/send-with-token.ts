import type { TokenSet } from '../oauth/token-set'
import type { JsonObject } from '../providers/provider'
import type { Grounds } from './grounds'
import type { AccountsWorld } from './world'

export type SendingWorld = Pick<AccountsWorld, 'fetch' | 'clockSkew' | 'loadOAuth'>

/**
 * Asks a provider something about a token with that token, in a header: as a bearer, or with a proof of possession where
 * it is bound to a key (RFC 9449 §7). Whatever is answered comes back; network failures pass through.
 */
export async function sendWithToken(
  tokens: TokenSet,
  { client, provider }: Grounds,
  question: { readonly method: string; readonly url: string; readonly body?: JsonObject | undefined },
  world: SendingWorld,
): Promise<Response> {
  const { method } = question
  const headers = new Headers({ accept: 'application/json', ...provider.apiHeaders })
  const body = question.body && JSON.stringify(question.body)
  if (body !== undefined) headers.set('content-type', 'application/json')
  if (tokens.tokenType === 'dpop') {
    const { requestProtectedResource } = await world.loadOAuth()
    const url = new URL(question.url)
    return requestProtectedResource(
      client,
      tokens,
      url,
      { method, headers, body },
      world.fetch,
      world.clockSkew,
    )
  }
  headers.set('authorization', `Bearer ${tokens.accessToken.reveal()}`)
  return world.fetch(question.url, { method, headers, ...(body === undefined ? {} : { body }) })
}
